import { Children, type ReactNode } from 'react';
import { useDrop } from '@/ui/dnd/use-drag';
import css from '../boards.module.css';

export const DIMENSIONS = 'shelf/dimensions';
export const MEASURES = 'shelf/measures';

/** Where fields are dropped. */
export function Shelf({ id, empty, children }: { id: string; empty: string; children: ReactNode }) {
  const { ref, side } = useDrop(id);
  return (
    <div ref={ref} className={css.shelf} data-over={side !== undefined || undefined} data-shelf={id}>
      {Children.count(children) === 0 ? <p className={css.shelfEmpty}>{empty}</p> : children}
    </div>
  );
}
