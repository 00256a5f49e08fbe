import type { SelectOption } from '@/engine/blueprint';
import { useLabel } from '../session';
import { colourVariable } from './colour';
import css from './values.module.css';

export function StatusTag({ option }: { option: SelectOption }) {
  const label = useLabel();
  return (
    <span className={css.tag} style={{ '--tag': colourVariable(option.color) } as React.CSSProperties}>
      {label(option.label, option.key)}
    </span>
  );
}
