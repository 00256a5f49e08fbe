import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadPeople, loadRoles, type Person, type Role } from '@/api/session';
import { useSettled } from '@/ui/inputs/use-choices';
import { Page, Panel } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useListText, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import css from './people.module.css';
import { PersonDialog } from './person-dialog';

/** `/people`: who works here and in which roles. */
export function PeoplePage() {
  const { session } = useWorkplace();
  return session.administers ? <People /> : <NoPermission />;
}

function People() {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const { session } = useWorkplace();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Person | 'new' | undefined>(undefined);
  const settled = useSettled(search);
  const query = useQuery({
    queryKey: ['people', settled],
    queryFn: ({ signal }) => loadPeople(settled, signal),
    placeholderData: (previous) => previous,
  });
  const answer = useQuery({ queryKey: ['roles'], queryFn: loadRoles, retry: false });
  // Somebody who administers but does not build still sees the roles that are given already.
  const roles = useMemo<Role[]>(() => {
    const keys = new Set(query.data?.items.flatMap((person) => person.roles));
    return (
      answer.data ??
      [...keys].map((key) => session.roles.find((role) => role.key === key) ?? { key, label: { zh: key } })
    );
  }, [answer.data, query.data, session]);
  const roleName = (key: string) => label(roles.find((role) => role.key === key)?.label, key);
  return (
    <Page
      title={t('people.title')}
      width="text"
      actions={
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
          {t('people.add')}
        </Button>
      }
    >
      <Panel flush>
        <div className={css.bar}>
          <Input
            allowClear
            prefix={<SearchOutlined aria-hidden />}
            aria-label={t('people.search')}
            placeholder={t('people.search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        {query.isPending ? <Loading lines={6} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.data?.items.length === 0 ? <EmptyState title={t('people.none')} /> : null}
        <ul className={css.people}>
          {query.data?.items.map((person) => (
            <li key={person.id}>
              <span className={css.name}>
                <strong>{person.name}</strong>
                <span>{person.login}</span>
              </span>
              <span className={css.roles}>{list(person.roles.map(roleName)) || t('people.no_roles')}</span>
              <Button size="small" onClick={() => setOpen(person)}>
                {t('people.change')}
              </Button>
            </li>
          ))}
        </ul>
      </Panel>
      {open === undefined ? null : (
        <PersonDialog person={open === 'new' ? undefined : open} roles={roles} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  );
}
