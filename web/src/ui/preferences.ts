import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useSyncExternalStore } from 'react';
import { speak } from '@/api/client';
import type { Language } from '@/engine/blueprint';
import { changeTexts } from '@/i18n';

/** What a person chose for this browser: language and theme. */

export type Theme = 'light' | 'dark' | 'auto';

interface Preferences {
  language: Language;
  theme: Theme;
  dark: boolean;
}

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function stored(key: string): string | null {
  try {
    return localStorage.getItem(`xiaodan.${key}`);
  } catch {
    // A browser that keeps nothing still works; it just forgets the choice.
    return null;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(`xiaodan.${key}`, value);
  } catch {
    // As above.
  }
}

function initialLanguage(): Language {
  const chosen = stored('language');
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

function initialTheme(): Theme {
  const chosen = stored('theme');
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
}

let current = withDark({ language: initialLanguage(), theme: initialTheme() });

function withDark(chosen: { language: Language; theme: Theme }): Preferences {
  return { ...chosen, dark: chosen.theme === 'dark' || (chosen.theme === 'auto' && systemDark.matches) };
}

function apply(): void {
  document.documentElement.lang = current.language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset.theme = current.dark ? 'dark' : 'light';
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', current.dark ? '#1a1c21' : '#ffffff');
  dayjs.locale(current.language === 'zh' ? 'zh-cn' : 'en');
  speak(current.language);
}

function change(next: Partial<Preferences>): void {
  current = withDark({ ...current, ...next });
  apply();
  for (const listener of listeners) listener();
}

export function startPreferences(): Language {
  apply();
  systemDark.addEventListener('change', () => change({}));
  return current.language;
}

export function chooseLanguage(language: Language): void {
  store('language', language);
  changeTexts(language);
  change({ language });
}

export function chooseTheme(theme: Theme): void {
  store('theme', theme);
  change({ theme });
}

function closedGroups(): string[] {
  return stored('menu.closed')?.split('\n') ?? [];
}

/** Whether somebody closed this group of the menu. */
export function isClosed(group: string): boolean {
  return closedGroups().includes(group);
}

export function rememberClosed(group: string, closed: boolean): void {
  const others = closedGroups().filter((each) => each !== '' && each !== group);
  store('menu.closed', (closed ? [...others, group] : others).join('\n'));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}
