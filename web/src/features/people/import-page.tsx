import '@/i18n/people';
import { ArrowLeftOutlined, DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { address } from '@/api/client';
import { invite, loadColleagues, reviewStaff, type StaffReview, takeStaff } from '@/api/people';
import { LinkButton } from '@/ui/link-button';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useListText, useWorkplace } from '@/ui/session';
import { EmptyState } from '@/ui/states';
import css from './people.module.css';
import { useStaffAction } from './use-staff';

/** `/people/import`: everybody from a spreadsheet, looked through before anything is written. */
export function StaffImportPage() {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const [file, setFile] = useState<File>();
  const [review, setReview] = useState<StaffReview>();
  const [taken, setTaken] = useState<StaffReview>();
  if (!session.administers) return <NoPermission />;
  const again = () => {
    setFile(undefined);
    setReview(undefined);
    setTaken(undefined);
  };
  return (
    <Page
      title={t('staff.import_title')}
      width="text"
      actions={
        <>
          <LinkButton to="/people" icon={<ArrowLeftOutlined aria-hidden />}>
            {t('staff.back')}
          </LinkButton>
          <Button icon={<DownloadOutlined aria-hidden />} href={address('/people/list', { empty: true })}>
            {t('staff.template')}
          </Button>
        </>
      }
    >
      {taken ? (
        <Taken review={taken} onAgain={again} />
      ) : file && review ? (
        <Review file={file} review={review} onTaken={setTaken} onAgain={again} />
      ) : (
        <Upload
          onReview={(read, found) => {
            setFile(read);
            setReview(found);
          }}
        />
      )}
    </Page>
  );
}

function Upload({ onReview }: { onReview: (file: File, review: StaffReview) => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const read = async (file: File | undefined) => {
    if (!file || busy) return;
    setBusy(true);
    setFailure('');
    try {
      onReview(file, await reviewStaff(file));
    } catch (error) {
      setFailure(errorText(error));
      setBusy(false);
    }
  };
  return (
    <Panel>
      <section
        className={css.drop}
        aria-label={t('staff.drop')}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void read(event.dataTransfer.files[0]);
        }}
      >
        <p>{t('staff.drop')}</p>
        <p className={css.hint}>{t('staff.import_text')}</p>
        <input
          ref={picker}
          type="file"
          accept=".xlsx,.csv,.txt"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('staff.drop')}
          onChange={({ target }) => {
            void read(target.files?.[0]);
            target.value = '';
          }}
        />
        <Button
          type="primary"
          icon={<UploadOutlined aria-hidden />}
          loading={busy}
          onClick={() => picker.current?.click()}
        >
          {busy ? t('staff.reading') : t('staff.pick')}
        </Button>
        <p role="alert" className={css.failure}>
          {failure}
        </p>
      </section>
    </Panel>
  );
}

const COLUMNS = ['name', 'login', 'phone', 'email', 'department', 'manager', 'roles'] as const;
const COLOURS = { new: 'green', update: 'blue', same: 'default', refused: 'red' } as const;

function count(review: StaffReview, becomes: StaffReview['rows'][number]['becomes']): number {
  return review.rows.filter((row) => row.becomes === becomes).length;
}

interface ReviewProps {
  file: File;
  review: StaffReview;
  onTaken: (review: StaffReview) => void;
  onAgain: () => void;
}

function Review({ file, review, onTaken, onAgain }: ReviewProps) {
  const { t } = useTranslation();
  const list = useListText();
  const { run, busy } = useStaffAction();
  const refused = count(review, 'refused');
  const sound = count(review, 'new') + count(review, 'update');
  const [only, setOnly] = useState(refused > 0);
  const rows = review.rows.filter((row) => !only || row.becomes === 'refused');
  const take = () =>
    void run(async () => {
      onTaken(await takeStaff(file, refused > 0));
    });
  return (
    <Panel
      title={file.name}
      extra={
        <div className={css.buttons}>
          <Button onClick={onAgain}>{t('staff.other_file')}</Button>
          <Button type="primary" disabled={sound === 0} loading={busy} onClick={take}>
            {sound === 0
              ? t('staff.nothing_new')
              : t(refused > 0 ? 'staff.take_sound' : 'staff.take', { count: sound })}
          </Button>
        </div>
      }
    >
      <p className={css.panelText}>
        {t('staff.summary', {
          news: count(review, 'new'),
          updates: count(review, 'update'),
          same: count(review, 'same'),
        })}
      </p>
      {review.departments.length > 0 ? (
        <p className={css.hint}>{t('staff.new_departments', { names: list(review.departments) })}</p>
      ) : null}
      {refused > 0 ? (
        <p role="alert" className={css.failure}>
          {t('staff.problems', { count: refused })}{' '}
          <Checkbox checked={only} onChange={({ target }) => setOnly(target.checked)}>
            {t('staff.only_problems')}
          </Checkbox>
        </p>
      ) : null}
      <section className={css.table} tabIndex={0} aria-label={file.name}>
        <table>
          <thead>
            <tr>
              <th className="num">{t('staff.line')}</th>
              <th>{t('staff.state')}</th>
              {COLUMNS.map((column) => (
                <th key={column}>{t(`staff.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <td className="num">{row.line}</td>
                <td>
                  <Tag color={COLOURS[row.becomes]}>{t(`staff.becomes.${row.becomes}`)}</Tag>
                </td>
                {COLUMNS.map((column) => {
                  const problems = row.problems.filter((problem) => problem.column === column);
                  return (
                    <td key={column} className={problems.length > 0 ? css.wrong : undefined}>
                      {row.cells[column]}
                      {problems.map((problem) => (
                        <small key={problem.code}>{problem.message}</small>
                      ))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function Taken({ review, onAgain }: { review: StaffReview; onAgain: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, busy } = useStaffAction();
  const fresh = review.rows.filter((row) => row.becomes === 'new');
  const mailable = fresh.filter((row) => row.cells.email);
  const inviteAll = () =>
    void run(async () => {
      const logins = new Set(mailable.map((row) => row.cells.login?.toLowerCase()));
      const people = (await loadColleagues()).items.filter(
        (person) => logins.has(person.login.toLowerCase()) && !person.joined,
      );
      for (let from = 0; from < people.length; from += 500) {
        await invite(
          people.slice(from, from + 500).map((person) => person.id),
          true,
        );
      }
      void navigate('/people');
    }, t('staff.mailed'));
  return (
    <Panel>
      <EmptyState
        title={t('staff.taken', { count: fresh.length + count(review, 'update') })}
        action={
          <div className={css.buttons}>
            {mailable.length > 0 ? (
              <Button type="primary" loading={busy} onClick={inviteAll}>
                {t('staff.invite_new', { count: mailable.length })}
              </Button>
            ) : null}
            <LinkButton to="/people">{t('staff.back')}</LinkButton>
            <Button onClick={onAgain}>{t('staff.other_file')}</Button>
          </div>
        }
      />
    </Panel>
  );
}
