import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { type Session, signIn } from '@/api/session';
import { useErrorText } from '@/ui/problem-text';
import { SESSION_KEY } from '@/ui/session';
import css from './signin.module.css';

/** Name and password; also over the page when a session has run out, so that nothing typed is lost. */
export function SignInForm({ login: known, onDone }: { login?: string; onDone: (session: Session) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const id = useId();
  const [login, setLogin] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure('');
    try {
      const session = await signIn(login.trim(), password);
      queries.setQueryData(SESSION_KEY, session);
      onDone(session);
    } catch (error) {
      setPassword('');
      if (isProblem(error) && error.status === 429) {
        setFailure(t('signin.too_many', { seconds: error.retryAfter ?? 60 }));
      } else if (isProblem(error) && error.status === 401) setFailure(t('signin.wrong'));
      else setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)}>
      <label htmlFor={`${id}-login`}>{t('signin.login')}</label>
      <Input
        id={`${id}-login`}
        size="large"
        autoFocus={known === undefined}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={login}
        onChange={(event) => setLogin(event.target.value)}
      />
      <label htmlFor={`${id}-password`}>{t('signin.password')}</label>
      <Input.Password
        id={`${id}-password`}
        size="large"
        autoFocus={known !== undefined}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <p role="alert" className={css.failure}>
        {failure}
      </p>
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        block
        loading={busy}
        disabled={login.trim() === '' || password === ''}
      >
        {t('signin.submit')}
      </Button>
    </form>
  );
}
