import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { labelText } from '@/engine/blueprint';
import {
  type PrintBlock,
  type PrintColumn,
  type PrintDocument,
  removeBlock,
  textIn,
  updateBlock,
  withText,
} from '@/engine/print/document';
import { firstColumns, linesOf } from '@/engine/print/starter';
import { usePreferences } from '@/ui/preferences';
import { useWorkplace } from '@/ui/session';
import { ColumnsEditor } from './columns-editor';
import css from './print-designer.module.css';
import { AlignRow, NumberRow, Row, SwitchRow } from './rows';
import { namesIn, TemplateInput } from './template-input';

interface BlockPanelProps {
  block: PrintBlock;
  document: PrintDocument;
  form: Form;
  onChange: (document: PrintDocument) => void;
}

interface PartProps extends BlockPanelProps {
  set: (change: Partial<PrintBlock>) => void;
}

/** What is said about one block. */
export function BlockPanel(props: BlockPanelProps) {
  const { block, document, onChange } = props;
  const { t } = useTranslation();
  const set = (change: Partial<PrintBlock>) => onChange(updateBlock(document, block.key, change));
  const part = { ...props, set };
  return (
    <div className={css.panel}>
      <h2>{t(`print.type.${block.type}`)}</h2>
      {block.type === 'title' || block.type === 'text' ? <TextPart {...part} /> : null}
      {block.type === 'fields' ? <FieldsPart {...part} /> : null}
      {block.type === 'table' ? <TablePart {...part} /> : null}
      {block.type === 'code' ? <CodePart {...part} /> : null}
      {block.type === 'picture' ? <PicturePart {...part} /> : null}
      {block.type === 'signatures' ? <SignaturesPart {...part} /> : null}
      {block.type === 'row' ? <RowPart {...part} /> : null}
      {block.type === 'gap' ? (
        <div className={css.group}>
          <NumberRow
            label={t('print.height')}
            unit="mm"
            minimum={0}
            maximum={300}
            value={block.height}
            onChange={(height) => set({ height: height ?? 5 })}
          />
        </div>
      ) : null}
      <div className={css.group}>
        {document.list ? null : (
          <Row label={t('print.visible')} help={t('print.visible_help')}>
            {(id) => (
              <Input.TextArea
                id={id}
                autoSize={{ minRows: 1, maxRows: 4 }}
                spellCheck={false}
                value={block.visible ?? ''}
                onChange={({ target }) => set({ visible: (target.value === '' ? undefined : target.value) as string })}
              />
            )}
          </Row>
        )}
        <Button danger icon={<DeleteOutlined aria-hidden />} onClick={() => onChange(removeBlock(document, block.key))}>
          {t('print.remove')}
        </Button>
      </div>
    </div>
  );
}

function useNames({ form, document }: PartProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { blueprint } = useWorkplace();
  return document.list
    ? [{ value: 'count', label: t('print.count') }]
    : namesIn(form, undefined, blueprint.forms, language);
}

function TextPart(props: PartProps) {
  const { block, set, form } = props;
  const { t } = useTranslation();
  const names = useNames(props);
  const money = form.fields.filter((field) => field.type === 'money');
  const { language } = usePreferences();
  const title = block.type === 'title';
  return (
    <div className={css.group}>
      <Row label={t('print.text')} help={t('print.text_help')}>
        {(id) => <TemplateInput id={id} rows={2} value={block.text} names={names} onChange={(text) => set({ text })} />}
      </Row>
      {money.length > 0 && !props.document.list ? (
        <Select
          size="small"
          aria-label={t('print.capitals')}
          placeholder={t('print.capitals')}
          value={null}
          options={money.map((field) => ({ value: field.key, label: labelText(field.label, language, field.key) }))}
          onChange={(key: string | null) =>
            key && set({ text: withText(block.text, language, `${textIn(block.text, language)}{RMBUPPER(${key})}`) })
          }
        />
      ) : null}
      <AlignRow value={block.align ?? (title ? 'center' : 'left')} onChange={(align) => set({ align })} />
      <NumberRow
        label={t('print.font_size')}
        unit="pt"
        minimum={5}
        maximum={72}
        value={block.size}
        placeholder={String(title ? 18 : (props.document.fontSize ?? 10))}
        onChange={(size) => set({ size: size as number })}
      />
      {title ? null : (
        <SwitchRow label={t('print.bold')} checked={block.bold === true} onChange={(bold) => set({ bold })} />
      )}
    </div>
  );
}

function FieldsPart({ block, form, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={css.group}>
        <Row label={t('print.side_by_side')}>
          {(id) => (
            <Segmented<number>
              id={id}
              size="small"
              value={typeof block.columns === 'number' ? block.columns : 2}
              options={[1, 2, 3, 4]}
              onChange={(columns) => set({ columns })}
            />
          )}
        </Row>
        <SwitchRow label={t('print.boxed')} checked={block.boxed === true} onChange={(boxed) => set({ boxed })} />
      </div>
      <ColumnsEditor
        form={form}
        lines={undefined}
        table={false}
        fieldsOnly={false}
        columns={block.items ?? []}
        onChange={(items) => set({ items })}
      />
    </>
  );
}

function TablePart({ block, document, form, set }: PartProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const all = linesOf(form);
  const lines = document.list ? undefined : all.find((each) => each.key === block.lines);
  const columns: PrintColumn[] = Array.isArray(block.columns) ? block.columns : [];
  return (
    <>
      <div className={css.group}>
        {document.list ? null : (
          <Row label={t('print.lines')}>
            {(id) => (
              <Select
                id={id}
                value={block.lines ?? null}
                options={all.map((each) => ({ value: each.key, label: labelText(each.label, language, each.key) }))}
                onChange={(key: string | null) => {
                  const chosen = all.find((each) => each.key === key);
                  if (chosen) set({ lines: chosen.key, columns: firstColumns(chosen.fields) });
                }}
              />
            )}
          </Row>
        )}
        <SwitchRow
          label={t('print.numbered')}
          checked={block.numbered === true}
          onChange={(numbered) => set({ numbered })}
        />
        <SwitchRow
          label={t('print.page_totals')}
          checked={block.pageTotals === true}
          onChange={(pageTotals) => set({ pageTotals })}
        />
        <SwitchRow label={t('print.totals')} checked={block.totals === true} onChange={(totals) => set({ totals })} />
      </div>
      <ColumnsEditor
        form={form}
        lines={lines}
        table
        fieldsOnly={document.list === true}
        columns={columns}
        onChange={(next) => set({ columns: next })}
      />
    </>
  );
}

function CodePart(props: PartProps) {
  const { block, document, set } = props;
  const { t } = useTranslation();
  const names = useNames(props);
  return (
    <div className={css.group}>
      <Row label={t('print.format')}>
        {(id) => (
          <Segmented<'qr' | 'code128' | 'ean13'>
            id={id}
            size="small"
            value={block.format ?? 'qr'}
            options={[
              { value: 'qr', label: t('print.qr') },
              { value: 'code128', label: 'Code 128' },
              { value: 'ean13', label: 'EAN-13' },
            ]}
            onChange={(format) => set({ format })}
          />
        )}
      </Row>
      {document.list ? null : (
        <SwitchRow label={t('print.link')} checked={block.link === true} onChange={(link) => set({ link })} />
      )}
      {block.link ? null : (
        <Row label={t('print.content')}>
          {(id) => <TemplateInput id={id} value={block.text} names={names} onChange={(text) => set({ text })} />}
        </Row>
      )}
      <SwitchRow label={t('print.caption')} checked={block.caption === true} onChange={(caption) => set({ caption })} />
      <NumberRow
        label={t('print.width')}
        unit="mm"
        minimum={3}
        maximum={200}
        value={block.width}
        placeholder="25"
        onChange={(width) => set({ width: width as number })}
      />
      <AlignRow value={block.align ?? 'left'} onChange={(align) => set({ align })} />
    </div>
  );
}

const MOST_BYTES = 400_000;

function PicturePart({ block, form, document, set }: PartProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const picker = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState('');
  const fields = document.list ? [] : form.fields.filter(({ type }) => type === 'image' || type === 'signature');
  const read = (file: File | undefined) => {
    setFailure('');
    if (!file) return;
    if (file.size > MOST_BYTES || !/^image\/(png|jpeg)$/.test(file.type)) {
      setFailure(t('print.picture_wrong'));
      return;
    }
    const reader = new FileReader();
    reader.onload = () => set({ data: String(reader.result), field: undefined as never });
    reader.readAsDataURL(file);
  };
  return (
    <div className={css.group}>
      {block.data ? <img className={css.logo} src={block.data} alt={t('print.picture_shown')} /> : null}
      <input
        ref={picker}
        hidden
        type="file"
        accept="image/png,image/jpeg"
        onChange={({ target }) => read(target.files?.[0])}
      />
      <Button onClick={() => picker.current?.click()}>{t('print.pick_picture')}</Button>
      <p role="alert" className={css.failed}>
        {failure}
      </p>
      {fields.length > 0 ? (
        <Row label={t('print.picture_field')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={block.field ?? null}
              options={fields.map((field) => ({
                value: field.key,
                label: labelText(field.label, language, field.key),
              }))}
              onChange={(key: string | null) => set({ field: (key ?? undefined) as string, data: undefined as never })}
            />
          )}
        </Row>
      ) : null}
      <NumberRow
        label={t('print.width')}
        unit="mm"
        minimum={3}
        maximum={400}
        value={block.width}
        placeholder="30"
        onChange={(width) => set({ width: width as number })}
      />
      <AlignRow value={block.align ?? 'left'} onChange={(align) => set({ align })} />
    </div>
  );
}

function SignaturesPart({ block, set }: PartProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const labels = block.labels ?? [];
  return (
    <div className={css.group}>
      <Row label={t('print.signatures')} help={t('print.signatures_help')}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 3, maxRows: 8 }}
            value={labels.map((each) => textIn(each, language)).join('\n')}
            onChange={({ target }) =>
              set({
                labels: target.value
                  .split('\n')
                  .slice(0, 8)
                  .map((text, index) => withText(labels[index], language, text)),
              })
            }
          />
        )}
      </Row>
    </div>
  );
}

function RowPart({ block, set }: PartProps) {
  const { t } = useTranslation();
  const cells = block.cells ?? [];
  const count = (wanted: number) => {
    const spare = cells.slice(wanted).flatMap((cell) => cell.blocks);
    const kept = Array.from({ length: wanted }, (_, index) => cells[index] ?? { blocks: [] });
    const last = kept.at(-1);
    set({ cells: last ? [...kept.slice(0, -1), { ...last, blocks: [...last.blocks, ...spare] }] : kept });
  };
  return (
    <div className={css.group}>
      <Row label={t('print.cells')} help={t('print.cells_help')}>
        {(id) => (
          <Segmented<number> id={id} size="small" value={cells.length} options={[1, 2, 3, 4]} onChange={count} />
        )}
      </Row>
      <div className={css.pair}>
        {cells.map((cell, index) => (
          <NumberRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the row
            key={index}
            label={t('print.cell_share', { number: index + 1 })}
            minimum={1}
            maximum={100}
            value={cell.width ?? 1}
            onChange={(width) =>
              set({ cells: cells.map((each, at) => (at === index ? { ...each, width: width ?? 1 } : each)) })
            }
          />
        ))}
      </div>
    </div>
  );
}
