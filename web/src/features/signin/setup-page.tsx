import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { loadSetup, setUp } from '@/api/session';
import { useTitle } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { SESSION_KEY } from '@/ui/session';
import { Loading } from '@/ui/states';
import { Gate } from './gate';
import css from './signin.module.css';

const SHORTEST = 8;

/** `/setup?token=`: the first start, where the administrator chooses a password. */
export function SetupPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  useTitle(t('setup.title'));
  const query = useQuery({ queryKey: ['setup', token], queryFn: () => loadSetup(token), retry: false, gcTime: 0 });
  if (query.isPending) {
    return (
      <Gate title={t('setup.title')} text="">
        <Loading lines={3} />
      </Gate>
    );
  }
  if (query.isError) {
    return (
      <Gate title={t('setup.used')} text={t('setup.used_text')}>
        <Link to="/signin">{t('setup.to_signin')}</Link>
      </Gate>
    );
  }
  return (
    <Gate title={t('setup.title')} text={t('setup.text', { login: query.data.login })}>
      <PasswordForm token={token} login={query.data.login} />
    </Gate>
  );
}

function PasswordForm({ token, login }: { token: string; login: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const id = useId();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password.length < SHORTEST) return setFailure(t('signin.password_short'));
    if (password !== again) return setFailure(t('setup.differ'));
    setBusy(true);
    setFailure('');
    try {
      queries.setQueryData(SESSION_KEY, await setUp(token, password));
      await navigate('/', { replace: true });
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)}>
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <label htmlFor={`${id}-password`}>{t('signin.password')}</label>
      <Input.Password
        id={`${id}-password`}
        size="large"
        autoFocus
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <label htmlFor={`${id}-again`}>{t('setup.again')}</label>
      <Input.Password
        id={`${id}-again`}
        size="large"
        autoComplete="new-password"
        value={again}
        onChange={(event) => setAgain(event.target.value)}
      />
      <p role="alert" className={css.failure}>
        {failure}
      </p>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {t('setup.submit')}
      </Button>
    </form>
  );
}
