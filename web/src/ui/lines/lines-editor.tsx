import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinesField } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { HEAD } from '@/engine/form/row';
import { useCell, useRows } from '../form/use-cell';
import { Panel } from '../page';
import { useProblemText } from '../problem-text';
import { useLabel } from '../session';
import { usePhone } from '../use-phone';
import { LineCards } from './line-cards';
import css from './lines.module.css';
import { LinesGrid } from './lines-grid';

const PromiseNotes = lazy(async () => {
  await import('@/i18n/promise');
  return import('./promise-notes');
});

const LinesRead = lazy(() => import('./lines-read'));

/** The line items of a form: a spreadsheet on a desk, cards in the hand. */
export function LinesEditor({ state, field }: { state: FormState; field: LinesField }) {
  const { t } = useTranslation();
  const label = useLabel();
  const phone = usePhone();
  const rows = useRows(state, field.key);
  const cell = useCell(state, HEAD, field.key);
  const problem = useProblemText()(cell.problem);
  if (!cell.visible) return null;
  if (cell.readOnly) {
    return (
      <Suspense fallback={null}>
        <LinesRead field={field} rows={rows} />
      </Suspense>
    );
  }
  const promise = field.fields.find((each) => each.type === 'promise');
  const full = field.maximum !== undefined && rows.length >= field.maximum;
  return (
    <Panel
      flush
      title={label(field.label, field.key)}
      extra={
        phone ? null : (
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            disabled={full}
            onClick={() => state.addRow(field.key)}
          >
            {t('lines.add_row')}
          </Button>
        )
      }
    >
      {problem ? (
        <p role="alert" className={css.linesProblem}>
          {problem}
        </p>
      ) : null}
      {phone ? <LineCards state={state} field={field} /> : <LinesGrid state={state} field={field} />}
      {promise?.type === 'promise' ? (
        <Suspense fallback={null}>
          <PromiseNotes state={state} lines={field} field={promise} />
        </Suspense>
      ) : null}
    </Panel>
  );
}
