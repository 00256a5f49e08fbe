import css from './report.module.css';

const WIDTH = 200;
const HEIGHT = 36;
/** More points than this are thinned: a small line shows no more. */
const MOST = 200;

/** The way a number came, as a small line without axes. */
export function Sparkline({ points }: { points: readonly (number | null)[] }) {
  const step = Math.max(1, Math.ceil(points.length / MOST));
  const shown = points.filter((_, index) => index % step === 0 || index === points.length - 1);
  const numbers = shown.filter((point) => point !== null);
  if (numbers.length < 2) return null;
  const least = numbers.reduce((one, other) => Math.min(one, other));
  const most = numbers.reduce((one, other) => Math.max(one, other));
  const spread = most - least || 1;
  const place = (point: number, index: number) =>
    `${((index / Math.max(1, shown.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - ((point - least) / spread) * (HEIGHT - 4)).toFixed(1)}`;
  const line = shown.flatMap((point, index) => (point === null ? [] : [place(point, index)]));
  return (
    <svg className={css.sparkline} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      <polygon points={`0,${HEIGHT} ${line.join(' ')} ${WIDTH},${HEIGHT}`} />
      <polyline points={line.join(' ')} />
    </svg>
  );
}
