import {
  BgColorsOutlined,
  FilterOutlined,
  GroupOutlined,
  SearchOutlined,
  SettingOutlined,
  SortAscendingOutlined,
} from '@ant-design/icons';
import { Badge, Button, Drawer, Input, Popover } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { countConditions } from '@/engine/list/tree';
import type { ListState } from '@/engine/list/view';
import { Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import css from './tools.module.css';

const FilterPanel = lazy(async () => ({ default: (await import('@/ui/conditions/filter-panel')).FilterPanel }));
const SortPanel = lazy(async () => ({ default: (await import('./sort-panel')).SortPanel }));
const GroupPanel = lazy(async () => ({ default: (await import('./sort-panel')).GroupPanel }));
const ColumnsPanel = lazy(async () => ({ default: (await import('./columns-panel')).ColumnsPanel }));
const LooksPanel = lazy(async () => ({ default: (await import('./looks-panel')).LooksPanel }));

const PAUSE_MS = 250;

interface ToolbarProps {
  form: Form;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}

/** Search, filter, order, groups, columns and looks of a list. */
export function Toolbar({ form, state, onChange }: ToolbarProps) {
  const { t } = useTranslation();
  const grid = state.kind === 'grid';
  const phone = usePhone();
  return (
    <div className={css.bar} role="toolbar" aria-label={t('list.tools')}>
      <QuickSearch value={state.search} onChange={(search) => onChange({ search })} />
      <Tool icon={<FilterOutlined aria-hidden />} name={t('list.filter')} count={countConditions(state.filter)}>
        <FilterPanel form={form} filter={state.filter} onChange={(filter) => onChange({ filter })} />
      </Tool>
      {state.kind === 'calendar' ? null : (
        <Tool icon={<SortAscendingOutlined aria-hidden />} name={t('sort.title')} count={state.sort.length} quiet>
          <SortPanel form={form} sort={state.sort} onChange={(sort) => onChange({ sort })} />
        </Tool>
      )}
      {grid && !phone ? (
        <>
          <Tool icon={<GroupOutlined aria-hidden />} name={t('group.title')} count={state.groups.length}>
            <GroupPanel form={form} groups={state.groups} onChange={(groups) => onChange({ groups })} />
          </Tool>
          <Tool icon={<SettingOutlined aria-hidden />} name={t('columns.title')} count={0}>
            <ColumnsPanel form={form} columns={state.columns} onChange={(columns) => onChange({ columns })} />
          </Tool>
          <Tool icon={<BgColorsOutlined aria-hidden />} name={t('looks.title')} count={state.colors.length}>
            <LooksPanel form={form} state={state} onChange={onChange} />
          </Tool>
        </>
      ) : null}
      {state.filter !== '' || state.search !== '' ? (
        <Button type="link" onClick={() => onChange({ filter: '', search: '' })}>
          {t('list.clear')}
        </Button>
      ) : null}
    </div>
  );
}

interface ToolProps {
  icon: ReactNode;
  name: string;
  count: number;
  /** Its count is nothing to point at. */
  quiet?: boolean;
  children: ReactNode;
}

/** A button and what it opens: beside it on a desk, from below in the hand. */
function Tool({ icon, name, count, quiet = false, children }: ToolProps) {
  const [open, setOpen] = useState(false);
  const phone = usePhone();
  const content = <Suspense fallback={<Loading lines={2} />}>{open ? children : null}</Suspense>;
  const button = (
    <Button
      icon={icon}
      aria-expanded={open}
      aria-haspopup="dialog"
      className={count > 0 && !quiet ? (css.on ?? '') : ''}
      onClick={phone ? () => setOpen(true) : undefined}
    >
      {name}
      {count > 0 && !quiet ? <Badge count={count} size="small" color="var(--accent)" /> : null}
    </Button>
  );
  if (phone) {
    return (
      <>
        {button}
        <Drawer open={open} placement="bottom" size="large" title={name} onClose={() => setOpen(false)} destroyOnHidden>
          {content}
        </Drawer>
      </>
    );
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={
        <div role="dialog" aria-label={name} data-popup>
          {content}
        </div>
      }
    >
      {button}
    </Popover>
  );
}

/** Typed at once, asked for after a pause; Chinese is asked for once it is composed. */
function QuickSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const [composing, setComposing] = useState(false);
  const sent = useRef(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (composing || text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      latest.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, composing]);
  return (
    <Input
      className={css.search ?? ''}
      prefix={<SearchOutlined aria-hidden />}
      allowClear
      value={text}
      placeholder={t('list.search_hint')}
      aria-label={t('list.search')}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    />
  );
}
