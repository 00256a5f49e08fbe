import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from './page';
import { EmptyState } from './states';

function HomeLink() {
  const { t } = useTranslation();
  return (
    <Link to="/">
      <Button tabIndex={-1}>{t('error.go_home')}</Button>
    </Link>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t('error.no_page'));
  return <EmptyState title={t('error.no_page')} hint={t('error.no_page_hint')} action={<HomeLink />} />;
}

export function NoPermission() {
  const { t } = useTranslation();
  useTitle(t('error.no_right'));
  return <EmptyState title={t('error.no_right')} hint={t('error.no_right_hint')} action={<HomeLink />} />;
}
