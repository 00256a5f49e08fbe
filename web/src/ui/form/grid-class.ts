import css from './form.module.css';

const COLUMNS = [css.one, css.two, css.three];

/** The class of a box that puts fields side by side: so many, or as many as there is room for. */
export function gridClass(columns: number | undefined): string {
  return `${css.grid} ${columns === undefined ? '' : (COLUMNS[columns - 1] ?? '')}`;
}
