import { useTranslation } from 'react-i18next';
import { type ImportJob, type ImportReport, refusedBookAddress, refusedRowsAddress } from '@/api/imports';
import { formatNumber } from '@/engine/numbers';
import { useLabel, useWorkplace } from '@/ui/session';
import css from './sheets.module.css';

function Count({ value }: { value: number }) {
  return <span className="num">{formatNumber(String(value))}</span>;
}

/** The account of an import: every line of the file is in exactly one of the sums. */
export function Report({ job, report }: { job: ImportJob; report: ImportReport }) {
  const { t } = useTranslation();
  const { lines } = report;
  const parts: [string, number][] = [
    [t('imports.imported'), lines.imported],
    [t('imports.existing'), lines.existing],
    [t('imports.refused'), lines.refused],
    ...Object.entries(lines.leftOut),
  ];
  return (
    <>
      <dl className={css.report}>
        <div>
          <dt>{t('imports.read')}</dt>
          <dd>
            <Count value={report.read} />
          </dd>
        </div>
        {parts.map(([name, count], index) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span aria-hidden>{index === 0 ? '= ' : '+ '}</span>
              <Count value={count} />
            </dd>
          </div>
        ))}
      </dl>
      <Forms report={report} />
      {lines.refused > 0 ? (
        <p className={css.refusedRows}>
          <a href={refusedRowsAddress(job.id)} download>
            {t('imports.refused_rows', { count: lines.refused, shown: formatNumber(String(lines.refused)) })}
          </a>
          <a href={refusedBookAddress(job.id)} download>
            {t('imports.refused_book')}
          </a>
        </p>
      ) : null}
    </>
  );
}

function Forms({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  return (
    <table className={css.forms}>
      <thead>
        <tr>
          <th scope="col">{t('imports.form')}</th>
          <th scope="col">{t('imports.created')}</th>
          <th scope="col">{t('imports.updated')}</th>
          <th scope="col">{t('imports.existing')}</th>
          <th scope="col">{t('imports.refused')}</th>
        </tr>
      </thead>
      <tbody>
        {report.forms.map((each) => (
          <tr key={each.form}>
            <th scope="row">{label(blueprint.forms.find((form) => form.key === each.form)?.label, each.form)}</th>
            {[each.created, each.updated, each.existing, each.refused].map((count, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a row never change places
              <td key={index}>
                <Count value={count} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
