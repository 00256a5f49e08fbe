import { useQueryClient } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { signOut } from '@/api/session';
import type { Language } from '@/engine/blueprint';
import { LinkButton } from '@/ui/link-button';
import { chooseLanguage, chooseTheme, type Theme, usePreferences } from '@/ui/preferences';
import { useLabel, useListText, useWorkplace } from '@/ui/session';
import css from './frame.module.css';

/** Who is signed in; language, theme, the way out. */
export function PersonPanel() {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const { language, theme } = usePreferences();
  const label = useLabel();
  const list = useListText();
  const queries = useQueryClient();
  const leave = async () => {
    await signOut().catch(() => undefined);
    queries.clear();
    // A fresh page: nothing of this person stays in its memory.
    window.location.assign('/signin');
  };
  return (
    <div className={css.personMenu}>
      <div>
        <strong>{session.person.name}</strong>
        <p className={css.muted}>
          {list(session.roles.map((role) => label(role.label, role.key))) || session.person.login}
        </p>
      </div>
      <div>
        <p className={css.muted}>{t('person.language')}</p>
        <Segmented<Language>
          block
          value={language}
          onChange={chooseLanguage}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div>
        <p className={css.muted}>{t('person.theme')}</p>
        <Segmented<Theme>
          block
          value={theme}
          onChange={chooseTheme}
          options={[
            { value: 'light', label: t('person.light') },
            { value: 'dark', label: t('person.dark') },
            { value: 'auto', label: t('person.auto') },
          ]}
        />
      </div>
      <LinkButton block to="/messages/preferences">
        {t('messages.preferences')}
      </LinkButton>
      <LinkButton block to="/batches">
        {t('person.batches')}
      </LinkButton>
      <Button block onClick={() => void leave()}>
        {t('person.sign_out')}
      </Button>
    </div>
  );
}
