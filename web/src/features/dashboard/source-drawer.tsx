import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ChangedRecord, type ChangedRecords, loadChanges, type loadRowsBehind, loadWords } from '@/api/questions';
import { formatQuantity } from '@/engine/numbers';
import { ledgerOf } from '@/engine/report/question';
import { ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { Moment } from '@/ui/values/time';
import type { LookedInto } from './board-context';
import css from './dashboard.module.css';

interface SourceDrawerProps {
  into: LookedInto;
  onRows: () => void;
  onClose: () => void;
}

const HOUR_MS = 3_600_000;
const SINCE = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24 } as const;

type Since = keyof typeof SINCE;

/** Where a number comes from: its formula and filter in words, and what changed it between two moments. */
export function SourceDrawer({ into, onRows, onClose }: SourceDrawerProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { asked, at, measure } = into;
  const number = { ...asked, at, ...(measure === undefined ? {} : { measure }) };
  const words = useQuery({
    queryKey: ['questions', 'words', number],
    queryFn: ({ signal }) => loadWords(number, signal),
    gcTime: 0,
  });
  return (
    <Drawer
      open
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '86%' : 560}
      title={t('boards.source.title', { title: into.title })}
      extra={
        <Button size="small" onClick={onRows}>
          {t('boards.menu.rows')}
        </Button>
      }
      onClose={onClose}
    >
      {words.isPending ? <Loading lines={4} /> : null}
      {words.isError ? <ErrorState error={words.error} retry={() => void words.refetch()} /> : null}
      {words.data ? (
        <dl className={css.words}>
          <dt>{t('boards.source.source')}</dt>
          <dd>{words.data.source}</dd>
          {words.data.definition ? (
            <>
              <dt>{t('boards.source.definition')}</dt>
              <dd>{words.data.definition}</dd>
            </>
          ) : null}
          <dt>{t('boards.source.formula')}</dt>
          <dd>{words.data.formula}</dd>
          <dt>{t('boards.source.filters')}</dt>
          <dd>
            {words.data.filters.length === 0 ? (
              t('boards.source.no_filter')
            ) : (
              <ul>
                {words.data.filters.map((filter) => (
                  <li key={filter}>{filter}</li>
                ))}
              </ul>
            )}
          </dd>
        </dl>
      ) : null}
      {ledgerOf(into.form) === undefined ? <Changes number={number} form={into.form} /> : null}
    </Drawer>
  );
}

type NumberAsked = Parameters<typeof loadRowsBehind>[0];

/** What came into the number, left it, or changed in it. */
function Changes({ number, form }: { number: NumberAsked; form: string }) {
  const { t } = useTranslation();
  const [since, setSince] = useState<Since>('day');
  const [to] = useState(() => number.moment ?? new Date().toISOString());
  const from = new Date(Date.parse(to) - SINCE[since] * HOUR_MS).toISOString();
  const query = useQuery({
    queryKey: ['questions', 'changes', number, from, to],
    queryFn: ({ signal }) => loadChanges({ ...number, from, to }, signal),
    gcTime: 0,
  });
  const value = (text: string | null) => (text === null ? t('boards.nothing') : formatQuantity(text, 10));
  return (
    <section className={css.changes} aria-label={t('boards.source.changes')}>
      <header>
        <h3>{t('boards.source.changes')}</h3>
        <Select<Since>
          size="small"
          aria-label={t('boards.source.since')}
          value={since}
          popupMatchSelectWidth={false}
          options={(Object.keys(SINCE) as Since[]).map((each) => ({
            value: each,
            label: t(`boards.source.last.${each}`),
          }))}
          onChange={setSince}
        />
      </header>
      {query.isPending ? <Loading lines={4} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? (
        <>
          <p className={`num ${css.fromTo}`}>
            {value(query.data.before)} → <b>{value(query.data.after)}</b>
          </p>
          <Part name={t('boards.source.entered')} part={query.data.entered} form={form} value={value} />
          <Part name={t('boards.source.left')} part={query.data.left} form={form} value={value} />
          <Part name={t('boards.source.changed')} part={query.data.changed} form={form} value={value} />
        </>
      ) : null}
    </section>
  );
}

function Part(props: { name: string; part: ChangedRecords; form: string; value: (text: string | null) => string }) {
  const { t } = useTranslation();
  const { name, part, form, value } = props;
  if (part.count === 0) return null;
  return (
    <div>
      <h4>
        {name} <span className="num">{formatQuantity(String(part.count), 0)}</span>
      </h4>
      <ul className={css.changedList}>
        {part.items.map((item) => (
          <Item key={item.record} item={item} form={form} value={value} />
        ))}
      </ul>
      {part.count > part.items.length ? (
        <p className={css.hint}>{t('boards.source.first', { shown: part.items.length, total: part.count })}</p>
      ) : null}
    </div>
  );
}

function Item(props: { item: ChangedRecord; form: string; value: (text: string | null) => string }) {
  const { item, form, value } = props;
  const what = item.what ?? [];
  // Of a new record everything is new: that it came says it all.
  const told = what.every((each) => each.before === null) ? [] : what;
  return (
    <li>
      <Link to={`/forms/${form}/${item.record}`}>{item.title}</Link>
      <span className="num">
        {item.before === null ? '' : value(item.before)} → {item.after === null ? '' : value(item.after)}
      </span>
      <span className={css.who}>
        {item.by?.title} {item.at ? <Moment at={item.at} /> : null}
      </span>
      {told.map((each) => (
        <span key={each.label} className={css.what}>
          {each.label}：{each.before ?? '—'} → {each.after ?? '—'}
        </span>
      ))}
    </li>
  );
}
