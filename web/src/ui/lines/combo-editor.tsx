import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import css from './lines.module.css';

export interface ComboOption {
  id: string;
  title: string;
  show: ReactNode;
  hint?: string;
}

interface ComboEditorProps {
  /** What the cell holds now, as text. */
  text: string;
  options: readonly ComboOption[];
  /** The options belong to what is typed; before that nothing may be picked from them by key. */
  current: boolean;
  loading: boolean;
  label: string;
  describedBy: string;
  invalid: boolean;
  /** Asked for by F2 or a double click: shows what there is without typing. */
  unfolded: boolean;
  onQuery: (text: string) => void;
  onPick: (option: ComboOption) => void;
  onClear: () => void;
  /** The cell is left with a text nothing was picked for. */
  onText: (text: string) => void;
}

/** Picks by typing inside a cell: the list follows the text, Enter and Tab take what is marked. */
export function ComboEditor(props: ComboEditorProps) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(0);
  /** The person went through the list: what is marked is what they mean. */
  const [chosen, setChosen] = useState(false);
  const place = usePlace(input, open);
  const { unfolded } = props;
  const query = useRef(props.onQuery);
  query.current = props.onQuery;
  useEffect(() => {
    if (!unfolded) return;
    query.current('');
    setOpen(true);
  }, [unfolded]);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const pick = (option: ComboOption) => {
    props.onPick(option);
    setTyped(undefined);
    setOpen(false);
    requestAnimationFrame(() => input.current?.select());
  };

  /** Before the cell is left: what was typed becomes a choice, nothing, or a text to be looked up. */
  const settle = () => {
    if (typed === undefined) return;
    const option = props.options[marked];
    if (typed.trim() === '') props.onClear();
    else if (open && (props.current || chosen) && option) props.onPick(option);
    else props.onText(typed);
    setTyped(undefined);
    setOpen(false);
  };

  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' && (open || event.altKey)) {
      event.preventDefault();
      setOpen(true);
      setChosen(true);
      setMarked((index) => Math.min(index + 1, props.options.length - 1));
    } else if (event.key === 'ArrowUp' && open) {
      event.preventDefault();
      setChosen(true);
      setMarked((index) => Math.max(0, index - 1));
    } else if (event.key === 'F4') {
      event.preventDefault();
      props.onQuery('');
      setOpen(!open);
    } else if (event.key === 'Escape' && (open || typed !== undefined)) {
      event.preventDefault();
      setOpen(false);
      setTyped(undefined);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      const option = props.options[marked];
      if (open && typed === undefined && event.key === 'Enter' && option) pick(option);
      else settle();
    }
  };

  return (
    <>
      <input
        ref={input}
        className={css.editor}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && props.options[marked] ? `${id}-${marked}` : undefined}
        aria-autocomplete="list"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        autoComplete="off"
        value={typed ?? props.text}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          setMarked(0);
          setChosen(false);
          setOpen(text.trim() !== '');
          if (!(event.nativeEvent as InputEvent).isComposing) props.onQuery(text);
        }}
        onCompositionEnd={(event) => props.onQuery(event.currentTarget.value)}
        onKeyDown={keyDown}
        onBlur={settle}
        onDoubleClick={() => {
          props.onQuery('');
          setOpen(true);
        }}
      />
      {open && place
        ? createPortal(
            <div id={`${id}-list`} role="listbox" aria-label={props.label} className={css.list} style={place}>
              {props.options.map((option, index) => (
                <div
                  key={option.id}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === marked}
                  className={`${css.option} ${index === marked ? css.marked : ''}`}
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseEnter={() => setMarked(index)}
                  onClick={() => pick(option)}
                  ref={index === marked ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
                >
                  <span className="ellipsis">{option.show}</span>
                  {option.hint ? <span className={css.optionHint}>{option.hint}</span> : null}
                </div>
              ))}
              {props.options.length === 0 ? (
                <div className={css.optionNone} role="option" aria-selected="false" aria-disabled="true" tabIndex={-1}>
                  {props.loading ? t('common.loading') : t('input.nothing_found')}
                </div>
              ) : null}
            </div>,
            // Inside the page's landmark, where those who listen to it find it.
            document.getElementById('page') ?? document.body,
          )
        : null}
    </>
  );
}

/** Under the cell, or above it where the window ends. */
function usePlace(anchor: { current: HTMLElement | null }, open: boolean): React.CSSProperties | undefined {
  const [place, setPlace] = useState<React.CSSProperties | undefined>(undefined);
  useLayoutEffect(() => {
    if (!open || !anchor.current) {
      setPlace(undefined);
      return;
    }
    const measure = () => {
      const box = anchor.current?.getBoundingClientRect();
      if (!box) return;
      const below = window.innerHeight - box.bottom > 260;
      const width = Math.max(box.width, 280);
      const left = Math.max(4, Math.min(box.left, window.innerWidth - width - 4));
      setPlace(
        below ? { left, top: box.bottom + 2, width } : { left, bottom: window.innerHeight - box.top + 2, width },
      );
    };
    measure();
    window.addEventListener('scroll', measure, true);
    window.addEventListener('resize', measure);
    return () => {
      window.removeEventListener('scroll', measure, true);
      window.removeEventListener('resize', measure);
    };
  }, [open, anchor]);
  return place;
}
