import { useTranslation } from 'react-i18next';
import { LinkButton } from './link-button';
import { useTitle } from './page';
import { EmptyState } from './states';

function HomeLink() {
  const { t } = useTranslation();
  return <LinkButton to="/">{t('error.go_home')}</LinkButton>;
}

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t('error.no_page'));
  return <EmptyState page title={t('error.no_page')} hint={t('error.no_page_hint')} action={<HomeLink />} />;
}

export function NoPermission() {
  const { t } = useTranslation();
  useTitle(t('error.no_right'));
  return <EmptyState page title={t('error.no_right')} hint={t('error.no_right_hint')} action={<HomeLink />} />;
}
