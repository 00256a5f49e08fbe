import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { onSignedOut } from '@/api/client';
import { isProblem } from '@/api/problem';
import { SignInForm } from '@/features/signin/signin-form';
import { LiveProvider } from '@/ui/live';
import { useBlueprintQuery, useSessionQuery, WorkplaceContext } from '@/ui/session';
import { ErrorState } from '@/ui/states';
import { Skeleton } from './skeleton';

/** Everything behind the door: who is here and what they work with, before any page is drawn. */
export function SignedIn({ children }: { children: ReactNode }) {
  const location = useLocation();
  const session = useSessionQuery();
  const blueprint = useBlueprintQuery(session.isSuccess);
  const workplace = useMemo(
    () => (session.data && blueprint.data ? { session: session.data, blueprint: blueprint.data } : undefined),
    [session.data, blueprint.data],
  );
  if (session.isError && isProblem(session.error) && session.error.status === 401) {
    const next = location.pathname + location.search;
    return <Navigate to={next === '/' ? '/signin' : `/signin?next=${encodeURIComponent(next)}`} replace />;
  }
  const failed = [session, blueprint].find((query) => query.isError);
  if (failed) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  if (!workplace) return <Skeleton />;
  return (
    <WorkplaceContext value={workplace}>
      <LiveProvider key={workplace.session.person.id}>{children}</LiveProvider>
      <SignInAgain login={workplace.session.person.login} />
    </WorkplaceContext>
  );
}

/** The session ran out while somebody was working: signing in again over the page keeps what they typed. */
function SignInAgain({ login }: { login: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [needed, setNeeded] = useState(false);
  useEffect(() => {
    onSignedOut(() => setNeeded(true));
    return () => onSignedOut(() => undefined);
  }, []);
  return (
    <Modal open={needed} title={t('signin.again')} footer={null} closable={false} width={400} destroyOnHidden>
      <p>{t('signin.again_text')}</p>
      <SignInForm
        login={login}
        onDone={() => {
          setNeeded(false);
          void queries.invalidateQueries();
        }}
      />
    </Modal>
  );
}
