import { useEffect, useRef, useState } from 'react';
import { type Field, isNumeric } from '@/engine/blueprint';
import type { CellView } from '@/engine/form/row';
import type { CellTarget } from '@/engine/grid/cell-target';
import { editableNumber } from '../inputs/number-input';
import css from './lines.module.css';

interface EditorProps {
  target: CellTarget;
  field: Field;
  cell: CellView;
  inside: boolean;
  label: string;
  describedBy: string;
}

function editableText(field: Field, cell: CellView): string {
  const text = cell.raw ?? (typeof cell.value === 'string' ? cell.value : '');
  return isNumeric(field) ? editableNumber(text) : text;
}

/** The input of the active cell: there before the first key, so that an input method starts in the right place. */
export function TextEditor({ target, field, cell, inside, label, describedBy }: EditorProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<{ text: string; view: CellView } | undefined>(undefined);
  const [original] = useState(cell);
  useEffect(() => {
    input.current?.focus({ preventScroll: false });
    if (inside) input.current?.setSelectionRange(-1, -1);
    else input.current?.select();
  }, [inside]);
  const text = typed && typed.view === cell ? typed.text : editableText(field, cell);
  return (
    <input
      ref={input}
      className={`${css.editor} ${isNumeric(field) ? css.right : ''}`}
      value={text}
      inputMode={isNumeric(field) ? 'decimal' : undefined}
      autoComplete="off"
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={cell.problem !== undefined}
      onChange={(event) => {
        const next = event.target.value;
        target.type(next);
        setTyped({ text: next, view: target.now() });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || target.now() === original) return;
        event.preventDefault();
        target.set(original.value);
        requestAnimationFrame(() => input.current?.select());
      }}
    />
  );
}
