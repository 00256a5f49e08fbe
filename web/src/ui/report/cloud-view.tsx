import { useTranslation } from 'react-i18next';
import { hueAt } from '@/engine/report/charts/style';
import { cloudOf } from '@/engine/report/cloud';
import { measuresOf } from '@/engine/report/result';
import { colourVariable } from '../values/colour';
import { useWords } from './look-around';
import { Omissions } from './omissions';
import css from './report.module.css';
import type { WidgetProps } from './widget-props';

/** Names as large as their numbers, the greatest in the middle of what is read first. */
export function CloudView({ widget, result, title, onPick }: WidgetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { words: shown, hidden } = cloudOf(result, widget.encode ?? {}, words);
  const measure = result.columns[measuresOf(result)[0] ?? -1]?.key;
  return (
    <div className={css.stack}>
      <ul className={css.cloud} aria-label={title}>
        {shown.map((word) => {
          const style = {
            fontSize: `calc(12px + ${word.weight.toFixed(3)} * min(26px, 5cqi))`,
            color: colourVariable(hueAt(word.index % 8)),
          };
          return (
            <li key={word.category.key}>
              {onPick ? (
                <button
                  type="button"
                  style={style}
                  title={word.exact}
                  onClick={() => onPick(word.category.at, measure)}
                >
                  {word.category.text}
                </button>
              ) : (
                <span style={style} title={word.exact}>
                  {word.category.text}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Omissions notes={hidden > 0 ? [t('boards.omitted.folded', { number: hidden })] : []} />
    </div>
  );
}
