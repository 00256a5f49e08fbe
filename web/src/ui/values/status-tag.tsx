import type { ReactNode } from 'react';
import type { SelectOption } from '@/engine/blueprint';
import { useLabel } from '../session';
import { colourVariable } from './colour';
import css from './values.module.css';

/** A state in its colour, the same everywhere, dark enough to read. */
export function StateTag({ color, children }: { color?: string; children: ReactNode }) {
  return (
    <span className={css.tag} style={{ '--tag': colourVariable(color) } as React.CSSProperties}>
      {children}
    </span>
  );
}

export function StatusTag({ option }: { option: SelectOption }) {
  const label = useLabel();
  return <StateTag {...(option.color ? { color: option.color } : {})}>{label(option.label, option.key)}</StateTag>;
}
