import { useMutation } from '@tanstack/react-query';
import { Button, Progress, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ReplayMatch, type ReplayPlace, rehearse, replay } from '@/api/rules';
import { Row } from '@/features/build/panel/parts';
import { useErrorText } from '@/ui/problem-text';
import { Moment } from '@/ui/values/time';
import { RehearsalResult } from './rehearsal-result';
import { useRule } from './rule-context';
import css from './rules.module.css';

const DAYS = [1, 7, 30, 90] as const;
const SHOWN = 50;

interface Found {
  total: number;
  looked: number;
  unseen: number;
  count: number;
  matches: ReplayMatch[];
  errors: string[];
}

const NOTHING: Found = { total: 0, looked: 0, unseen: 0, count: 0, matches: [], errors: [] };

/** Which changes of the last days the rule would have answered, and what it would have done about each. */
export function ReplayPanel() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { document } = useRule();
  const [days, setDays] = useState<(typeof DAYS)[number]>(30);
  const [found, setFound] = useState<Found>();
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState('');
  const round = useRef(0);
  useEffect(
    () => () => {
      round.current++;
    },
    [],
  );
  const stop = () => {
    round.current++;
    setRunning(false);
  };
  const start = async () => {
    const mine = ++round.current;
    const since = new Date(Date.now() - days * 86_400_000).toISOString();
    let sum = NOTHING;
    let place: ReplayPlace | null = null;
    setRunning(true);
    setFailure('');
    setFound(sum);
    try {
      do {
        const stretch = await replay(document.key, document, since, place);
        if (round.current !== mine) return;
        sum = {
          total: stretch.total ?? sum.total,
          looked: sum.looked + stretch.looked,
          unseen: sum.unseen + stretch.unseen,
          count: sum.count + stretch.matches.length,
          matches: [...sum.matches, ...stretch.matches].slice(0, SHOWN),
          errors: stretch.errors,
        };
        place = stretch.next;
        setFound(sum);
      } while (place);
    } catch (error) {
      if (round.current === mine) setFailure(errorText(error));
    } finally {
      if (round.current === mine) setRunning(false);
    }
  };
  return (
    <>
      <Row label={t('rules.replay.since')} help={t('rules.replay.help')}>
        {(id) => (
          <span className={css.innerHead}>
            <Select
              id={id}
              value={days}
              disabled={running}
              options={DAYS.map((each) => ({ value: each, label: t('rules.replay.days', { count: each }) }))}
              onChange={setDays}
            />
            {running ? (
              <Button onClick={stop}>{t('rules.replay.stop')}</Button>
            ) : (
              <Button type="primary" onClick={() => void start()}>
                {t('rules.replay.start')}
              </Button>
            )}
          </span>
        )}
      </Row>
      <div aria-live="polite">
        {failure ? <p role="alert">{failure}</p> : null}
        {found ? <Outcome found={found} running={running} /> : null}
      </div>
    </>
  );
}

function Outcome({ found, running }: { found: Found; running: boolean }) {
  const { t } = useTranslation();
  if (found.errors.length > 0) {
    return (
      <>
        <h3>{t('rules.rehearsal.broken')}</h3>
        <ul className={css.clauses}>
          {found.errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <>
      {running ? (
        <Progress
          aria-label={t('rules.replay.start')}
          percent={found.total === 0 ? 0 : Math.round((found.looked / found.total) * 100)}
        />
      ) : null}
      <h3 className={found.count > 0 ? css.yes : undefined}>
        {t('rules.replay.count', { count: found.count, looked: found.looked })}
      </h3>
      {found.unseen > 0 ? <p className={css.reads}>{t('rules.replay.unseen', { count: found.unseen })}</p> : null}
      <ol className={css.played}>
        {found.matches.map((match) => (
          <MatchRow key={match.event} match={match} />
        ))}
      </ol>
      {found.count > found.matches.length ? (
        <p className={css.reads}>{t('rules.replay.more', { count: found.count - found.matches.length })}</p>
      ) : null}
    </>
  );
}

function MatchRow({ match }: { match: ReplayMatch }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { document, form } = useRule();
  const [open, setOpen] = useState(false);
  const trial = useMutation({ mutationFn: () => rehearse(document.key, document, match.record, match.event) });
  const toggle = () => {
    setOpen(!open);
    if (!open && !trial.data) trial.mutate();
  };
  return (
    <li>
      <span className={css.innerHead}>
        <Link to={`/forms/${document.form}/${match.record}`} target="_blank">
          {match.title}
        </Link>
        <span className={css.reads}>
          {t(`rules.replay.kind.${match.kind}`)} <Moment at={match.at} seconds />
        </span>
        <Button size="small" type="text" aria-expanded={open} loading={trial.isPending} onClick={toggle}>
          {t('rules.replay.what')}
        </Button>
      </span>
      {open && trial.isError ? <p role="alert">{errorText(trial.error)}</p> : null}
      {open && trial.data && form ? <RehearsalResult rehearsal={trial.data} form={form} /> : null}
    </li>
  );
}
