import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ListQuery, loadTotals } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import type { TotalOf } from '@/engine/list/view';
import type { GridShape } from '@/ui/grid/model';
import { TotalCells } from '@/ui/grid/total-cells';
import { useTotalText } from './total-text';

interface TotalsRowProps {
  form: Form;
  query: ListQuery;
  totals: readonly TotalOf[];
  shape: GridShape;
  first: number;
  last: number;
}

/** Under the columns: what all the records of the list add up to, also those not loaded. */
export function TotalsRow({ form, query, totals, shape, first, last }: TotalsRowProps) {
  const { t } = useTranslation();
  const text = useTotalText();
  const answer = useQuery({
    queryKey: ['records', form.key, 'totals', query.filter, query.search, query.deleted, totals],
    queryFn: ({ signal }) => loadTotals(form.key, query, totals, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <TotalCells
      shape={shape}
      first={first}
      last={last}
      label={t('total.row')}
      textOf={(field) => {
        const total = answer.data?.totals.find((each) => each.field === field.key);
        if (!total) return totals.some((each) => each.field === field.key) ? (answer.isError ? '!' : '…') : '';
        return total.function === 'sum' ? text(field, total) : `${t(`total.${total.function}`)} ${text(field, total)}`;
      }}
    />
  );
}
