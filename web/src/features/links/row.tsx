import { type ReactNode, useId } from 'react';
import css from './links.module.css';

/** A name and what is set under it. */
export function Row({ label, help, children }: { label: string; help?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={css.row}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {help ? <p className={css.help}>{help}</p> : null}
    </div>
  );
}
