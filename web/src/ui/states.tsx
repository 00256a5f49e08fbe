import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from './problem-text';
import css from './states.module.css';

/** Nothing here yet: says what belongs here and how it gets here. */
interface EmptyStateProps {
  title: string;
  hint?: string;
  action?: ReactNode;
  /** It is all that the page has to say. */
  page?: boolean;
}

export function EmptyState({ title, hint, action, page = false }: EmptyStateProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={css.state}>
      <svg className={css.picture} viewBox="0 0 64 48" aria-hidden="true">
        <rect x="10" y="6" width="44" height="36" rx="4" />
        <path d="M18 16h28M18 24h28M18 32h16" />
      </svg>
      <Title className={css.title}>{title}</Title>
      {hint ? <p className={css.hint}>{hint}</p> : null}
      {action}
    </div>
  );
}

export function ErrorState({ error, retry, page = false }: { error: unknown; retry?: () => void; page?: boolean }) {
  const { t } = useTranslation();
  const text = useErrorText();
  const Title = page ? 'h1' : 'p';
  return (
    <div className={css.state} role="alert">
      <Title className={css.title}>{t('error.title')}</Title>
      <p className={css.hint}>{text(error)}</p>
      {retry ? <Button onClick={retry}>{t('common.retry')}</Button> : null}
    </div>
  );
}

/** Grey bars where text will stand, so that nothing moves when it comes. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <output className={css.loading} aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <span key={index} className={css.bar} style={{ width: `${90 - ((index * 17) % 45)}%` }} />
      ))}
    </output>
  );
}
