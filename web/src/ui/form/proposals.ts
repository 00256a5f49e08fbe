import { loadProposals } from '@/api/proposals';
import { ANYTHING, type FormState } from '@/engine/form/form-state';
import { propose, question } from '@/engine/form/proposing';

/** A pause in typing after which proposals are asked for. */
const PROPOSAL_MS = 250;

/** Asks for proposals whenever something they depend on has changed, and writes in what comes back. */
export function follow(state: FormState): void {
  const proposes = state.form.fields.some(
    (field) => field.match || (field.type === 'lines' && field.fields.some((column) => column.match)),
  );
  if (!proposes) return;
  let asked = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    const now = question(state);
    const text = JSON.stringify(now.values);
    if (text === asked) return;
    asked = text;
    // Without an answer the server proposes when it saves.
    const items = await loadProposals(state.form.key, now.values).then(
      (answer) => answer.items,
      () => [],
    );
    if (text !== asked) return;
    for (const item of items) {
      const lines = item.lines === null ? undefined : state.form.fields.find(({ key }) => key === item.lines);
      const fields = lines?.type === 'lines' ? lines.fields : state.form.fields;
      const row = lines?.type === 'lines' ? now.rows.get(lines.key)?.[item.row] : state.head;
      const field = fields.find(({ key }) => key === item.field);
      if (row && field) propose(state, row, fields, field, item);
    }
    state.settle();
  };
  state.subscribe(ANYTHING, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PROPOSAL_MS);
  });
}
