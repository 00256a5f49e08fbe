import '@/i18n/lists';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Tooltip } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Form } from '@/engine/blueprint';
import type { ColumnSetting } from '@/engine/grid/columns';
import { listColumns, readListState, sortText, writeListState } from '@/engine/list/query';
import { useRecordList } from '@/ui/grid/use-record-list';
import { Page } from '@/ui/page';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useForm, useLabel } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import { ListBar } from './list-bar';
import { ListCards } from './list-cards';
import { ListGrid } from './list-grid';
import css from './records.module.css';

interface RecordsPageProps {
  /** The record that is open beside the list. */
  renderRecord: (form: string, id: string, close: () => void) => ReactNode;
}

/** `/forms/{form}`: the records of a form. */
export function RecordsPage({ renderRecord }: RecordsPageProps) {
  const { form: key } = useParams();
  const form = useForm(key);
  if (!form) return <NotFound />;
  if (!form.may.view) return <NoPermission />;
  return <Records key={form.key} form={form} renderRecord={renderRecord} />;
}

function Records({ form, renderRecord }: RecordsPageProps & { form: Form }) {
  const { t } = useTranslation();
  const label = useLabel();
  const navigate = useNavigate();
  const phone = usePhone();
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => readListState(form, search), [form, search]);
  const query = useMemo(
    () => ({ filter: state.filter, search: state.search, sort: sortText(state.sort), deleted: state.deleted }),
    [state],
  );
  const source = useRecordList(form.key, query);
  const [columns, setColumns] = useState<readonly ColumnSetting[]>(() =>
    listColumns(form).map((field) => ({ field: field.key })),
  );
  const [checked, setChecked] = useState<ReadonlySet<string>>(() => new Set());
  const openId = phone ? null : search.get('open');
  const change = (next: Parameters<typeof writeListState>[2]) =>
    setSearch((current) => writeListState(form, current, next), { replace: true });
  const open = (id: string) => {
    if (phone) void navigate(`/forms/${form.key}/${id}`);
    else
      setSearch((current) => {
        const next = new URLSearchParams(current);
        next.set('open', id);
        return next;
      });
  };
  const close = () =>
    setSearch((current) => {
      const next = new URLSearchParams(current);
      next.delete('open');
      return next;
    });
  const name = label(form.label, form.key);
  return (
    <Page
      fill
      title={state.deleted ? t('list.bin_of', { form: name }) : name}
      actions={
        <>
          {form.may.delete || state.deleted ? (
            <Tooltip title={state.deleted ? t('list.leave_bin') : t('list.bin')}>
              <Button
                icon={<DeleteOutlined aria-hidden />}
                type={state.deleted ? 'primary' : 'default'}
                aria-pressed={state.deleted}
                aria-label={t('list.bin')}
                onClick={() => change({ deleted: !state.deleted })}
              />
            </Tooltip>
          ) : null}
          {form.may.create && !state.deleted ? (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => void navigate(`/forms/${form.key}/new`)}
            >
              {t('form.new', { form: name })}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={css.frame}>
        <ListBar form={form} state={state} onChange={change} />
        {phone ? (
          <ListCards form={form} source={source} state={state} query={query} columns={columns} onChange={change} />
        ) : (
          <ListGrid
            form={form}
            source={source}
            state={state}
            query={query}
            columns={columns}
            density="normal"
            openId={openId}
            checked={checked}
            onCheck={setChecked}
            onOpen={open}
            onChange={change}
            onColumns={setColumns}
          />
        )}
      </div>
      <Drawer
        open={openId !== null}
        onClose={close}
        size={760}
        mask={false}
        destroyOnHidden
        aria-label={name}
        styles={{ body: { padding: 0, background: 'var(--page)' }, header: { display: 'none' } }}
      >
        {openId === null ? null : renderRecord(form.key, openId, close)}
      </Drawer>
    </Page>
  );
}
