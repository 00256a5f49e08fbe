import { type ReactNode, useId } from 'react';
import css from './hooks.module.css';

interface HookFieldProps {
  label: string;
  required?: boolean;
  help?: string | undefined;
  error?: string | undefined;
  children: (id: string) => ReactNode;
}

/** A name, what is entered under it, and what is wrong with it. */
export function HookField({ label, required = false, help, error, children }: HookFieldProps) {
  const id = useId();
  return (
    <div className={css.field}>
      <label htmlFor={id} className={required ? css.required : undefined}>
        {label}
      </label>
      {children(id)}
      {error ? (
        <p className={css.reason} role="alert">
          {error}
        </p>
      ) : help ? (
        <p className={css.intro}>{help}</p>
      ) : null}
    </div>
  );
}
