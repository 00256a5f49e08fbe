import { useNavigate, useParams } from 'react-router';
import { NotFound } from '@/ui/refusals';
import { useForm } from '@/ui/session';
import type { Ways } from './record-actions';
import { RecordView } from './record-view';

/** `/forms/{form}/{id}` */
export function RecordPage() {
  const { form: key, id = '' } = useParams();
  const form = useForm(key);
  const navigate = useNavigate();
  if (!form) return <NotFound />;
  return <RecordView key={id} form={form} id={id} onGone={() => void navigate(`/forms/${form.key}`)} />;
}

/** The same beside the list it was picked from. */
export function RecordPanel({
  form: key,
  id,
  ways,
  onGone,
}: {
  form: string;
  id: string;
  ways: Ways;
  onGone: () => void;
}) {
  const form = useForm(key);
  return form ? <RecordView key={id} form={form} id={id} panel ways={ways} onGone={onGone} /> : <NotFound />;
}
