import { SearchOutlined } from '@ant-design/icons';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from './frame.module.css';

const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }));

/** Ctrl-K: anywhere in a few letters. */
export function Search() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button type="button" className={css.searchButton} onClick={() => setOpen(true)}>
        <SearchOutlined aria-hidden />
        <span className={css.searchText}>{t('search.open')}</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </button>
      {open ? (
        <Suspense fallback={null}>
          <Palette onDone={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
