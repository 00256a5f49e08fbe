/** @jsxImportSource preact */
import { addressOf } from '../api';
import { label } from '../texts';
import type { Tracked } from './api';
import { t } from './texts';

/** What can be downloaded. */
export function Documents({ documents }: { documents: Tracked['documents'] }) {
  return (
    <section class="card" aria-labelledby="documents">
      <h2 id="documents">{t('documents')}</h2>
      <ul class="documents">
        {documents.map((document) => (
          <li key={document.key}>
            <a href={addressOf(`/documents/${encodeURIComponent(document.key)}`)} download>
              {label(document.label, document.key)}
              {document.of ? <span class="of"> {document.of}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
