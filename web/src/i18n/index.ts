import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/engine/blueprint';
import en from './en.json';
import type access from './parts/access.zh.json';
import type amendment from './parts/amendment.zh.json';
import type batch from './parts/batch.zh.json';
import type boardBuild from './parts/board-build.zh.json';
import type boards from './parts/boards.zh.json';
import type calendar from './parts/calendar.zh.json';
import type channels from './parts/channels.zh.json';
import type comments from './parts/comments.zh.json';
import type conflict from './parts/conflict.zh.json';
import type designer from './parts/designer.zh.json';
import type exchange from './parts/exchange.zh.json';
import type flows from './parts/flows.zh.json';
import type formula from './parts/formula.zh.json';
import type fromFile from './parts/from-file.zh.json';
import type history from './parts/history.zh.json';
import type insight from './parts/insight.zh.json';
import type ledgerBuild from './parts/ledger-build.zh.json';
import type ledgers from './parts/ledgers.zh.json';
import type links from './parts/links.zh.json';
import type lists from './parts/lists.zh.json';
import type people from './parts/people.zh.json';
import type planning from './parts/planning.zh.json';
import type printDesigner from './parts/print-designer.zh.json';
import type prints from './parts/prints.zh.json';
import type promise from './parts/promise.zh.json';
import type reconcile from './parts/reconcile.zh.json';
import type rights from './parts/rights.zh.json';
import type rules from './parts/rules.zh.json';
import type settings from './parts/settings.zh.json';
import type settingsBuild from './parts/settings-build.zh.json';
import type told from './parts/told.zh.json';
import type tracking from './parts/tracking.zh.json';
import type types from './parts/types.zh.json';
import type updates from './parts/updates.zh.json';
import type way from './parts/way.zh.json';
import type work from './parts/work.zh.json';
import zh from './zh.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: typeof zh &
        typeof access &
        typeof batch &
        typeof calendar &
        typeof channels &
        typeof comments &
        typeof conflict &
        typeof boardBuild &
        typeof boards &
        typeof designer &
        typeof exchange &
        typeof flows &
        typeof formula &
        typeof fromFile &
        typeof history &
        typeof insight &
        typeof ledgerBuild &
        typeof ledgers &
        typeof links &
        typeof lists &
        typeof printDesigner &
        typeof prints &
        typeof people &
        typeof planning &
        typeof promise &
        typeof reconcile &
        typeof rights &
        typeof rules &
        typeof told &
        typeof settings &
        typeof settingsBuild &
        typeof amendment &
        typeof updates &
        typeof tracking &
        typeof types &
        typeof way &
        typeof work;
    };
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

/** Adds the texts of a part of the application that is loaded when it is needed. */
export function addTexts(texts: Record<Language, object>): void {
  for (const [language, part] of Object.entries(texts)) {
    i18next.addResourceBundle(language, 'translation', part, true, true);
  }
}
