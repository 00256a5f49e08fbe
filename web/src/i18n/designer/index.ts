import i18next from 'i18next';
import en from './en.json';
import zh from './zh.json';

// The texts of building come with its screens: the other two hundred people never need them.
i18next.addResourceBundle('zh', 'translation', zh, true);
i18next.addResourceBundle('en', 'translation', en, true);
