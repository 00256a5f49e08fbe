import '@/i18n/people';
import { DownloadOutlined, PlusOutlined, SearchOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { address } from '@/api/client';
import type { Colleague } from '@/api/people';
import { pathOf, rowsOf, withBelow } from '@/engine/people/tree';
import { LinkButton } from '@/ui/link-button';
import { Page, Panel } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useListText, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { DepartmentTree } from './department-tree';
import css from './people.module.css';
import { StateTag } from './state-tag';
import { useStaff } from './use-staff';

const NewPersonDialog = lazy(async () => ({ default: (await import('./new-person-dialog')).NewPersonDialog }));

/** `/people`: who works here, in which department and in which roles. */
export function PeoplePage() {
  const { session } = useWorkplace();
  return session.administers ? <People /> : <NoPermission />;
}

/** Everybody, those without a department, or a department's id. */
export type Group = 'all' | 'none' | string;

function People() {
  const { t } = useTranslation();
  const phone = usePhone();
  const staff = useStaff();
  const [group, setGroup] = useState<Group>('all');
  const [deep, setDeep] = useState(true);
  const [left, setLeft] = useState(false);
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  const shown = staff.people
    .filter((person) => left || !person.disabled)
    .filter((person) => isIn(person, group, deep, staff.departments))
    .filter((person) => matches(person, search));
  const isDepartment = group !== 'all' && group !== 'none';
  return (
    <Page
      title={t('people.title')}
      actions={
        <>
          <LinkButton to="/reveals">{t('staff.reveals')}</LinkButton>
          <LinkButton to="/explain">{t('staff.explain')}</LinkButton>
          <LinkButton to="/people/import" icon={<UploadOutlined aria-hidden />}>
            {t('staff.import')}
          </LinkButton>
          <Button icon={<DownloadOutlined aria-hidden />} href={address('/people/list')}>
            {t('staff.export')}
          </Button>
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('staff.add')}
          </Button>
        </>
      }
    >
      {staff.failed ? (
        <ErrorState error={staff.failed.error} retry={() => void staff.failed?.refetch()} />
      ) : (
        <div className={css.panes}>
          {phone ? null : (
            <Panel flush>
              <DepartmentTree staff={staff} group={group} onGroup={setGroup} />
            </Panel>
          )}
          <Panel flush>
            <div className={css.bar}>
              {phone ? (
                <Select<Group>
                  className={css.groupPick ?? ''}
                  aria-label={t('staff.departments')}
                  value={group}
                  onChange={setGroup}
                  options={[
                    { value: 'all', label: t('staff.everybody') },
                    { value: 'none', label: t('staff.no_department') },
                    ...rowsOf(staff.departments, new Set(), false).map(({ node, depth }) => ({
                      value: node.id,
                      label: `${'　'.repeat(depth)}${node.name}`,
                    })),
                  ]}
                />
              ) : null}
              <Input
                allowClear
                className={css.search ?? ''}
                prefix={<SearchOutlined aria-hidden />}
                aria-label={t('staff.search')}
                placeholder={t('staff.search')}
                value={search}
                onChange={({ target }) => setSearch(target.value)}
              />
              {isDepartment ? (
                <Checkbox checked={deep} onChange={({ target }) => setDeep(target.checked)}>
                  {t('staff.with_below')}
                </Checkbox>
              ) : null}
              <Checkbox checked={left} onChange={({ target }) => setLeft(target.checked)}>
                {t('staff.show_left')}
              </Checkbox>
              <span className={css.count}>{staff.pending ? '' : t('staff.count', { count: shown.length })}</span>
            </div>
            {staff.pending ? <Loading lines={6} /> : null}
            {!staff.pending && shown.length === 0 ? (
              <EmptyState title={t(isDepartment && search === '' ? 'staff.none_here' : 'staff.none')} />
            ) : null}
            <ul className={css.people}>
              {shown.map((person) => (
                <PersonRow key={person.id} person={person} staff={staff} />
              ))}
            </ul>
          </Panel>
        </div>
      )}
      {adding ? (
        <Suspense fallback={null}>
          {' '}
          <NewPersonDialog
            staff={staff}
            department={isDepartment ? group : undefined}
            onClose={() => setAdding(false)}
          />
        </Suspense>
      ) : null}
    </Page>
  );
}

function isIn(person: Colleague, group: Group, deep: boolean, departments: Parameters<typeof withBelow>[0]): boolean {
  if (group === 'all') return true;
  if (group === 'none') return person.department === undefined;
  const wanted = deep ? withBelow(departments, group) : new Set([group]);
  return person.department !== undefined && wanted.has(person.department);
}

function matches(person: Colleague, search: string): boolean {
  const text = search.trim().toLowerCase();
  return [person.name, person.login, person.email, person.phone].some((each) => each?.toLowerCase().includes(text));
}

function PersonRow({ person, staff }: { person: Colleague; staff: ReturnType<typeof useStaff> }) {
  const { t } = useTranslation();
  const list = useListText();
  const path = pathOf(staff.departments, person.department);
  const manager = staff.personOf(person.manager);
  return (
    <li className={person.disabled ? css.gone : undefined}>
      <span className={css.name}>
        <Link to={`/people/${person.id}`}>{person.name}</Link>
        <span>{person.login}</span>
      </span>
      <span className={css.place}>
        <span className="ellipsis" title={path.join(' / ')}>
          {path.at(-1) ?? t('staff.no_department')}
        </span>
        {manager ? <span>{`${t('staff.manager')}: ${manager.name}`}</span> : null}
      </span>
      <span className={css.roles}>{list(person.roles.map(staff.roleName)) || t('staff.no_roles')}</span>
      <StateTag person={person} />
    </li>
  );
}
