import { type ReactNode, useId } from 'react';
import css from './dashboard.module.css';

/** A control under its name. */
export function Line(props: { label: string; help?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={css.line}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
      {props.help ? <p className={css.hint}>{props.help}</p> : null}
    </div>
  );
}
