import type { Form } from '../blueprint';
import type { RecordsSpec } from './board';

const FEW = 6;

/** A list of a form's records as it begins: the first columns of the form's own list. */
export function recordsOf(form: Form): RecordsSpec {
  const fields = form.fields.filter((field) => field.type !== 'lines').map((field) => field.key);
  const listed = (form.list?.columns ?? fields).filter((key) => fields.includes(key));
  return { form: form.key, fields: (listed.length > 0 ? listed : fields).slice(0, FEW) };
}
