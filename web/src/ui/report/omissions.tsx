import css from './report.module.css';

/** What a picture does not show, said under it. */
export function Omissions({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return <p className={css.omissions}>{notes.join(' · ')}</p>;
}
