import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { loadMaterial, type MaterialPlan, type PlanStep } from '@/api/planning';
import { formatNumber } from '@/engine/numbers';
import type { Suggestion } from '@/engine/planning';
import { ErrorState, Loading } from '@/ui/states';
import css from './planning.module.css';

const WIDTH = 600;
const HEIGHT = 140;

/** The days to come of one material, what is suggested, and what its past demand foretells. */
export function MaterialDetail({ id, run }: { id: string; run: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['planning', 'material', run, id],
    queryFn: ({ signal }) => loadMaterial(id, signal),
  });
  if (query.isPending) return <Loading lines={10} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const plan = query.data;
  return (
    <>
      <p className={css.quiet}>
        {t('planning.drawer.facts', {
          lead: plan.lead,
          minimum: plan.minimum === '0' ? '—' : formatNumber(plan.minimum),
          multiple: plan.multiple === '0' ? '—' : formatNumber(plan.multiple),
          safety: formatNumber(plan.row.safety),
        })}
      </p>
      <h2 className={css.part}>{t('planning.drawer.timeline')}</h2>
      <Timeline steps={plan.steps} />
      <Steps steps={plan.steps} />
      <h2 className={css.part}>{t('planning.drawer.suggestions')}</h2>
      <Suggestions rows={plan.suggestions} />
      <Forecast plan={plan} />
    </>
  );
}

/** Both balances as steps from day to day; the table below says the same in numbers. */
function Timeline({ steps }: { steps: PlanStep[] }) {
  const { t } = useTranslation();
  if (steps.length < 2) return null;
  const days = steps.map(({ day }) => Date.parse(day) / 86_400_000);
  const values = steps.flatMap((step) => [Number(step.without), Number(step.with)]);
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const first = days[0] ?? 0;
  const span = Math.max(1, (days.at(-1) ?? 0) - first);
  const x = (day: number) => ((day - first) / span) * WIDTH;
  const y = (value: number) => 4 + ((top - value) / Math.max(1, top - bottom)) * (HEIGHT - 8);
  const path = (pick: (step: PlanStep) => string) =>
    steps
      .map((step, index) => {
        const level = y(Number(pick(step)));
        return index === 0 ? `M0 ${level}` : `H${x(days[index] ?? 0)} V${level}`;
      })
      .join(' ');
  return (
    <>
      <svg className={css.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line className={css.zero} x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} />
        <path className={css.without} d={path((step) => step.without)} />
        <path className={css.with} d={path((step) => step.with)} />
      </svg>
      <div className={css.legend}>
        <span>
          <i className={css.dashed} />
          {t('planning.drawer.without')}
        </span>
        <span>
          <i />
          {t('planning.drawer.with')}
        </span>
      </div>
    </>
  );
}

function Steps({ steps }: { steps: PlanStep[] }) {
  const { t } = useTranslation();
  return (
    <section className={css.scroll} aria-label={t('planning.drawer.timeline')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th>{t('planning.drawer.day')}</th>
            <th className={css.number}>{t('planning.drawer.out')}</th>
            <th className={css.number}>{t('planning.drawer.in')}</th>
            <th className={css.number}>{t('planning.suggested')}</th>
            <th className={css.number}>{t('planning.drawer.without')}</th>
            <th className={css.number}>{t('planning.drawer.with')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.day}>
              <td>{step.day}</td>
              {[step.demand, step.supply, step.suggested].map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                <td key={index} className={css.number}>
                  {value === '0' ? '' : formatNumber(value)}
                </td>
              ))}
              <td className={`${css.number} ${step.without.startsWith('-') ? css.bad : ''}`}>
                {formatNumber(step.without)}
              </td>
              <td className={`${css.number} ${step.with.startsWith('-') ? css.bad : ''}`}>{formatNumber(step.with)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Suggestions({ rows }: { rows: Suggestion[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return <p className={css.quiet}>{t('planning.drawer.none')}</p>;
  return (
    <section className={css.scroll} aria-label={t('planning.drawer.suggestions')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th className={css.number}>{t('planning.board.quantity')}</th>
            <th>{t('planning.board.order_by')}</th>
            <th>{t('planning.board.arrives')}</th>
            <th>{t('planning.board.orders')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td className={css.number}>
                {formatNumber(row.quantity)} {row.unit}
              </td>
              <td>{row.latest}</td>
              <td className={row.late > 0 ? css.bad : undefined}>{row.arrives}</td>
              <td>{t('planning.board.order_count', { count: row.orders })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function figure(value: number): string {
  return formatNumber(value.toFixed(2));
}

function Forecast({ plan }: { plan: MaterialPlan }) {
  const { t } = useTranslation();
  const { forecast } = plan;
  if (forecast === null) return null;
  const { croston } = forecast;
  const verdict = croston !== null && croston.mase < 1 ? 'better' : 'worse';
  const top = Math.max(1, ...forecast.history);
  const width = WIDTH / forecast.history.length;
  return (
    <>
      <h2 className={css.part}>{t('planning.drawer.forecast')}</h2>
      {croston === null ? (
        <p className={css.quiet}>{t('planning.drawer.forecast_none')}</p>
      ) : (
        <>
          <p>
            {t('planning.drawer.forecast_text', {
              rate: figure(croston.perPeriod),
              size: figure(croston.size),
              interval: figure(croston.interval),
              unit: plan.row.unit,
            })}
          </p>
          <p>
            {t('planning.drawer.forecast_error', {
              error: figure(croston.error),
              naive: figure(croston.naive),
              mase: figure(croston.mase),
              better: t(`planning.drawer.${verdict}`),
            })}
          </p>
        </>
      )}
      {croston === null ? null : (
        <svg
          className={css.chart}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('planning.drawer.weeks')}
        >
          {forecast.history.map((value, index) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a week has no other name
              key={index}
              x={index * width + 1}
              width={Math.max(1, width - 2)}
              y={HEIGHT - (value / top) * HEIGHT}
              height={(value / top) * HEIGHT}
            />
          ))}
        </svg>
      )}
      <p className={css.quiet}>
        {t('planning.drawer.weeks')} · {t('planning.drawer.forecast_source')}
      </p>
    </>
  );
}
