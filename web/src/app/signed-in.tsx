import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { onSignedOut } from '@/api/client';
import { isProblem } from '@/api/problem';
import { LiveProvider } from '@/ui/live';
import { useBlueprintQuery, useSessionQuery, WorkplaceContext } from '@/ui/session';
import { ErrorState } from '@/ui/states';
import { Skeleton } from './skeleton';

// The formula language stays out of the shell.
const WorkingCalendar = lazy(async () => ({ default: (await import('./working-calendar')).WorkingCalendar }));
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again')).SignInAgain }));

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
  if (failed) return <ErrorState page error={failed.error} retry={() => void failed.refetch()} />;
  if (!workplace) return <Skeleton />;
  return (
    <WorkplaceContext value={workplace}>
      <LiveProvider key={workplace.session.person.id}>{children}</LiveProvider>
      <Suspense fallback={null}>
        <WorkingCalendar />
      </Suspense>
      <SignedOutWatch login={workplace.session.person.login} />
    </WorkplaceContext>
  );
}

/** The session ran out while somebody was working: they sign in over the page. */
function SignedOutWatch({ login }: { login: string }) {
  const [needed, setNeeded] = useState(false);
  useEffect(() => {
    onSignedOut(() => setNeeded(true));
    return () => onSignedOut(() => undefined);
  }, []);
  if (!needed) return null;
  return (
    <Suspense fallback={null}>
      <SignInAgain login={login} onDone={() => setNeeded(false)} />
    </Suspense>
  );
}
