import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { SignInForm } from '@/features/signin/signin-form';

/** Signing in over the page that was open: nothing typed on it is lost. */
export function SignInAgain({ login, onDone }: { login: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <Modal open title={t('signin.again')} footer={null} closable={false} width={400}>
      <p>{t('signin.again_text')}</p>
      <SignInForm
        login={login}
        onDone={() => {
          onDone();
          void queries.invalidateQueries();
        }}
      />
    </Modal>
  );
}
