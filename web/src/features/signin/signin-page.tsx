import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useTitle } from '@/ui/page';
import { Gate } from './gate';
import { SignInForm } from './signin-form';

/** `/signin?next=`: back to where one was going. */
export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  useTitle(t('signin.title'));
  const next = search.get('next') ?? '/';
  // Only places of this application: an address of another site must not come out of a link to this one.
  const target = /^\/(?![/\\])/.test(next) ? next : '/';
  return (
    <Gate title={t('signin.title')} text={t('signin.text')}>
      <SignInForm onDone={() => void navigate(target, { replace: true })} />
    </Gate>
  );
}
