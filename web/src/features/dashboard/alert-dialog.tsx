import { App, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlertWish, addAlert } from '@/api/dashboards';
import { parseNumber } from '@/engine/numbers';
import type { BoardWidget } from '@/engine/report/board';
import { cellText, dimensionsOf, measuresOf, type Result, type ResultCell } from '@/engine/report/result';
import type { ReferenceValue } from '@/engine/values';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { useErrorText } from '@/ui/problem-text';
import { useWords } from '@/ui/report/look-around';
import { useLabel, useWorkplace } from '@/ui/session';
import css from './dashboard.module.css';
import { Line } from './line';

const OPERATORS: readonly AlertWish['op'][] = ['gt', 'ge', 'lt', 'le'];

interface AlertDialogProps {
  board: string;
  widget: BoardWidget;
  result: Result;
  onClose: () => void;
}

/** Tells somebody once when a number of a widget crosses a line, and once when it comes back. */
export function AlertDialog({ board, widget, result, onClose }: AlertDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const label = useLabel();
  const words = useWords();
  const errorText = useErrorText();
  const { session } = useWorkplace();
  const measures = measuresOf(result).flatMap((at) => result.columns[at] ?? []);
  const dimensions = dimensionsOf(result);
  const [column, setColumn] = useState(measures[0]?.key ?? '');
  const [row, setRow] = useState(0);
  const [op, setOp] = useState<AlertWish['op']>('lt');
  const [value, setValue] = useState('');
  const [recover, setRecover] = useState('');
  const [people, setPeople] = useState<ReferenceValue[]>([{ id: session.person.id, title: session.person.name }]);
  const [busy, setBusy] = useState(false);
  const line = parseNumber(value);
  const back = recover === '' ? undefined : parseNumber(recover);
  const rows = result.rows.slice(0, 500);
  const name = (index: number) =>
    dimensions
      .map((at) => (result.columns[at] ? cellText(result.columns[at], rows[index]?.[at], words) : ''))
      .join(' · ');
  const create = async () => {
    if (line === undefined) return;
    setBusy(true);
    try {
      await addAlert(board, {
        widget: widget.key,
        column,
        op,
        value: line,
        people: people.map((person) => person.id),
        label: label(widget.title, widget.key),
        ...(back === undefined ? {} : { recover: back }),
        ...(dimensions.length === 0
          ? {}
          : {
              at: Object.fromEntries(
                dimensions.map((at): [string, ResultCell] => [result.columns[at]?.key ?? '', rows[row]?.[at] ?? null]),
              ),
            }),
      });
      void message.success(t('boards.alerts.added'));
      onClose();
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('boards.alerts.new')}
      okText={t('boards.alerts.add')}
      confirmLoading={busy}
      okButtonProps={{ disabled: line === undefined || people.length === 0 || (recover !== '' && back === undefined) }}
      onCancel={onClose}
      onOk={() => void create()}
    >
      <div className={css.dialogPart}>
        <Line label={t('boards.alerts.number')}>
          {(id) => (
            <Select
              id={id}
              value={column}
              options={measures.map((each) => ({ value: each.key, label: each.label }))}
              onChange={setColumn}
            />
          )}
        </Line>
        {dimensions.length > 0 ? (
          <Line label={t('boards.alerts.of')}>
            {(id) => (
              <Select
                id={id}
                showSearch={{ optionFilterProp: 'label' }}
                value={row}
                options={rows.map((_, index) => ({ value: index, label: name(index) }))}
                onChange={setRow}
              />
            )}
          </Line>
        ) : null}
        <div className={css.pair}>
          <Select<AlertWish['op']>
            aria-label={t('boards.alerts.when')}
            value={op}
            options={OPERATORS.map((each) => ({ value: each, label: t(`boards.alerts.op.${each}`) }))}
            onChange={setOp}
          />
          <Input
            aria-label={t('boards.alerts.line')}
            placeholder={t('boards.alerts.line')}
            inputMode="decimal"
            status={value !== '' && line === undefined ? 'error' : ''}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </div>
        <Line label={t('boards.alerts.recover')} help={t('boards.alerts.recover_help')}>
          {(id) => (
            <Input id={id} inputMode="decimal" value={recover} onChange={(event) => setRecover(event.target.value)} />
          )}
        </Line>
        <Line label={t('boards.alerts.people')}>
          {(id) => (
            <ChoiceSelect
              id={id}
              label={t('boards.alerts.people')}
              field={{ key: 'people', type: 'person', label: {} }}
              multiple
              value={people}
              onChange={(next) => setPeople([...next])}
            />
          )}
        </Line>
      </div>
    </Modal>
  );
}
