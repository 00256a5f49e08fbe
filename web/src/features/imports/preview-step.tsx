import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Preview, previewPlan, type StagedFile } from '@/api/import-files';
import type { ImportPlan } from '@/engine/import-plan';
import { formatNumber } from '@/engine/numbers';
import { BusyButton } from '@/ui/busy-button';
import { ErrorState, Loading } from '@/ui/states';
import css from './wizard.module.css';

interface PreviewStepProps {
  file: StagedFile;
  plan: ImportPlan;
  busy: boolean;
  failure: string;
  onPlan: (plan: ImportPlan) => void;
  onBack: () => void;
  onStart: () => void;
}

/** The first rows as they would come in: every bad cell with its reason. */
export function PreviewStep({ file, plan, busy, failure, onBack, onStart }: PreviewStepProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['preview', file.id, plan],
    queryFn: () => previewPlan(file.id, plan),
    retry: false,
    gcTime: 0,
  });
  const rows = Math.max(0, (file.sheets[plan.sheet]?.rows ?? 0) - plan.header);
  return (
    <>
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? <Rows preview={query.data} plan={plan} /> : null}
      <p role="alert" className={css.failure}>
        {failure}
      </p>
      <div className={css.foot}>
        <Button onClick={onBack}>{t('wizard.back')}</Button>
        <BusyButton type="primary" busy={busy} disabled={!query.data} onClick={onStart}>
          {t('wizard.start', { rows: formatNumber(String(rows)) })}
        </BusyButton>
      </div>
    </>
  );
}

function Rows({ preview, plan }: { preview: Preview; plan: ImportPlan }) {
  const { t } = useTranslation();
  const bad = preview.checked - preview.sound;
  return (
    <>
      <p className={bad > 0 ? css.warning : css.note} role="status">
        {bad > 0
          ? t('wizard.checked_bad', { checked: preview.checked, bad })
          : t('wizard.checked_good', { checked: preview.checked })}
      </p>
      <div className={css.scroll}>
        <table className={css.preview}>
          <thead>
            <tr>
              <th scope="col">{t('wizard.line')}</th>
              <th scope="col">{t('wizard.becomes')}</th>
              {plan.columns.map((column) => (
                <th key={column.index} scope="col">
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => {
              const whole = row.problems.filter(
                (problem) => !plan.columns.some((column) => column.index === problem.column),
              );
              return (
                <tr key={row.line}>
                  <th scope="row">{row.line}</th>
                  <td>
                    <span className={`${css.state} ${css[row.becomes]}`}>{t(`wizard.become.${row.becomes}`)}</span>
                    {whole.map((problem) => (
                      <span key={problem.message} className={css.reason}>
                        {problem.message}
                      </span>
                    ))}
                  </td>
                  {plan.columns.map((column) => {
                    const problems = row.problems.filter((problem) => problem.column === column.index);
                    return (
                      <td key={column.index} className={problems.length > 0 ? css.bad : ''}>
                        {row.cells[column.index] ?? ''}
                        {problems.map((problem) => (
                          <span key={problem.message} className={css.reason}>
                            {problem.message}
                          </span>
                        ))}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
