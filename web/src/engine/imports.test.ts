import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '..');

/** Which top folders a folder may use; a feature stands for itself. */
const ALLOWED: Record<string, string[]> = {
  engine: ['engine'],
  api: ['api', 'engine'],
  i18n: ['i18n', 'engine'],
  ui: ['ui', 'api', 'engine', 'i18n'],
  features: ['ui', 'api', 'engine', 'i18n'],
  // What people outside open: an entry of its own, without the kit and without what is behind the sign-in.
  visit: ['visit', 'engine', 'i18n'],
  app: ['app', 'features', 'ui', 'api', 'engine', 'i18n'],
};

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

function placeOf(path: string): { layer: string; feature: string } {
  const [layer = '', feature = ''] = relative(src, path).split(/[/\\]/);
  return { layer, feature };
}

describe('the layers', () => {
  const all = files(src);

  it('import downwards only, and features not each other', () => {
    const offences: string[] = [];
    for (const file of all) {
      const here = placeOf(file);
      for (const name of importsOf(file)) {
        const target = name.startsWith('@/')
          ? join(src, name.slice(2))
          : name.startsWith('.')
            ? resolve(dirname(file), name)
            : undefined;
        if (target === undefined) continue;
        const there = placeOf(target);
        const sameFeature = here.layer === 'features' && there.layer === 'features' && here.feature === there.feature;
        if (!sameFeature && !ALLOWED[here.layer]?.includes(there.layer)) {
          offences.push(`${relative(src, file)} uses ${name}: move what both need to a lower layer`);
        }
      }
    }
    expect(offences).toEqual([]);
  });

  it('keep React out of the engine', () => {
    const offences = all
      .filter((file) => placeOf(file).layer === 'engine')
      .flatMap((file) => importsOf(file).map((name) => ({ file, name })))
      .filter(({ name }) => /^(react|antd|@ant-design|echarts|@tanstack)/.test(name))
      .map(({ file, name }) => `${relative(src, file)} uses ${name}`);
    expect(offences).toEqual([]);
  });

  it('keep every file within 400 lines', () => {
    const long = all.filter(
      (file) => placeOf(file).feature !== 'formula' && readFileSync(file, 'utf8').split('\n').length > 400,
    );
    expect(long.map((file) => relative(src, file))).toEqual([]);
  });

  it('never put markup from data into the page', () => {
    const offences = all.filter(
      (file) =>
        !file.endsWith('imports.test.ts') && /dangerouslySetInnerHTML|\.innerHTML\s*=/.test(readFileSync(file, 'utf8')),
    );
    expect(offences).toEqual([]);
  });
});
