import en from '@/i18n/parts/track.en.json';
import zh from '@/i18n/parts/track.zh.json';
import { language } from '../api';
import { speaker } from '../texts';

/** The texts of the page of an order. */
export const t = speaker((language === 'zh' ? zh : en).track);

/** A moment as it is read where the company is. */
export function momentText(at: string, zone: string): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    timeZone: zone,
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(at));
}

/** A day, with its weekday. */
export function dayText(day: string): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(`${day}T00:00:00Z`));
}
