/** @jsxImportSource preact */
import './statement.css';
import { useEffect, useState } from 'preact/hooks';
import { groupDigits } from '@/engine/digits';
import en from '@/i18n/parts/statement.en.json';
import zh from '@/i18n/parts/statement.zh.json';
import { ask, language, Refused } from '../api';
import { t as common, speaker } from '../texts';

const t = speaker(language === 'zh' ? zh : en);

interface Line {
  key: string;
  day: string;
  kind: string;
  number: string;
  debit: string;
  credit: string;
  balance: string;
}

interface Seen {
  company: string;
  statement: {
    name: string;
    from: string;
    to: string;
    opening: string;
    lines: Line[];
    debits: string;
    credits: string;
    closing: string;
  };
  answers: Record<string, { state: 'accepted' | 'disputed'; text: string }>;
  confirmed: boolean;
}

/** `/s/{token}`: a statement, to be accepted or disputed line by line. */
export function StatementPage() {
  const [seen, setSeen] = useState<Seen>();
  const [failure, setFailure] = useState('');
  const attempt = async (work: () => Promise<Seen>) => {
    setFailure('');
    try {
      setSeen(await work());
      return true;
    } catch (error) {
      setFailure(error instanceof Refused && error.message !== '' ? error.message : common('visit.failed'));
      return false;
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the page opens
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = t('statement_visit.title');
    void attempt(() => ask<Seen>('GET', ''));
  }, []);
  if (!seen) {
    return (
      <main>
        <p class="note" role={failure === '' ? 'status' : 'alert'}>
          {failure === '' ? common('visit.loading') : failure}
        </p>
      </main>
    );
  }
  const { statement } = seen;
  return (
    <main>
      <header>
        <p class="company">{seen.company}</p>
        <h1>{t('statement_visit.title')}</h1>
        <p class="intro">
          {statement.name}
          <br />
          {statement.from} — {statement.to}
        </p>
      </header>
      {seen.confirmed ? (
        <p class="banner" role="status">
          {t('statement_visit.confirmed')}
        </p>
      ) : null}
      <section class="card" aria-label={t('statement_visit.title')}>
        <p class="sum">
          <span>{t('statement_visit.opening')}</span>
          <b>{groupDigits(statement.opening)}</b>
        </p>
        <ul class="entries">
          {statement.lines.map((line) => (
            <Entry key={line.key} line={line} answer={seen.answers[line.key]} attempt={attempt} />
          ))}
        </ul>
        <p class="sum">
          <span>{t('statement_visit.debits')}</span>
          <b>{groupDigits(statement.debits)}</b>
        </p>
        <p class="sum">
          <span>{t('statement_visit.credits')}</span>
          <b>{groupDigits(statement.credits)}</b>
        </p>
        <p class="sum closing">
          <span>{t('statement_visit.closing')}</span>
          <b>{groupDigits(statement.closing)}</b>
        </p>
      </section>
      <p class="problem" role="alert">
        {failure}
      </p>
      {seen.confirmed ? null : <Confirm attempt={attempt} />}
      <footer>{seen.company}</footer>
    </main>
  );
}

type Attempt = (work: () => Promise<Seen>) => Promise<boolean>;

function Entry({
  line,
  answer,
  attempt,
}: {
  line: Line;
  answer: Seen['answers'][string] | undefined;
  attempt: Attempt;
}) {
  const [disputing, setDisputing] = useState(false);
  const [text, setText] = useState('');
  const say = (accepted: boolean) => attempt(() => ask<Seen>('POST', '/answers', { line: line.key, accepted, text }));
  const dispute = async (event: Event) => {
    event.preventDefault();
    if (await say(false)) setDisputing(false);
  };
  const owed = Number(line.debit) !== 0;
  return (
    <li>
      <div class="entry">
        <span>
          {line.day} {t(`statement_visit.kind_${line.kind}`)}
          <br />
          <small>{line.number}</small>
        </span>
        <b class={owed ? '' : 'paid'}>{owed ? groupDigits(line.debit) : `−${groupDigits(line.credit)}`}</b>
      </div>
      {answer?.state === 'disputed' ? (
        <p class="problem">{t('statement_visit.disputed', { text: answer.text })}</p>
      ) : null}
      {answer?.state === 'accepted' ? <p class="fine">{t('statement_visit.accepted')}</p> : null}
      {disputing ? (
        <form class="dispute" onSubmit={dispute}>
          <label for={`why-${line.key}`}>{t('statement_visit.why')}</label>
          <textarea
            id={`why-${line.key}`}
            rows={2}
            maxLength={500}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" disabled={text.trim() === ''}>
            {t('statement_visit.send')}
          </button>
        </form>
      ) : (
        <div class="answers">
          <button
            type="button"
            class="small"
            aria-pressed={answer?.state === 'accepted'}
            onClick={() => void say(true)}
          >
            {t('statement_visit.accept')}
          </button>
          <button type="button" class="small" onClick={() => setDisputing(true)}>
            {t('statement_visit.dispute')}
          </button>
        </div>
      )}
    </li>
  );
}

function Confirm({ attempt }: { attempt: Attempt }) {
  const [name, setName] = useState('');
  const confirm = (event: Event) => {
    event.preventDefault();
    void attempt(() => ask<Seen>('POST', '/confirmation', { name }));
  };
  return (
    <form class="card" onSubmit={confirm}>
      <label for="who">{t('statement_visit.who')}</label>
      <input
        id="who"
        autocomplete="name"
        maxLength={50}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" class="main" disabled={name.trim() === ''}>
        {t('statement_visit.confirm')}
      </button>
    </form>
  );
}
