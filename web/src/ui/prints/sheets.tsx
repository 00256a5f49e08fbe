import { useTranslation } from 'react-i18next';
import type { PrintPages } from '@/api/prints';
import css from './prints.module.css';

/** The pages of a document, one below the other. */
export function Sheets({ pages }: { pages: PrintPages }) {
  const { t } = useTranslation();
  return (
    <div className={css.sheets}>
      {pages.images.map((image, index) => (
        <img
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its number and nothing else
          key={index}
          src={image}
          alt={t('prints.page', { page: index + 1, pages: pages.pages })}
        />
      ))}
      {pages.pages > pages.images.length ? (
        <p className={css.hint}>{t('prints.more_pages', { count: pages.pages - pages.images.length })}</p>
      ) : null}
    </div>
  );
}
