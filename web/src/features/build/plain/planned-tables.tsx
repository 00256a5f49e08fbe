import { useTranslation } from 'react-i18next';
import type { PlannedChange } from '@/api/artifacts';
import css from '@/features/build/build.module.css';

/** What publishing does to tables, in words: made, made anew, or counted again. */
export function PlannedTables({ plan }: { plan: readonly PlannedChange[] }) {
  const { t } = useTranslation();
  const kinds = new Set(plan.map(({ change }) => change));
  const lines = [
    ...(kinds.has('drop_table') ? [t('ledger_build.plan.anew')] : []),
    ...(kinds.has('create_table') && !kinds.has('drop_table') ? [t('ledger_build.plan.made')] : []),
    ...(kinds.has('add_column') ? [t('ledger_build.plan.column')] : []),
    ...(kinds.has('rebuild') ? [t('ledger_build.plan.rebuild')] : []),
  ];
  return lines.length === 0 ? null : (
    <ul className={css.differences}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
