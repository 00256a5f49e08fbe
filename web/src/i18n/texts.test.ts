import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '..');

interface Texts {
  [key: string]: string | Texts;
}

/** The texts of every page, and those of parts that are loaded when they are needed. */
function textsOf(language: 'zh' | 'en'): Texts {
  const parts = readdirSync(join(import.meta.dirname, 'parts')).filter((name) => name.endsWith(`.${language}.json`));
  const files = [`${language}.json`, ...parts.map((name) => join('parts', name))];
  return Object.assign({}, ...files.map((name) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))));
}

const zh = textsOf('zh');
const en = textsOf('en');

/** Keys as the code names them: forms of the plural are one key. */
function keys(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key.replace(/_(one|other)$/, '')}`] : keys(value, `${prefix}${key}.`),
  );
}

function values(texts: Texts): string[] {
  return Object.values(texts).flatMap((value) => (typeof value === 'string' ? [value] : values(value)));
}

function code(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return code(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [readFileSync(path, 'utf8')] : [];
  });
}

const chinese = new Set(keys(zh));
const english = new Set(keys(en));
const used = code(src).flatMap((text) =>
  [...text.matchAll(/\bt\(\s*(['`])([^'`]+)\1/g)].map((match) => match[2] ?? ''),
);

function patternOf(key: string): RegExp {
  return new RegExp(`^${key.replace(/[.]/g, '\\.').replace(/\$\{[^}]+\}+\)?\}?/g, '[a-zA-Z0-9_]+')}$`);
}

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect([...english].sort()).toEqual([...chinese].sort());
  });

  it('have every key the code uses', () => {
    const missing = [...new Set(used)].filter((key) => {
      const pattern = patternOf(key);
      return !chinese.has(key) && ![...chinese].some((known) => pattern.test(known));
    });
    expect(missing).toEqual([]);
  });

  it('have no key that nothing uses', () => {
    const plain = new Set(used);
    const patterns = [...plain].filter((key) => key.includes('$')).map(patternOf);
    expect([...chinese].filter((key) => !plain.has(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  });

  it('are written in their own language', () => {
    expect(values(en).filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([]);
    expect(values(zh).filter((text) => text.trim() === '')).toEqual([]);
  });
});
