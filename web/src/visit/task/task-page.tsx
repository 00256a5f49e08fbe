/** @jsxImportSource preact */
import '../track/track.css';
import './task.css';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { language, Refused } from '../api';
import { t as common } from '../texts';
import { Fields } from '../track/fields';
import { momentText } from '../track/texts';
import { act, type LinkedTask, look, type Step } from './api';
import { t } from './texts';

type State =
  | { at: 'loading' }
  | { at: 'failed'; reason: string; final: boolean }
  | { at: 'seen'; task: LinkedTask }
  | { at: 'done'; outcome: string };

/** `/m/{token}`: one task, for the one person it was mailed to. */
export function TaskPage() {
  const [state, setState] = useState<State>({ at: 'loading' });
  const load = useCallback(async () => {
    try {
      setState({ at: 'seen', task: await look() });
    } catch (error) {
      const refused = error instanceof Refused;
      setState({
        at: 'failed',
        reason: refused && error.message !== '' ? error.message : common('visit.failed'),
        final: refused && (error.status === 404 || error.status === 409),
      });
    }
  }, []);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    void load();
  }, [load]);
  const title = state.at === 'seen' ? `${state.task.node} · ${state.task.title ?? ''}` : '';
  useEffect(() => {
    if (title !== '') document.title = title;
  }, [title]);
  switch (state.at) {
    case 'loading':
      return <p class="note">{common('visit.loading')}</p>;
    case 'failed':
      return (
        <main>
          <div class="note" role="alert">
            {state.final ? <p class="done-mark">{t('mailed.over')}</p> : null}
            <p>{state.reason}</p>
            {state.final ? (
              <a class="button" href="/tasks">
                {t('mailed.open')}
              </a>
            ) : (
              <button type="button" onClick={() => void load()}>
                {common('visit.retry')}
              </button>
            )}
          </div>
        </main>
      );
    case 'done':
      return (
        <main>
          <div class="note" role="status">
            <p class="done-mark">{t('mailed.done', { outcome: state.outcome })}</p>
            <p>{t('mailed.done_hint')}</p>
          </div>
        </main>
      );
    case 'seen':
      return <Seen task={state.task} onDone={(outcome) => setState({ at: 'done', outcome })} />;
  }
}

function Seen({ task, onDone }: { task: LinkedTask; onDone: (outcome: string) => void }) {
  const zone = task.timeZone;
  return (
    <main>
      <header>
        <p class="company">{t('mailed.for', { person: task.person })}</p>
        <h1>{[task.node, task.title].filter(Boolean).join(' · ')}</h1>
        <p class="intro">{t('mailed.of', { starter: task.starter, at: momentText(task.startedAt, zone) })}</p>
      </header>
      {task.due ? <p class="banner warning">{t('mailed.due', { at: momentText(task.due, zone) })}</p> : null}
      {task.raised ? (
        <p class="banner warning">{t('mailed.raised', { from: task.raised.from, to: task.raised.to })}</p>
      ) : null}
      {task.fields.length > 0 ? (
        <section class="card content" aria-labelledby="content">
          <h2 id="content">{t('mailed.content')}</h2>
          <Fields fields={task.fields} />
        </section>
      ) : null}
      <Way steps={task.trail} zone={zone} />
      {task.signIn ? (
        <section class="card">
          <p class="intro">{t('mailed.sign_in')}</p>
          <a class="button" href={task.application}>
            {t('mailed.open')}
          </a>
        </section>
      ) : (
        <Decide task={task} onDone={onDone} />
      )}
      <footer>{task.company}</footer>
    </main>
  );
}

/** What was said on the way here. */
function Way({ steps, zone }: { steps: readonly Step[]; zone: string }) {
  const said = steps.filter((step) => step.act !== 'start' || step.comment);
  if (said.length === 0) return null;
  return (
    <section class="card" aria-labelledby="way">
      <h2 id="way">{t('mailed.trail')}</h2>
      <ol class="way">
        {said.map((step) => (
          <li key={step.at + step.action}>
            <span>{[step.label, step.actionLabel ?? step.action].filter(Boolean).join(' · ')}</span>
            {step.comment ? <q>{step.comment}</q> : null}
            <small>{[step.person?.title, momentText(step.at, zone)].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Two presses decide: what is written on a phone is easily pressed by mistake. */
function Decide({ task, onDone }: { task: LinkedTask; onDone: (outcome: string) => void }) {
  const [comment, setComment] = useState('');
  const [chosen, setChosen] = useState<LinkedTask['outcomes'][number]>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const choose = (outcome: LinkedTask['outcomes'][number]) => {
    if (outcome.needsComment && comment.trim() === '') {
      setFailure(t('mailed.opinion_needed'));
      document.getElementById('opinion')?.focus();
      return;
    }
    setFailure('');
    setChosen(outcome);
  };
  const send = async () => {
    if (!chosen) return;
    setBusy(true);
    setFailure('');
    try {
      await act(chosen.key, comment);
      onDone(chosen.label);
    } catch (error) {
      const refused = error instanceof Refused ? error : undefined;
      setFailure(refused?.violations[0]?.message ?? (refused?.message || common('visit.failed')));
      setChosen(undefined);
      setBusy(false);
    }
  };
  return (
    <section class="card" aria-labelledby="decide">
      <div class="field">
        <label for="opinion" id="decide">
          {t('mailed.opinion')}
        </label>
        <textarea
          id="opinion"
          rows={3}
          maxLength={2000}
          placeholder={t('mailed.opinion_hint')}
          value={comment}
          aria-invalid={failure !== ''}
          aria-describedby="failure"
          onInput={(event) => setComment(event.currentTarget.value)}
        />
        {task.opinions.length > 0 ? (
          <fieldset class="opinions plain" aria-label={t('mailed.phrases')}>
            {task.opinions.map((opinion) => (
              <button key={opinion} type="button" onClick={() => setComment(opinion)}>
                {opinion}
              </button>
            ))}
          </fieldset>
        ) : null}
        <p id="failure" class="problem" role="alert">
          {failure}
        </p>
      </div>
      {chosen ? (
        <div class="decide sure">
          <p>{t('mailed.confirm', { outcome: chosen.label })}</p>
          <button type="button" disabled={busy} onClick={() => setChosen(undefined)}>
            {t('mailed.cancel')}
          </button>
          <button type="button" class="main" disabled={busy} onClick={() => void send()}>
            {busy ? t('mailed.sending') : chosen.label}
          </button>
        </div>
      ) : (
        <div class="decide">
          {[...task.outcomes].reverse().map((outcome) => (
            <button
              key={outcome.key}
              type="button"
              class={outcome === task.outcomes[0] ? 'main' : 'against'}
              onClick={() => choose(outcome)}
            >
              {outcome.label}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
