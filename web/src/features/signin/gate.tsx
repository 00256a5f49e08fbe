import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, usePreferences } from '@/ui/preferences';
import css from './signin.module.css';

/** The page before the door: name of the product, one box, the choice of language. */
export function Gate({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <main className={css.gate}>
      <div className={css.box}>
        <header className={css.brand}>
          <img src="/icon.svg" alt="" width={40} height={40} />
          <span>{t('app.name')}</span>
        </header>
        <h1>{title}</h1>
        <p className={css.text}>{text}</p>
        {children}
      </div>
      <Button type="link" lang={other} onClick={() => chooseLanguage(other)}>
        {other === 'en' ? 'English' : '中文'}
      </Button>
    </main>
  );
}
