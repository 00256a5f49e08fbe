import { lazy, Suspense } from 'react';
import { RecordsPage } from '@/features/records/records-page';
import { Loading } from '@/ui/states';

const RecordPanel = lazy(async () => ({ default: (await import('@/features/record/record-page')).RecordPanel }));

/** The list, with the record that is open beside it. */
export function RecordsRoute() {
  return (
    <RecordsPage
      renderRecord={(form, id, ways) => (
        <Suspense fallback={<Loading lines={10} />}>
          <RecordPanel form={form} id={id} onGone={ways.close} ways={ways} />
        </Suspense>
      )}
    />
  );
}
