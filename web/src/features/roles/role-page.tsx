import '@/i18n/access';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Dropdown, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import {
  type Artifact,
  checkArtifact,
  type Finding,
  loadArtifact,
  loadVersions,
  publishArtifact,
  rollBackTo,
  saveDraft,
} from '@/api/artifacts';
import type { RoleDocument } from '@/engine/access/role';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { FormSentences } from './form-sentences';
import css from './roles.module.css';

/** `/build/roles/{key}`: what the people of a role may do, as sentences. */
export function RolePage() {
  const { key = '' } = useParams();
  const { session } = useWorkplace();
  const query = useQuery({
    queryKey: ['artifacts', 'role', key],
    queryFn: () => loadArtifact('role', key),
    enabled: session.builds,
    staleTime: 0,
  });
  if (!session.builds) return <NoPermission />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!query.isSuccess) return <Loading lines={12} />;
  const stamp = `${query.data.published?.version ?? 0}/${query.data.draft?.at ?? ''}`;
  return <Role key={stamp} artifact={query.data} />;
}

function Role({ artifact }: { artifact: Artifact }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { blueprint } = useWorkplace();
  const stored = (artifact.draft ?? artifact.published)?.document as RoleDocument;
  const [role, setRole] = useState(stored);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [busy, setBusy] = useState(false);
  const changed = role !== stored || artifact.draft !== null;
  const refresh = () => queries.invalidateQueries({ queryKey: ['artifacts'] });
  const publish = async () => {
    setBusy(true);
    setFindings([]);
    try {
      const saved = await saveDraft(
        'role',
        role.key,
        artifact.published?.version ?? 0,
        artifact.draft?.at ?? null,
        role,
      );
      const found = (await checkArtifact('role', role.key)).findings.filter(({ severity }) => severity === 'error');
      if (found.length > 0) {
        setFindings(found);
        return;
      }
      await publishArtifact('role', role.key, saved.draft?.at ?? null, false);
      void message.success(t('roles.published'));
      await refresh();
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const name = label(role.label, role.key);
  return (
    <Page
      title={name}
      width="text"
      aside={changed ? <span className={css.state}>{t('roles.unsaved')}</span> : null}
      actions={
        <>
          <Versions role={role.key} current={artifact.published?.version ?? 0} onBack={() => void refresh()} />
          {role === stored ? null : <Button onClick={() => setRole(stored)}>{t('roles.discard')}</Button>}
          <Button type="primary" loading={busy} disabled={!changed} onClick={() => void publish()}>
            {t('roles.publish')}
          </Button>
        </>
      }
    >
      {findings.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={t('roles.refused')}
          description={
            <ul>
              {findings.map((finding) => (
                <li key={finding.place + finding.code}>{finding.message}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      <Panel>
        <div className={css.basics}>
          <label htmlFor="role-name">{t('roles.name')}</label>
          <Input
            id="role-name"
            value={typeof role.label === 'string' ? role.label : (role.label.zh ?? '')}
            maxLength={60}
            onChange={(event) => {
              const zh = event.target.value;
              setRole({ ...role, label: typeof role.label === 'string' ? zh : { ...role.label, zh } });
            }}
          />
          <Checkbox
            checked={role.builds === true}
            onChange={({ target }) => setRole({ ...role, builds: target.checked })}
          >
            {t('roles.builds')}
          </Checkbox>
          <Checkbox
            checked={role.administers === true}
            onChange={({ target }) => setRole({ ...role, administers: target.checked })}
          >
            {t('roles.administers')}
          </Checkbox>
          <label htmlFor="role-boards">{t('roles.boards')}</label>
          <Select
            id="role-boards"
            mode="multiple"
            placeholder={t('roles.no_boards')}
            value={role.dashboards ?? []}
            options={blueprint.dashboards.map((board) => ({ value: board.key, label: label(board.label, board.key) }))}
            onChange={(dashboards: string[]) => setRole({ ...role, dashboards })}
          />
          {blueprint.ledgers?.length ? (
            <>
              <label htmlFor="role-ledgers">{t('roles.ledgers')}</label>
              <Select
                id="role-ledgers"
                mode="multiple"
                placeholder={t('roles.no_ledgers')}
                value={role.ledgers ?? []}
                options={blueprint.ledgers.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
                onChange={(ledgers: string[]) => setRole({ ...role, ledgers })}
              />
            </>
          ) : null}
        </div>
      </Panel>
      <Panel title={t('roles.forms')} flush>
        {role.builds ? <p className={css.everything}>{t('roles.everything')}</p> : null}
        <ul className={css.forms}>
          {blueprint.forms.map((form) => (
            <FormSentences key={form.key} form={form} role={role} onChange={setRole} />
          ))}
        </ul>
      </Panel>
    </Page>
  );
}

function Versions({ role, current, onBack }: { role: string; current: number; onBack: () => void }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ['artifacts', 'role', role, 'versions'],
    queryFn: () => loadVersions('role', role),
    enabled: open,
    staleTime: 0,
  });
  const restore = (version: number) =>
    void modal.confirm({
      title: t('roles.restore_version'),
      content: t('roles.version', { version }),
      okText: t('roles.restore_version'),
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          await rollBackTo('role', role, version);
          void message.success(t('roles.restored', { version }));
          onBack();
        } catch (error) {
          void message.error(errorText(error));
        }
      },
    });
  if (current === 0) return null;
  return (
    <Dropdown
      open={open}
      onOpenChange={setOpen}
      trigger={['click']}
      menu={{
        items: (query.data?.items ?? []).map((each) => ({
          key: each.version,
          disabled: each.version === current,
          label: `${t('roles.version', { version: each.version })} · ${each.by.title}${each.version === current ? ` · ${t('roles.current')}` : ''}`,
        })),
        onClick: ({ key }) => restore(Number(key)),
      }}
    >
      <Button>{t('roles.versions')}</Button>
    </Dropdown>
  );
}
