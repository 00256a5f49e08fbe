import { PictureOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress, type ListQuery, type StoredRecord } from '@/api/records';
import type { Field, Form } from '@/engine/blueprint';
import type { ListState } from '@/engine/list/view';
import { listedField, listedValue } from '@/engine/system-fields';
import { type FileValue, isEmpty } from '@/engine/values';
import type { RecordSource } from '@/ui/grid/use-record-list';
import { useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { ValueView } from '@/ui/values/value-view';
import { Nothing } from '../nothing';
import records from '../records.module.css';
import { TableFoot } from '../table-foot';
import css from './gallery.module.css';

interface GalleryProps {
  form: Form;
  source: RecordSource;
  state: ListState;
  query: ListQuery;
  openId: string | null;
  onOpen: (id: string) => void;
  onChange: (change: Partial<ListState>) => void;
}

/** Pixels above the end at which more is asked for. */
const AHEAD = 800;

/** The records of a form as pictures with their names. */
export function Gallery({ form, source, state, query, openId, onOpen, onChange }: GalleryProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { pages, list } = source;
  const image = state.gallery.image === undefined ? undefined : listedField(form, state.gallery.image);
  const fields = useMemo(
    () =>
      (state.gallery.fields ?? [])
        .map((key) => listedField(form, key))
        .filter((field) => field !== undefined)
        .filter((field) => field.key !== form.title && field.key !== image?.key),
    [form, image, state.gallery.fields],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const look = () => {
    const node = scroller.current;
    if (node && !list.complete && node.scrollHeight - node.scrollTop - node.clientHeight < AHEAD) pages.more();
    pages.look(0, list.items.length);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever came may not have filled the window
  useEffect(look, [list.items.length, list.ready]);
  if (list.error !== undefined && !list.ready) return <ErrorState error={list.error} retry={() => pages.expire()} />;
  if (!list.ready) return <Loading lines={10} />;
  if (list.items.length === 0 && list.complete) return <Nothing form={form} state={state} onChange={onChange} />;
  return (
    <>
      <div ref={scroller} className={css.scroller} onScroll={look} aria-busy={list.loading}>
        <ul className={css.gallery} aria-label={label(form.label, form.key)}>
          {list.items.map((record) => (
            <li key={record.id}>
              <Tile record={record} image={image} fields={fields} open={record.id === openId} onOpen={onOpen} />
            </li>
          ))}
        </ul>
        {list.complete ? null : (
          <Button type="link" loading={list.loading} onClick={() => pages.more()}>
            {t('common.more')}
          </Button>
        )}
      </div>
      <footer className={records.foot}>
        <TableFoot
          form={form}
          query={query}
          loaded={list.items.length}
          more={!list.complete}
          loading={list.loading}
          error={list.error}
          retry={() => pages.more()}
        />
      </footer>
    </>
  );
}

interface TileProps {
  record: StoredRecord;
  image: Field | undefined;
  fields: readonly Field[];
  open: boolean;
  onOpen: (id: string) => void;
}

function Tile({ record, image, fields, open, onOpen }: TileProps) {
  const label = useLabel();
  const files = image ? record.values[image.key] : undefined;
  const picture = Array.isArray(files)
    ? (files as FileValue[]).find((file) => file.type?.startsWith('image/'))
    : undefined;
  return (
    <article className={`${css.tile} ${open ? css.open : ''}`}>
      <div className={css.picture}>
        {picture ? (
          <img src={fileAddress(picture.id)} alt="" loading="lazy" decoding="async" />
        ) : (
          <PictureOutlined aria-hidden />
        )}
      </div>
      <div className={css.text}>
        <button type="button" className={css.name} onClick={() => onOpen(record.id)}>
          {record.title}
        </button>
        <dl>
          {fields
            .filter((field) => !isEmpty(listedValue(record, field)))
            .map((field) => (
              <div key={field.key}>
                <dt className="visually-hidden">{label(field.label, field.key)}</dt>
                <dd title={label(field.label, field.key)}>
                  <ValueView field={field} value={listedValue(record, field)} dense />
                </dd>
              </div>
            ))}
        </dl>
      </div>
    </article>
  );
}
