import '@/i18n/lists';
import { DeleteOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Tooltip } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { ListQuery } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { sortText } from '@/engine/list/query';
import type { ListState } from '@/engine/list/view';
import { useRecordList } from '@/ui/grid/use-record-list';
import { Page } from '@/ui/page';
import { PrintButton } from '@/ui/prints/print-button';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useForm, useLabel } from '@/ui/session';
import { Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { ExportButton } from './export-button';
import { type RenderRecord, usePanel } from './panel/use-panel';
import css from './records.module.css';
import { Toolbar } from './tools/toolbar';
import { type OpenViews, useViews } from './views/use-views';

const grid = async () => ({ default: (await import('./list-grid')).ListGrid });
const ListGrid = lazy(grid);
const ListCards = lazy(async () => ({ default: (await import('./list-cards')).ListCards }));
const Kanban = lazy(async () => ({ default: (await import('./kanban/kanban')).Kanban }));
const Calendar = lazy(async () => ({ default: (await import('./calendar/calendar')).Calendar }));
const Gallery = lazy(async () => ({ default: (await import('./gallery/gallery')).Gallery }));
const SidePanel = lazy(async () => ({ default: (await import('./panel/side-panel')).SidePanel }));
const SelectionBar = lazy(async () => ({ default: (await import('./batch/selection-bar')).SelectionBar }));
const BinNote = lazy(async () => ({ default: (await import('./bin-note')).BinNote }));
const ViewBar = lazy(async () => ({ default: (await import('./views/view-bar')).ViewBar }));

interface RecordsPageProps {
  /** The record that is open beside the list. */
  renderRecord: RenderRecord;
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
  const open = useViews(form);
  const [order, setOrder] = useState<readonly string[]>([]);
  const { state, change, address, setAddress } = open;
  useEffect(() => {
    // The grid is on its way while it is found out what it is to show.
    if (!phone) void grid();
  }, [phone]);
  const panel = usePanel(form, address, setAddress, order);
  const openId = phone ? null : panel.openId;
  const show = (id: string) => {
    if (phone) void navigate(`/forms/${form.key}/${id}`);
    else panel.show(id);
  };
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
          {form.may.import && !phone && !state.deleted ? (
            <Tooltip title={t('list.import')}>
              <Button
                icon={<UploadOutlined aria-hidden />}
                aria-label={t('list.import')}
                onClick={() => void navigate(`/imports/new?form=${form.key}`)}
              />
            </Tooltip>
          ) : null}
          {form.may.export && !state.deleted ? (
            <ExportButton
              form={form}
              query={{ filter: state.filter, search: state.search, sort: sortText(state.sort) }}
              columns={state.columns}
            />
          ) : null}
          {state.deleted ? null : (
            <PrintButton
              form={form}
              target={{
                kind: 'list',
                query: { filter: state.filter, search: state.search, sort: sortText(state.sort) },
              }}
            />
          )}
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
        {state.deleted ? null : (
          <Suspense fallback={<div className={css.viewBar} />}>
            <ViewBar form={form} open={open} />
          </Suspense>
        )}
        {open.missing ? <Alert type="info" banner title={t('view.missing')} /> : null}
        {open.pending ? (
          <Loading lines={14} />
        ) : (
          <Body form={form} open={open} openId={openId} onOpen={show} onOrder={setOrder} />
        )}
      </div>
      {openId === null ? null : (
        <Suspense fallback={null}>
          <SidePanel name={name} panel={panel} renderRecord={renderRecord} />
        </Suspense>
      )}
    </Page>
  );
}

interface BodyProps {
  form: Form;
  open: OpenViews;
  openId: string | null;
  onOpen: (id: string) => void;
  /** Told in which order the records stand, so that the panel can go through them. */
  onOrder: (ids: readonly string[]) => void;
}

/** The recycle bin shows what went into it last, when, and by whom. */
function listed(form: Form, { state, address }: OpenViews): ListState {
  if (!state.deleted) return state;
  const [title, ...rest] = [
    ...state.columns.filter((column) => column.field === form.title),
    ...state.columns.filter((column) => column.field !== form.title),
  ];
  return {
    ...state,
    kind: 'grid',
    groups: [],
    totals: [],
    columns: [...(title ? [title] : []), { field: 'deleted_at' }, { field: 'deleted_by' }, ...rest],
    sort: address.has('sort') ? state.sort : [{ field: 'deleted_at', descending: true }],
  };
}

/** The tools of the list and its records, drawn as its view says. */
function Body({ form, open, openId, onOpen, onOrder }: BodyProps) {
  const { change } = open;
  const state = useMemo(() => listed(form, open), [form, open]);
  const query = useMemo(
    () => ({ filter: state.filter, search: state.search, sort: sortText(state.sort), deleted: state.deleted }),
    [state.filter, state.search, state.sort, state.deleted],
  );
  const common = { form, state, query, openId, onOpen };
  return (
    <>
      {state.deleted ? (
        <Suspense fallback={null}>
          <BinNote />
        </Suspense>
      ) : null}
      <Toolbar form={form} state={state} onChange={change} />
      {state.kind === 'kanban' || state.kind === 'calendar' ? (
        <Suspense fallback={<Loading lines={14} />}>
          {state.kind === 'kanban' ? <Kanban {...common} /> : <Calendar {...common} />}
        </Suspense>
      ) : (
        <Rows {...common} onChange={change} onOrder={onOrder} />
      )}
    </>
  );
}

interface RowsProps {
  form: Form;
  state: ListState;
  query: ListQuery;
  openId: string | null;
  onOpen: (id: string) => void;
  onChange: (change: Partial<ListState>) => void;
  onOrder: (ids: readonly string[]) => void;
}

/** Records one after the other: as a grid, as cards in the hand, as pictures. */
function Rows({ form, state, query, openId, onOpen, onChange, onOrder }: RowsProps) {
  const phone = usePhone();
  const source = useRecordList(form.key, query);
  const [checked, setChecked] = useState<ReadonlySet<string>>(() => new Set());
  // What is ticked and no longer on the screen would be changed unseen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another list
  useEffect(() => setChecked(new Set()), [query]);
  const { items } = source.list;
  const flat = state.kind === 'gallery' || state.groups.length === 0;
  useEffect(() => {
    onOrder(flat ? items.map((item) => item.id) : []);
    return () => onOrder([]);
  }, [items, flat, onOrder]);
  const common = { form, source, state, query, onChange };
  return (
    <>
      {checked.size > 0 && !phone ? (
        <Suspense fallback={null}>
          <SelectionBar form={form} query={query} checked={checked} onClear={() => setChecked(new Set())} />
        </Suspense>
      ) : null}
      <Suspense fallback={<Loading lines={14} />}>
        {state.kind === 'gallery' ? (
          <Gallery {...common} openId={openId} onOpen={onOpen} />
        ) : phone ? (
          <ListCards {...common} />
        ) : (
          <ListGrid {...common} openId={openId} checked={checked} onCheck={setChecked} onOpen={onOpen} />
        )}
      </Suspense>
    </>
  );
}
