import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import enDesigner from './designer/en.json';
import zhDesigner from './designer/zh.json';
import en from './en.json';
import zh from './zh.json';

const src = resolve(import.meta.dirname, '..');

interface Texts {
  [key: string]: string | Texts;
}

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

const chinese = new Set([...keys(zh), ...keys(zhDesigner)]);
const english = new Set([...keys(en), ...keys(enDesigner)]);
const used = code(src).flatMap((text) =>
  [...text.matchAll(/\bt\(\s*(['`])([^'`]+)\1/g)].map((match) => match[2] ?? ''),
);

function patternOf(key: string): RegExp {
  return new RegExp(`^${key.replace(/[.]/g, '\\.').replace(/\$\{[^}]+\}+\)?\}?/g, '[a-zA-Z_]+')}$`);
}

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect([...english].sort()).toEqual([...chinese].sort());
  });

  it('have every key the code uses', () => {
    const missing = used.filter((key) => ![...chinese].some((known) => patternOf(key).test(known)));
    expect(missing).toEqual([]);
  });

  it('have no key that nothing uses', () => {
    const patterns = used.map(patternOf);
    expect([...chinese].filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  });

  it('are written in their own language', () => {
    expect([...values(en), ...values(enDesigner)].filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([]);
    expect([...values(zh), ...values(zhDesigner)].filter((text) => text.trim() === '')).toEqual([]);
  });
});
