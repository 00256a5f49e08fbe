import { useTranslation } from 'react-i18next';
import type { Dimension, Measure, Question } from '@/engine/report/board';
import { useLabel } from '@/ui/session';
import { useFieldsOf } from './use-source';

/** What the columns of a question are called: as somebody named them, else as their field is called. */
export function useColumnNames(question: Question): (key: string) => string {
  const { t } = useTranslation();
  const label = useLabel();
  const stages = question.then ? [question.then, question] : [question];
  const columns: readonly (Dimension | Measure)[] = stages.flatMap((stage) => [
    ...(stage.dimensions ?? []),
    ...stage.measures,
  ]);
  const fields = useFieldsOf(
    question.source,
    columns.map((column) => column.formula),
  );
  return (key) => {
    const column = columns.find((each) => each.key === key);
    if (column) {
      const field = column.formula === undefined ? undefined : fields.get(column.formula);
      const named = label(column.label, label(field?.label, ''));
      if (named !== '') return named;
      return 'aggregate' in column ? t(`boardBuild.q.aggregate.${column.aggregate}`) : key;
    }
    const window = question.windows?.find((each) => each.key === key);
    if (window) return label(window.label, t(`boardBuild.q.window.${window.type}`));
    return label(question.results?.find((each) => each.key === key)?.label, key);
  };
}
