import '@/i18n/formula';
import { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/engine/blueprint';
import { findFunction } from '@/engine/formula/catalogue';
import { errorText, type FormulaError } from '@/engine/formula/errors';
import type { ValueType } from '@/engine/formula/value/types';
import { parametersOf } from '@/engine/formula-text/signatures';
import { callAt } from '@/engine/formula-text/typing';
import type { FormulaPlace } from '@/engine/formulas';
import { usePreferences } from '../preferences';
import css from './formula.module.css';
import type { EditorHandle } from './formula-editor';

const FormulaEditor = lazy(() => import('./formula-editor'));
const InsertLists = lazy(async () => ({ default: (await import('./insert-lists')).InsertLists }));
const Sample = lazy(async () => ({ default: (await import('./sample')).Sample }));

interface FormulaFieldProps {
  /** What the formula decides, in words. */
  label: string;
  value: string | undefined;
  place: FormulaPlace;
  /** What it must give; anything where nothing is said. */
  expected: ValueType | undefined;
  /** The field that is filled by it: its result is shown as a value of that field. */
  field?: Field;
  placeholder?: string;
  /** Undefined for a formula without anything in it. */
  onChange: (text: string | undefined) => void;
}

/** The time after which a half-written formula is called wrong. */
const PATIENCE_MS = 500;

/**
 * A formula, wherever one is written. What is kept is the text of the language; on the screen stand the names people
 * know, with completion, the errors at their places, and the result for a sample record.
 */
export function FormulaField({ label, value, place, expected, field, placeholder, onChange }: FormulaFieldProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const id = useId();
  const editor = useRef<EditorHandle>(null);
  const [shown, setShown] = useState({ text: value ?? '', caret: 0, errors: [] as readonly FormulaError[] });
  const [focused, setFocused] = useState(false);
  const [used, setUsed] = useState(false);
  const emitted = useRef(value ?? '');
  const written = (text: string) => {
    const next = text.trim() === '' ? '' : text;
    if (next === emitted.current) return;
    emitted.current = next;
    onChange(next === '' ? undefined : next);
  };
  useEffect(() => {
    emitted.current = value ?? '';
  }, [value]);
  const problems = usePatience(shown.errors, shown.text, focused);
  return (
    <div className={css.formula}>
      <Suspense fallback={<div className={css.loading}>{value}</div>}>
        <FormulaEditor
          label={label}
          value={value ?? ''}
          place={place}
          expected={expected}
          language={language}
          placeholder={placeholder ?? t('formula.placeholder')}
          describedBy={`${id}-problems`}
          handle={editor}
          onChange={written}
          onShown={setShown}
          onFocus={(now) => {
            setFocused(now);
            if (now) setUsed(true);
          }}
        />
      </Suspense>
      <div id={`${id}-problems`}>
        {problems.slice(0, 3).map((error) => (
          <p key={`${error.code}${error.from}`} role="alert" className={css.problem}>
            <button
              type="button"
              aria-label={t('formula.at_error', { problem: errorText(error, language) })}
              onClick={() => editor.current?.goTo(error.from, error.to)}
            >
              {errorText(error, language)}
            </button>
          </p>
        ))}
      </div>
      {focused ? <CallHelp text={shown.text} caret={shown.caret} /> : null}
      <Suspense fallback={null}>
        <InsertLists place={place} onPick={(candidate) => editor.current?.insert(candidate)} />
      </Suspense>
      {used && (place.names ?? []).length === 0 && shown.text.trim() !== '' ? (
        <Suspense fallback={null}>
          <Sample text={shown.text} place={place} expected={expected} field={field} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** What is wrong, once the person pauses or leaves: nobody is told about a formula that is being written. */
function usePatience(errors: readonly FormulaError[], text: string, focused: boolean): readonly FormulaError[] {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return focused && settled !== text ? [] : errors;
}

/** How the function is called in whose parentheses the caret stands. */
function CallHelp({ text, caret }: { text: string; caret: number }) {
  const { language } = usePreferences();
  const call = useMemo(() => callAt(text, caret), [text, caret]);
  const entry = call && findFunction(call.name);
  if (!call || !entry) return null;
  return (
    <div className={css.call}>
      {entry.signatures.map((signature) => (
        <p key={signature.text}>
          <b>{entry.name}</b>(
          {parametersOf(signature, language, call.argument).map((parameter, index) => (
            <span key={parameter.text}>
              {index > 0 ? ', ' : ''}
              <span className={parameter.active ? css.active : undefined}>{parameter.text}</span>
            </span>
          ))}
          )
        </p>
      ))}
      <p className={css.quiet}>{entry[language]}</p>
    </div>
  );
}
