import { UploadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Checkbox, Modal, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalendarReview, type CalendarRow, reviewCalendar, takeCalendar } from '@/api/calendar';
import { useErrorText } from '@/ui/problem-text';
import css from './calendar.module.css';

const COLOURS = { new: 'green', changed: 'blue', same: 'default', refused: 'red' } as const;
const COLUMNS = ['date', 'kind', 'name'] as const;

interface ImportDialogProps {
  onClose: () => void;
  /** With the first day that was taken. */
  onTaken: (first: string | undefined) => void;
}

/** Takes days from a file, after showing what that would change. */
export function ImportDialog({ onClose, onTaken }: ImportDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [read, setRead] = useState<{ file: File; review: CalendarReview }>();
  const [replaces, setReplaces] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure('');
    try {
      await work();
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const open = (file: File | undefined) => {
    if (file) void attempt(async () => setRead({ file, review: await reviewCalendar(file) }));
  };
  const take = (file: File) =>
    attempt(async () => {
      const taken = await takeCalendar(file, replaces);
      void message.success(t('workdays.taken', { count: taken.rows.length }));
      onTaken(taken.rows[0]?.date);
    });
  const refused = read?.review.rows.filter(({ becomes }) => becomes === 'refused').length ?? 0;
  return (
    <Modal
      open
      width={640}
      title={read ? read.file.name : t('workdays.import_title')}
      onCancel={onClose}
      footer={
        read
          ? [
              <Button key="other" onClick={() => setRead(undefined)}>
                {t('workdays.other_file')}
              </Button>,
              <Button
                key="take"
                type="primary"
                loading={busy}
                disabled={refused > 0 || read.review.rows.length === 0}
                onClick={() => void take(read.file)}
              >
                {t('workdays.take', { count: read.review.rows.length })}
              </Button>,
            ]
          : null
      }
    >
      {failure ? <Alert className={css.alert ?? ''} type="error" showIcon title={failure} /> : null}
      {read ? (
        <Preview review={read.review} refused={refused} replaces={replaces} onReplaces={setReplaces} />
      ) : (
        <Drop busy={busy} onFile={open} />
      )}
    </Modal>
  );
}

function Drop({ busy, onFile }: { busy: boolean; onFile: (file: File | undefined) => void }) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <section
      className={css.drop}
      aria-label={t('workdays.drop')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onFile(event.dataTransfer.files[0]);
      }}
    >
      <p>{t('workdays.drop')}</p>
      <p className={css.hint}>{t('workdays.drop_hint')}</p>
      <input
        ref={picker}
        type="file"
        accept=".xlsx,.csv,.txt"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('workdays.drop')}
        onChange={({ target }) => {
          onFile(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button
        type="primary"
        icon={<UploadOutlined aria-hidden />}
        loading={busy}
        onClick={() => picker.current?.click()}
      >
        {busy ? t('workdays.reading') : t('workdays.pick')}
      </Button>
    </section>
  );
}

interface PreviewProps {
  review: CalendarReview;
  refused: number;
  replaces: boolean;
  onReplaces: (replaces: boolean) => void;
}

function Preview({ review, refused, replaces, onReplaces }: PreviewProps) {
  const { t } = useTranslation();
  const count = (becomes: CalendarRow['becomes']) => review.rows.filter((row) => row.becomes === becomes).length;
  const rows = refused > 0 ? review.rows.filter(({ becomes }) => becomes === 'refused') : review.rows;
  const kind = (word: string) =>
    word === 'off' ? t('workdays.state.off') : word === 'work' ? t('workdays.state.makeup') : word;
  return (
    <>
      {refused > 0 ? (
        <Alert
          className={css.alert ?? ''}
          type="error"
          showIcon
          title={t('workdays.refused_title', { count: refused })}
        />
      ) : (
        <p>{t('workdays.summary', { news: count('new'), changed: count('changed'), same: count('same') })}</p>
      )}
      {review.leaving.length > 0 && refused === 0 ? (
        <Checkbox checked={replaces} onChange={({ target }) => onReplaces(target.checked)}>
          {t('workdays.replace', { count: review.leaving.length })}
        </Checkbox>
      ) : null}
      <section className={css.table} tabIndex={0} aria-label={t('workdays.import_title')}>
        <table>
          <thead>
            <tr>
              <th className="num">{t('workdays.line')}</th>
              {COLUMNS.map((column) => (
                <th key={column}>{t(`workdays.${column}`)}</th>
              ))}
              <th>{t('workdays.becomes_title')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <td className="num">{row.line}</td>
                {COLUMNS.map((column) => (
                  <td key={column}>
                    {column === 'kind' ? kind(row.kind) : row[column]}
                    {row.problems
                      .filter((problem) => problem.column === column)
                      .map((problem) => (
                        <small key={problem.message}>{problem.message}</small>
                      ))}
                  </td>
                ))}
                <td>
                  <Tag color={COLOURS[row.becomes]}>{t(`workdays.becomes.${row.becomes}`)}</Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
