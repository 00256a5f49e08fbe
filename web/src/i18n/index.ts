import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/engine/blueprint';
import type designer from './designer/zh.json';
import en from './en.json';
import zh from './zh.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zh & typeof designer };
  }
}

export function startTexts(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export function changeTexts(language: Language): void {
  void i18next.changeLanguage(language);
}
