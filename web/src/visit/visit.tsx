/** @jsxImportSource preact */
import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { enter, language, look, Refused, type Seen } from './api';
import { FormPage } from './form-page';
import { QuestionPage } from './question-page';
import { t } from './texts';

type State = { at: 'loading' } | { at: 'failed'; reason: string; final: boolean } | { at: 'seen'; seen: Seen };

/** `/p/{token}`: what a link shows to somebody from outside. */
export function Visit() {
  const [state, setState] = useState<State>({ at: 'loading' });
  const load = useCallback(async () => {
    try {
      setState({ at: 'seen', seen: await look() });
    } catch (error) {
      const refused = error instanceof Refused;
      setState({
        at: 'failed',
        reason: refused && error.message !== '' ? error.message : t('visit.failed'),
        final: refused && error.status === 404,
      });
    }
  }, []);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    void load();
  }, [load]);
  const title = state.at === 'seen' ? state.seen.title : '';
  useEffect(() => {
    if (title !== '') document.title = title;
  }, [title]);
  if (state.at === 'loading') return <Note>{t('visit.loading')}</Note>;
  if (state.at === 'failed') {
    return (
      <Note alert>
        <p>{state.reason}</p>
        {state.final ? null : (
          <button type="button" onClick={() => void load()}>
            {t('visit.retry')}
          </button>
        )}
      </Note>
    );
  }
  const { seen } = state;
  return (
    <main>
      <header>
        <h1>{seen.title}</h1>
        {seen.intro ? <p class="intro">{seen.intro}</p> : null}
      </header>
      {seen.code ? <Code onSeen={(next) => setState({ at: 'seen', seen: next })} /> : <Content seen={seen} />}
      <footer>{seen.company}</footer>
    </main>
  );
}

function Content({ seen }: { seen: Seen }) {
  if (seen.kind === 'query') return <QuestionPage ask={seen.ask ?? []} />;
  if (seen.done) return <p class="note">{t('visit.done')}</p>;
  return seen.form ? <FormPage form={seen.form} timeZone={seen.timeZone ?? 'Asia/Shanghai'} /> : null;
}

function Note({
  alert = false,
  children,
}: {
  alert?: boolean;
  children: JSX.Element | JSX.Element[] | string | (JSX.Element | null)[];
}) {
  return (
    <main>
      <div class="note" role={alert ? 'alert' : 'status'}>
        {children}
      </div>
    </main>
  );
}

function Code({ onSeen }: { onSeen: (seen: Seen) => void }) {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFailure('');
    enter(code.trim());
    try {
      onSeen(await look());
    } catch (error) {
      setFailure(error instanceof Refused ? error.message : t('visit.failed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="card" onSubmit={submit}>
      <label for="code">{t('visit.code')}</label>
      <input
        id="code"
        autocomplete="off"
        value={code}
        aria-describedby="code-hint"
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <p id="code-hint" class="help">
        {t('visit.code_hint')}
      </p>
      <p class="problem" role="alert">
        {failure}
      </p>
      <button type="submit" class="main" disabled={busy || code.trim() === ''}>
        {t('visit.enter')}
      </button>
    </form>
  );
}
