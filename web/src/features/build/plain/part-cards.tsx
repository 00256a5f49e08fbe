import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './plain.module.css';
import { partOf, usePlain } from './plain-context';

interface PartSectionProps {
  title: string;
  hint: string;
  /** What is said while there is none. */
  none: string;
  add: string;
  wide?: boolean;
  empty: boolean;
  onAdd: () => void;
  children: ReactNode;
}

/** One list of parts, with the button that adds to it. */
export function PartSection({ title, hint, none, add, wide = false, empty, onAdd, children }: PartSectionProps) {
  return (
    <section className={css.section} aria-label={title}>
      <header className={css.head}>
        <h2>{title}</h2>
        <p>{hint}</p>
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={onAdd}>
          {add}
        </Button>
      </header>
      {empty ? (
        <p className={css.none}>{none}</p>
      ) : (
        <ul className={`${css.cards} ${wide ? css.wide : ''}`}>{children}</ul>
      )}
    </section>
  );
}

interface PartCardProps {
  place: string;
  title: string;
  /** What it says, as a sentence; nothing while it says nothing. */
  text: ReactNode;
}

/** One part: its name and what it says, with a sign where the check found something. */
export function PartCard({ place, title, text }: PartCardProps) {
  const { t } = useTranslation();
  const { selection, findings, select } = usePlain();
  const bad = findings.find((finding) => partOf(finding) === place);
  return (
    <li>
      <button
        type="button"
        className={`${css.card} ${selection === place ? css.chosen : ''} ${bad ? css[bad.severity] : ''}`}
        aria-pressed={selection === place}
        onClick={() => select(place)}
      >
        <span className={css.cardHead}>
          <strong>{title}</strong>
          {bad ? <span className={css.sign}>{t(`flows.bad.${bad.severity}`)}</span> : null}
        </span>
        {text === '' ? (
          <span className={css.missing}>{t('rules.not_said')}</span>
        ) : (
          <span className={css.text}>{text}</span>
        )}
      </button>
    </li>
  );
}
