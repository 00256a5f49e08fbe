import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addBoardLink, type BoardView, deleteBoardLink, loadBoardLinks } from '@/api/dashboards';
import { loadRoles } from '@/api/session';
import type { BoardDocument } from '@/engine/report/board';
import { useErrorText } from '@/ui/problem-text';
import { useAddress, useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './dashboard.module.css';
import { Line } from './line';

/** Links that show the dashboard to people who do not sign in: with the rights of a role, and these filters fixed. */
export function ShareDialog(props: { board: BoardDocument; view: BoardView; onClose: () => void }) {
  const addressOf = useAddress();
  const { t } = useTranslation();
  const { message } = App.useApp();
  const label = useLabel();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const { board, view, onClose } = props;
  const key = ['dashboards', board.key, 'links'];
  const query = useQuery({ queryKey: key, queryFn: () => loadBoardLinks(board.key), staleTime: 0 });
  const roles = useQuery({ queryKey: ['roles'], queryFn: loadRoles });
  const [name, setName] = useState('');
  const [role, setRole] = useState<string>();
  const [until, setUntil] = useState<string>();
  const [made, setMade] = useState<string>();
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: key });
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const create = () =>
    attempt(async () => {
      const expiresAt = until === undefined ? null : dayjs(until).endOf('day').toISOString();
      const link = await addBoardLink(board.key, {
        label: name.trim(),
        role: role ?? '',
        expiresAt,
        filters: view.filters ?? {},
      });
      setMade(addressOf(link.path ?? ''));
      setName('');
    });
  const filtered = Object.keys(view.filters ?? {}).length > 0;
  const roleName = (wanted: string) => label(roles.data?.find((each) => each.key === wanted)?.label, wanted);
  return (
    <Modal open title={t('boards.share.title')} footer={null} width={560} onCancel={onClose}>
      <p className={css.hint}>{t('boards.share.roles_hint')}</p>
      <section className={css.dialogPart}>
        <h3>{t('boards.share.links')}</h3>
        {query.isPending ? <Loading lines={2} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        <ul className={css.list}>
          {(query.data?.items ?? []).map((link) => (
            <li key={link.id}>
              <span>
                {link.label} · {roleName(link.role)}
                {link.expiresAt ? (
                  <>
                    {' · '}
                    {t('boards.share.until')} <Moment at={link.expiresAt} />
                  </>
                ) : null}
              </span>
              <Button
                type="link"
                danger
                size="small"
                onClick={() => void attempt(() => deleteBoardLink(board.key, link.id))}
              >
                {t('boards.share.revoke')}
              </Button>
            </li>
          ))}
        </ul>
        {made === undefined ? null : (
          <div className={css.made}>
            <p>{t('boards.share.once')}</p>
            <Input
              readOnly
              value={made}
              aria-label={t('boards.share.address')}
              onFocus={(event) => event.target.select()}
            />
            <Button
              onClick={() => {
                void navigator.clipboard?.writeText(made);
                void message.success(t('boards.share.copied'));
              }}
            >
              {t('boards.share.copy')}
            </Button>
          </div>
        )}
      </section>
      <section className={css.dialogPart}>
        <h3>{t('boards.share.new')}</h3>
        <Line label={t('boards.share.name')}>
          {(id) => <Input id={id} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />}
        </Line>
        <Line label={t('boards.share.role')} help={t('boards.share.role_help')}>
          {(id) => (
            <Select<string>
              id={id}
              value={role}
              options={(roles.data ?? []).map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
              onChange={setRole}
              showSearch={{ optionFilterProp: 'label' }}
            />
          )}
        </Line>
        <Line label={t('boards.share.until')}>
          {(id) => (
            <DatePicker
              id={id}
              style={{ width: '100%' }}
              value={until === undefined ? null : dayjs(until)}
              disabledDate={(day) => day.isBefore(dayjs(), 'day')}
              onChange={(day) => setUntil(day ? day.format('YYYY-MM-DD') : undefined)}
            />
          )}
        </Line>
        {filtered ? <p className={css.hint}>{t('boards.share.filters')}</p> : null}
        <Button
          type="primary"
          loading={busy}
          disabled={name.trim() === '' || role === undefined}
          onClick={() => void create()}
        >
          {t('boards.share.create')}
        </Button>
      </section>
    </Modal>
  );
}
