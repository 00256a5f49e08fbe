/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { Refused } from '../api';
import { t as common } from '../texts';
import { type Tracked, urge, write } from './api';
import { momentText, t } from './texts';

/** Urging, writing, and what was said so far. */
export function Contact({ page, onChanged }: { page: Tracked; onChanged: (page: Tracked) => void }) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const attempt = async (work: () => Promise<Tracked>) => {
    setBusy(true);
    setFailure('');
    try {
      onChanged(await work());
      return true;
    } catch (error) {
      setFailure(error instanceof Refused && error.message !== '' ? error.message : common('visit.failed'));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (text.trim() !== '' && (await attempt(() => write(text)))) setText('');
  };
  const waits = page.urgeFrom !== null && new Date(page.urgeFrom) > new Date();
  if (!page.mayWrite && page.urgeFrom === null && page.messages.length === 0 && !page.contact) return null;
  return (
    <section class="card" aria-labelledby="contact">
      <h2 id="contact">{t('messages')}</h2>
      {page.contact ? <p class="intro">{page.contact}</p> : null}
      {page.messages.length > 0 ? (
        <ol class="talk" aria-live="polite">
          {page.messages.map((line) => (
            <li key={line.at + line.kind} class={line.mine ? 'mine' : 'ours'}>
              <small>
                {line.mine ? t('me') : page.company} {momentText(line.at, page.timeZone)}
              </small>
              <p>
                {line.kind === 'urge'
                  ? t('urge_line')
                  : line.kind === 'signed'
                    ? t('signed_line', { name: line.text })
                    : line.text}
              </p>
            </li>
          ))}
        </ol>
      ) : null}
      <p class="problem" role="alert">
        {failure}
      </p>
      {page.mayWrite ? (
        <form class="say" onSubmit={send}>
          <label for="say">{t('write')}</label>
          <textarea
            id="say"
            rows={2}
            maxLength={1000}
            placeholder={t('write_hint')}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="main" disabled={busy || text.trim() === ''}>
            {busy ? t('sending') : t('send')}
          </button>
        </form>
      ) : null}
      {page.urgeFrom !== null ? (
        waits ? (
          <p class="help">{t('urged', { at: momentText(page.urgeFrom, page.timeZone) })}</p>
        ) : (
          <button type="button" disabled={busy} onClick={() => void attempt(urge)}>
            {t('urge')}
          </button>
        )
      ) : null}
    </section>
  );
}
