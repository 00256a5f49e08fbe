/** @jsxImportSource preact */
import './track.css';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { language, Refused } from '../api';
import { t as common, label } from '../texts';
import { look, type Tracked } from './api';
import { Contact } from './contact';
import { DeliveryCard } from './delivery-card';
import { Documents } from './documents';
import { Fields } from './fields';
import { dayText, momentText, t } from './texts';

const ASK_AGAIN_MS = 3000;

type State = { at: 'loading' } | { at: 'failed'; reason: string; final: boolean } | { at: 'seen'; page: Tracked };

/** `/t/{token}`: where one order is. */
export function TrackPage() {
  const [state, setState] = useState<State>({ at: 'loading' });
  const show = (page: Tracked) => setState({ at: 'seen', page });
  const load = useCallback(async () => {
    try {
      setState({ at: 'seen', page: await look() });
    } catch (error) {
      const refused = error instanceof Refused;
      setState({
        at: 'failed',
        reason: refused && error.message !== '' ? error.message : common('visit.failed'),
        final: refused && error.status === 404,
      });
    }
  }, []);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    void load();
  }, [load]);
  const page = state.at === 'seen' ? state.page : undefined;
  const asking = page?.deliveries.some((one) => one.parcel?.asking) ?? false;
  useEffect(() => {
    if (page) document.title = page.title;
  }, [page]);
  // A carrier that was asked for the first time answers within seconds: look once more, not for ever.
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => void load(), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [asking, load]);
  if (state.at === 'loading') return <p class="note">{common('visit.loading')}</p>;
  if (state.at === 'failed') {
    return (
      <main>
        <div class="note" role="alert">
          <p>{state.reason}</p>
          {state.final ? null : (
            <button type="button" onClick={() => void load()}>
              {common('visit.retry')}
            </button>
          )}
        </div>
      </main>
    );
  }
  return <Seen page={state.page} onChanged={show} />;
}

function Seen({ page, onChanged }: { page: Tracked; onChanged: (page: Tracked) => void }) {
  return (
    <main>
      <header>
        <p class="company">{page.company}</p>
        <h1>{page.title}</h1>
        {page.intro ? <p class="intro">{page.intro}</p> : null}
      </header>
      {page.notices.map((notice) => (
        <p key={notice.text} class={`banner ${notice.level}`} role="status">
          {notice.text}
        </p>
      ))}
      <Now page={page} />
      {page.deliveries.length > 0 ? (
        <section class="card" aria-labelledby="deliveries">
          <h2 id="deliveries">{t('deliveries')}</h2>
          {page.deliveries.map((delivery) => (
            <DeliveryCard key={delivery.id} delivery={delivery} zone={page.timeZone} onChanged={onChanged} />
          ))}
          {page.moreDeliveries ? <p class="help">{t('more_deliveries')}</p> : null}
        </section>
      ) : null}
      {page.fields.length > 0 ? (
        <section class="card" aria-labelledby="goods">
          <h2 id="goods">{t('goods')}</h2>
          <Fields fields={page.fields} />
        </section>
      ) : null}
      {page.documents.length > 0 ? <Documents documents={page.documents} /> : null}
      <Contact page={page} onChanged={onChanged} />
      <footer>{page.company}</footer>
    </main>
  );
}

/** Where it is now, what comes next and why, and the way there. */
function Now({ page }: { page: Tracked }) {
  const done = page.stages.filter((stage) => stage.done);
  const current = done.at(-1);
  return (
    <section class="card" aria-labelledby="state">
      <h2 id="state" class="state">
        {current ? label(current.label, current.key) : '—'}
      </h2>
      {page.expected ? (
        <div class="expected">
          {page.expected.date ? (
            <p class="date">
              <span>{t('expected')}</span> {dayText(page.expected.date)}
            </p>
          ) : null}
          <p>{page.expected.reason}</p>
        </div>
      ) : null}
      <ol class="stages" aria-label={t('stages')}>
        {page.stages.map((stage) => (
          <li key={stage.key} class={stage.done ? 'done' : ''} aria-current={stage === current ? 'step' : undefined}>
            <span class="dot" aria-hidden="true" />
            <span>{label(stage.label, stage.key)}</span>
            <span class="time">
              {stage.at ? momentText(stage.at, page.timeZone) : ''}
              <span class="hidden">{stage.done ? t('done') : t('not_yet')}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
