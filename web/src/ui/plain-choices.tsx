import { type ReactNode, useId } from 'react';
import css from './plain-choices.module.css';

interface OneOfProps<V extends string> {
  /** What is chosen, for those who do not see it above. */
  name: string;
  value: V;
  options: readonly { value: V; label: ReactNode; disabled?: boolean }[];
  disabled?: boolean;
  onChange: (value: V) => void;
}

/** One of a few, all of them in sight. The browser's own controls: dialogs that load late need nothing more. */
export function OneOf<V extends string>({ name, value, options, disabled = false, onChange }: OneOfProps<V>) {
  const group = useId();
  return (
    <div role="radiogroup" aria-label={name} className={css.group}>
      {options.map((option) => (
        <label key={option.value} className={css.choice}>
          <input
            type="radio"
            name={group}
            checked={option.value === value}
            disabled={disabled || option.disabled === true}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

interface TickProps {
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** Yes or no. */
export function Tick({ checked, disabled = false, onChange, children }: TickProps) {
  return (
    <label className={css.choice}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
