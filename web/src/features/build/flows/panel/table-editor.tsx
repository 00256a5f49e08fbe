import { CloseOutlined, CopyOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Modal, Popover, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Field, isNumeric } from '@/engine/blueprint';
import {
  type FlowNode,
  freeNodeKey,
  patched,
  patchNode,
  type TableInput,
  type TableNode,
  type TableRow,
} from '@/engine/flow/document';
import { inReadingOrder } from '@/engine/flow/reading';
import { type ColumnKind, cellFrom, cellText, gridFrom } from '@/engine/flow/table-cells';
import { WhoEditor } from '@/features/build/panel/who-editor';
import { useLabel } from '@/ui/session';
import { useFlow, useFlowActions } from '../flow-context';
import css from '../flows.module.css';
import { useFlowWords } from '../use-words';
import { WhoMore } from './who-more';

/** A field that a table can compare, and how its cells are written. */
function kindOf(field: Field | undefined, label: ReturnType<typeof useLabel>): ColumnKind {
  if (!field) return { type: 'text' };
  if (field.type === 'select') {
    return {
      type: 'choice',
      options: field.options.map((option) => ({ value: option.key, label: label(option.label, option.key) })),
    };
  }
  if (field.type === 'switch') {
    return {
      type: 'choice',
      options: [
        { value: 'true', label: '是' },
        { value: 'false', label: '否' },
      ],
    };
  }
  if (field.type === 'date') return { type: 'date' };
  return isNumeric(field) ? { type: 'number' } : { type: 'text' };
}

const COMPARED: readonly string[] = [
  'text',
  'number',
  'money',
  'percent',
  'date',
  'switch',
  'select',
  'lookup',
  'rollup',
  'balance',
  'rating',
];

/** A decision table as a sheet: a column for each field, a row for each rule, pasted from and typed like a spreadsheet. */
export function TableEditor({ node, onClose }: { node: TableNode; onClose: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document, form, forms } = useFlow();
  const actions = useFlowActions();
  const words = useFlowWords(document, form, forms);
  const sheet = useRef<HTMLTableElement>(null);
  const fields = form?.fields ?? [];
  const fieldOf = (input: TableInput) => fields.find((field) => field.key === input.value);
  const columns = useMemo(
    () =>
      node.inputs.map((input) => ({
        input,
        kind: kindOf(
          fields.find((field) => field.key === input.value),
          label,
        ),
      })),
    [node.inputs, fields, label],
  );
  const change = (next: (table: TableNode) => TableNode, merge?: string) =>
    actions.update(
      (flow) => patchNode(flow, node.key, (each) => next(each as TableNode) as FlowNode),
      merge ? { merge: `${merge}:${node.key}` } : {},
    );
  const rowChanged = (key: string, patch: { [K in keyof TableRow]?: TableRow[K] | undefined }, merge?: string) =>
    change(
      (table) => ({ ...table, rows: table.rows.map((row) => (row.key === key ? patched(row, patch) : row)) }),
      merge,
    );
  const freeKey = (taken: readonly { key: string }[], wished: string) =>
    freeNodeKey({ nodes: taken.map(({ key }) => ({ key, type: '' })) }, wished);
  const addRow = (table: TableNode, row: Omit<TableRow, 'key'> = { when: {} }): TableNode => ({
    ...table,
    rows: [...table.rows, { key: freeKey(table.rows, 'row'), ...row }],
  });
  const addColumn = (key: string) =>
    change((table) => ({ ...table, inputs: [...table.inputs, { key: freeKey(table.inputs, key), value: key }] }));
  const removeColumn = (key: string) =>
    change((table) => ({
      ...table,
      inputs: table.inputs.filter((input) => input.key !== key),
      rows: table.rows.map((row) => {
        const { [key]: _, ...when } = row.when;
        return { ...row, when };
      }),
    }));
  /** Puts a block of a spreadsheet into the sheet, from a cell on; rows that are missing are added. */
  const paste = (text: string, atRow: number, atColumn: number): boolean => {
    const grid = gridFrom(text);
    if (grid.length < 2 && (grid[0]?.length ?? 0) < 2) return false;
    change((table) => {
      let next = table;
      for (const [down, cells] of grid.entries()) {
        if (!next.rows[atRow + down]) next = addRow(next);
        const row = next.rows[atRow + down];
        if (!row) continue;
        const when = { ...row.when };
        for (const [right, said] of cells.entries()) {
          const column = columns[atColumn + right];
          if (!column) continue;
          const cell = cellFrom(said, column.kind);
          if (cell) when[column.input.key] = cell;
          else if (cell === undefined) delete when[column.input.key];
        }
        next = { ...next, rows: next.rows.with(atRow + down, { ...row, when }) };
      }
      return next;
    });
    return true;
  };
  const move = (event: React.KeyboardEvent, row: number, column: number) => {
    const by: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };
    const step = by[event.key];
    if (!step || event.nativeEvent.isComposing) return;
    const cell = sheet.current?.querySelector<HTMLInputElement>(`[data-cell="${row + step[0]}/${column}"]`);
    if (cell) {
      event.preventDefault();
      cell.focus();
      cell.select();
    } else if (event.key === 'Enter' && row === node.rows.length - 1) {
      event.preventDefault();
      change((table) => addRow(table));
      requestAnimationFrame(() =>
        sheet.current?.querySelector<HTMLInputElement>(`[data-cell="${row + 1}/${column}"]`)?.focus(),
      );
    }
  };
  const nodes = inReadingOrder(document).filter((each) => each.type !== 'start' && each.key !== node.key);
  const free = fields.filter(
    (field) => COMPARED.includes(field.type) && !node.inputs.some((input) => input.value === field.key),
  );
  return (
    <Modal
      open
      width="min(1200px, 96vw)"
      title={words.node(node)}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('flows.table.done')}
        </Button>
      }
    >
      <p className={css.sheetHelp}>{t('flows.table.cells_help')}</p>
      <div className={css.sheetFrame}>
        <table ref={sheet} className={css.sheet}>
          <thead>
            <tr>
              <th scope="col" aria-label={t('flows.table.number')} />
              {columns.map(({ input }) => {
                const name = label(input.label ?? fieldOf(input)?.label, input.value);
                return (
                  <th key={input.key} scope="col">
                    <span className={css.sheetHead}>
                      {name}
                      <Button
                        type="text"
                        size="small"
                        icon={<CloseOutlined aria-hidden />}
                        aria-label={t('flows.table.remove_column', { name })}
                        onClick={() => removeColumn(input.key)}
                      />
                    </span>
                  </th>
                );
              })}
              <th scope="col">
                <Select
                  size="small"
                  style={{ minWidth: 120 }}
                  aria-label={t('flows.table.add_column')}
                  placeholder={t('flows.table.add_column')}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={null}
                  options={free.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
                  onChange={(key: string | null) => {
                    if (key !== null) addColumn(key);
                  }}
                />
              </th>
              <th scope="col">{t('flows.table.who')}</th>
              <th scope="col">{t('flows.next')}</th>
              <th scope="col" aria-label={t('common.actions')} />
            </tr>
          </thead>
          <tbody>
            {node.rows.map((row, index) => (
              <tr key={row.key}>
                <th scope="row">{index + 1}</th>
                {columns.map(({ input, kind }, column) => (
                  <td key={input.key}>
                    <CellInput
                      name={t('flows.table.cell', {
                        row: index + 1,
                        column: label(input.label ?? fieldOf(input)?.label, input.value),
                      })}
                      place={`${index}/${column}`}
                      kind={kind}
                      text={cellText(row.when[input.key], kind)}
                      onText={(said) => {
                        const cell = cellFrom(said, kind);
                        if (cell === null) return false;
                        const { [input.key]: _, ...when } = row.when;
                        rowChanged(row.key, { when: cell ? { ...when, [input.key]: cell } : when }, `cell:${row.key}`);
                        return true;
                      }}
                      onPaste={(text) => paste(text, index, column)}
                      onKey={(event) => move(event, index, column)}
                    />
                  </td>
                ))}
                <td />
                <td>
                  <Popover
                    trigger="click"
                    destroyOnHidden
                    content={
                      <div className={css.sheetWho}>
                        <WhoEditor value={row.who} onChange={(who) => rowChanged(row.key, { who: someone(who) })} />
                        <WhoMore value={row.who} onChange={(who) => rowChanged(row.key, { who: someone(who) })} />
                      </div>
                    }
                  >
                    <Button type="text" size="small" className={css.sheetButton ?? ''}>
                      {words.who(row.who) || t('flows.table.nobody')}
                    </Button>
                  </Popover>
                </td>
                <td>
                  <Select
                    size="small"
                    style={{ minWidth: 120, width: '100%' }}
                    aria-label={t('flows.table.row_next', { row: index + 1 })}
                    value={row.next ?? ''}
                    options={[
                      { value: '', label: t('flows.table.usual_next') },
                      ...nodes.map((each) => ({ value: each.key, label: words.node(each) })),
                    ]}
                    onChange={(next: string) => rowChanged(row.key, { next: next === '' ? undefined : next })}
                  />
                </td>
                <td className={css.sheetActs}>
                  <Button
                    type="text"
                    size="small"
                    icon={<CopyOutlined aria-hidden />}
                    aria-label={t('flows.table.copy_row', { row: index + 1 })}
                    onClick={() =>
                      change((table) => {
                        const { key: _, ...rest } = row;
                        return addRow(table, rest);
                      })
                    }
                  />
                  <Button
                    type="text"
                    size="small"
                    disabled={node.rows.length === 1}
                    icon={<CloseOutlined aria-hidden />}
                    aria-label={t('flows.table.remove_row', { row: index + 1 })}
                    onClick={() =>
                      change((table) => ({ ...table, rows: table.rows.filter((each) => each.key !== row.key) }))
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => change((table) => addRow(table))}
      >
        {t('flows.table.add_row')}
      </Button>
    </Modal>
  );
}

/** Nobody named is no rule at all. */
function someone(who: TableRow['who']): TableRow['who'] {
  return who && Object.keys(who).length > 0 ? who : undefined;
}

interface CellInputProps {
  name: string;
  place: string;
  kind: ColumnKind;
  text: string;
  /** Whether the text can be read as a cell. */
  onText: (text: string) => boolean;
  /** Whether the text was a block of cells. */
  onPaste: (text: string) => boolean;
  onKey: (event: React.KeyboardEvent) => void;
}

/** What is typed stays until it can be read; what the cell says comes back when it is left. */
function CellInput({ name, place, kind, text, onText, onPaste, onKey }: CellInputProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && cellFrom(typed, kind) === null;
  return (
    <>
      <input
        data-cell={place}
        className={wrong ? css.sheetWrong : css.sheetCell}
        aria-label={name}
        aria-invalid={wrong}
        title={wrong ? t('flows.table.wrong') : ''}
        list={kind.options ? `options-${place}` : undefined}
        placeholder={t('flows.table.any')}
        value={typed ?? text}
        onChange={(event) => {
          setTyped(event.target.value);
          onText(event.target.value);
        }}
        onBlur={() => {
          if (!wrong) setTyped(undefined);
        }}
        onPaste={(event) => {
          if (onPaste(event.clipboardData.getData('text/plain'))) {
            event.preventDefault();
            setTyped(undefined);
          }
        }}
        onKeyDown={onKey}
      />
      {kind.options ? (
        <datalist id={`options-${place}`}>
          {kind.options.map((option) => (
            <option key={option.value} value={option.label} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}
