import { useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Select } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FormProposal, proposeForm, type StagedFile } from '@/api/import-files';
import { columnProblem, type PlannedColumn, titleOf } from '@/engine/designer/from-sheet';
import { formatNumber } from '@/engine/numbers';
import { ErrorState, Loading } from '@/ui/states';
import { FieldTable } from './field-table';
import css from './from-file.module.css';

/** What the form will be made of, as it was corrected. */
export interface Chosen {
  sheet: number;
  proposal: FormProposal;
  columns: PlannedColumn[];
  title: string;
}

interface FieldsStepProps {
  file: StagedFile;
  onBack: () => void;
  onNext: (chosen: Chosen) => void;
}

function planned(proposal: FormProposal): PlannedColumn[] {
  return proposal.columns.map(({ kind, ...column }) => ({ ...column, type: kind.type, scale: kind.scale }));
}

/** The sheet, its header, and the field each column becomes. */
export function FieldsStep({ file, onBack, onNext }: FieldsStepProps) {
  const { t } = useTranslation();
  const id = useId();
  const sheets = file.sheets.filter((sheet) => sheet.rows > 0);
  const [sheet, setSheet] = useState(sheets.find((each) => !each.hidden)?.index ?? sheets[0]?.index ?? 0);
  const [header, setHeader] = useState<number>();
  const [columns, setColumns] = useState<PlannedColumn[]>([]);
  const [title, setTitle] = useState('');
  const query = useQuery({
    queryKey: ['sheet', file.id, sheet, 'form', header ?? 0],
    queryFn: () => proposeForm(file.id, sheet, header),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const proposal = query.data;
  const shown = useRef<FormProposal>(undefined);
  useEffect(() => {
    if (!proposal || shown.current === proposal) return;
    shown.current = proposal;
    setColumns(planned(proposal));
    setTitle(proposal.title);
  }, [proposal]);
  const info = file.sheets[sheet];
  const taken = columns.filter((column) => column.take);
  const named = titleOf(columns, title);
  const wrong = columns.some((column) => columnProblem(column, columns) !== undefined);
  const notes = [
    file.macros ? t('from_file.macros') : '',
    info && info.formulas > 0 ? t('from_file.formulas', { count: info.formulas }) : '',
    info && info.errors > 0 ? t('from_file.errors', { count: info.errors }) : '',
    ...(proposal?.notes.map((note) => note.message) ?? []),
  ].filter((note) => note !== '');
  return (
    <>
      <div className={css.card}>
        <div className={css.line}>
          <strong className="ellipsis">{file.name}</strong>
          <span className={css.hint}>
            {proposal
              ? t('from_file.size', { rows: formatNumber(String(proposal.rows)), columns: columns.length })
              : ''}
          </span>
          <Button size="small" onClick={onBack}>
            {t('from_file.other_file')}
          </Button>
        </div>
        {notes.length > 0 ? (
          <ul className={css.sheetNotes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        ) : null}
        <div className={css.choices}>
          {sheets.length > 1 ? (
            <label htmlFor={`${id}-sheet`}>
              <span>{t('from_file.sheet')}</span>
              <Select
                id={`${id}-sheet`}
                value={sheet}
                options={sheets.map((each) => ({ value: each.index, label: each.name }))}
                onChange={(next) => {
                  setSheet(next);
                  setHeader(undefined);
                }}
              />
            </label>
          ) : null}
          <label htmlFor={`${id}-header`}>
            <span>{t('from_file.header')}</span>
            <InputNumber
              id={`${id}-header`}
              min={1}
              max={Math.max(1, Math.min(info?.rows ?? 1, 500))}
              precision={0}
              value={header ?? proposal?.header ?? 1}
              onChange={(next) => setHeader(next ?? undefined)}
            />
          </label>
          <label htmlFor={`${id}-title`}>
            <span>{t('from_file.title_field')}</span>
            <Select
              id={`${id}-title`}
              value={named}
              options={taken.map((column) => ({ value: column.key, label: column.label }))}
              onChange={setTitle}
            />
          </label>
        </div>
      </div>
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {proposal ? <FieldTable columns={columns} onChange={setColumns} /> : null}
      <div className={css.foot}>
        <p className={css.hint}>{t('from_file.taken', { count: taken.length })}</p>
        <Button
          type="primary"
          disabled={!proposal || taken.length === 0 || wrong}
          onClick={() => proposal && onNext({ sheet, proposal, columns, title: named })}
        >
          {t('from_file.next')}
        </Button>
      </div>
    </>
  );
}
