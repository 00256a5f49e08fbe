import css from './frame.module.css';

/** The frame's outline while it loads, in the very place where it will stand. */
export function Skeleton() {
  return (
    <div className={css.frame} aria-busy>
      <div className={css.top} />
      <div className={css.side} />
      <div className={css.content} />
    </div>
  );
}
