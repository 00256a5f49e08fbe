import { RecordPanel } from '@/features/record/record-page';
import { RecordsPage } from '@/features/records/records-page';

/** The list, with the record that is open beside it. */
export function RecordsRoute() {
  return <RecordsPage renderRecord={(form, id, close) => <RecordPanel form={form} id={id} onGone={close} />} />;
}
