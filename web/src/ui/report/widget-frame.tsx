import { InfoCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '@/engine/numbers';
import type { BoardWidget } from '@/engine/report/board';
import type { Result } from '@/engine/report/result';
import { useLabel } from '../session';
import { Moment } from '../values/time';
import css from './report.module.css';

interface WidgetFrameProps {
  widget: BoardWidget;
  result?: Result | undefined;
  asOf?: string | undefined;
  /** Names of filters of the dashboard that this widget does not follow. */
  unfiltered?: readonly string[];
  /** At the end of the head: what can be done with it. */
  actions?: ReactNode;
  ref?: Ref<HTMLElement>;
  children: ReactNode;
}

/** What stands around every picture: its name, its definition, what it does not show, how many rows, as of when. */
export function WidgetFrame({ widget, result, asOf, unfiltered = [], actions, ref, children }: WidgetFrameProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const title = label(widget.title, widget.key);
  const definition = label(widget.definition);
  const bare = widget.chart === 'text' || widget.chart === 'image';
  const number = (count: number) => formatQuantity(String(count), 0);
  return (
    <section ref={ref} className={`${css.widget} ${bare ? css.bare : ''}`} aria-label={title} data-widget={widget.key}>
      <header>
        <h2 className="ellipsis" title={title}>
          {title}
        </h2>
        {definition === '' ? null : (
          <Tooltip title={definition} trigger={['hover', 'focus', 'click']}>
            <button
              type="button"
              className={css.definition}
              aria-label={t('boards.definition', { title })}
              data-no-picture
            >
              <InfoCircleOutlined />
            </button>
          </Tooltip>
        )}
        <span className={css.headSpace} />
        {result?.limited ? (
          <span className={css.mark}>
            {t('boards.limited', { shown: number(result.rows.length), total: number(result.total) })}
          </span>
        ) : null}
        {(result?.cut ?? []).map((cut) => (
          <span key={cut.dimension} className={css.mark}>
            {t('boards.cut', { number: number(cut.values) })}
          </span>
        ))}
        {unfiltered.length > 0 ? (
          <Tooltip title={t('boards.unfiltered_text', { names: unfiltered.join('、') })}>
            <span className={css.mark}>{t('boards.unfiltered')}</span>
          </Tooltip>
        ) : null}
        {actions}
      </header>
      <div className={css.content}>{children}</div>
      {result?.read === undefined ? null : (
        <footer className={css.foot}>
          <span>{t('boards.read', { number: number(result.read) })}</span>
          {(result.asOf ?? asOf) ? (
            <span>
              <span className={css.asOf}>{t('boards.as_of')}</span> <Moment at={result.asOf ?? asOf ?? ''} seconds />
            </span>
          ) : null}
        </footer>
      )}
    </section>
  );
}
