import { type ReactNode, useId } from 'react';
import css from './channels.module.css';

interface FieldProps {
  label: string;
  required?: boolean;
  help?: string | undefined;
  error?: string | undefined;
  children: (id: string, invalid: boolean) => ReactNode;
}

/** A name, what is entered under it, and what is wrong with it. */
export function Field({ label, required = false, help, error, children }: FieldProps) {
  const id = useId();
  return (
    <div className={css.field}>
      <label htmlFor={id} className={required ? css.required : undefined}>
        {label}
      </label>
      {children(id, error !== undefined)}
      {error ? (
        <p className={css.error} role="alert">
          {error}
        </p>
      ) : help ? (
        <p className={css.help}>{help}</p>
      ) : null}
    </div>
  );
}
