import { Button } from 'antd';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { StoredRecord } from '@/api/records';
import type { Field } from '@/engine/blueprint';
import type { Position } from '@/engine/grid/movement';
import { ValueView } from '../values/value-view';
import css from './grid.module.css';
import type { GridEdits } from './use-edits';

interface CellNoteProps {
  scroller: RefObject<HTMLElement | null>;
  cursor: Position;
  record: StoredRecord | undefined;
  field: Field | undefined;
  edits: GridEdits;
}

/** Under the cell with the cursor: why it was refused, or what somebody else wrote there, and the ways out. */
export function CellNote({ scroller, cursor, record, field, edits }: CellNoteProps) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<React.CSSProperties | undefined>(undefined);
  const cell = record && field ? edits.book.of(record.id)?.get(field.key) : undefined;
  const shows = cell !== undefined && cell.state !== 'saving';
  useLayoutEffect(() => {
    if (!shows) return;
    const measure = () => {
      const box = scroller.current
        ?.querySelector(`[data-cell="${cursor.row}/${cursor.column}"]`)
        ?.getBoundingClientRect();
      setPlace(box ? { left: Math.min(box.left, window.innerWidth - 330), top: box.bottom + 4 } : undefined);
    };
    measure();
    const node = scroller.current;
    node?.addEventListener('scroll', measure);
    return () => node?.removeEventListener('scroll', measure);
  }, [shows, cursor, scroller]);
  if (!shows || !record || !field || !place) return null;
  const { book } = edits;
  return createPortal(
    <div className={css.cellNote} style={place} role="alert" data-popup>
      {cell.state === 'conflict' ? (
        <>
          <p>
            {t('grid.theirs')} <ValueView field={field} value={cell.theirs ?? null} />
          </p>
          <div className={css.noteActions}>
            <Button size="small" onClick={() => book.resolve(record.id, field.key, 'theirs')}>
              {t('grid.take_theirs')}
            </Button>
            <Button size="small" type="primary" onClick={() => book.resolve(record.id, field.key, 'mine')}>
              {t('grid.keep_mine')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>{cell.message}</p>
          <div className={css.noteActions}>
            <Button size="small" onClick={() => book.drop(record.id, field.key)}>
              {t('grid.take_back')}
            </Button>
            <Button
              size="small"
              onClick={() => book.put([{ id: record.id, field: field.key, before: cell.before, after: cell.value }])}
            >
              {t('common.retry')}
            </Button>
          </div>
        </>
      )}
    </div>,
    document.body,
  );
}
