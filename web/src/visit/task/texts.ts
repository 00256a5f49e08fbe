import en from '@/i18n/parts/task-link.en.json';
import zh from '@/i18n/parts/task-link.zh.json';
import { language } from '../api';
import { speaker } from '../texts';

/** The texts of the page of a task. */
export const t = speaker(language === 'zh' ? zh : en);
