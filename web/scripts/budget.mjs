// After a build: what a first visit and each screen download, gzipped, against what they may cost.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));

const SHELL = 280;
const ROUTE = 120;
// The order form of a visitor, and the switch that loads the pages of other links.
const VISIT = 63;
// The workbench of builders is opened by few people and rarely; exact arithmetic (12 KB) and the formula editor come with it, not with the shell.
const WORKBENCH = 200;
// The forms and lists beside the workbench share their chunks with it, which costs each of them a little.
const EXCEPTIONS = {
  // The library of charts, loaded when the first one is drawn.
  'src/ui/report/echart.tsx': 210,
  'src/features/record/record-form-page.tsx': 153,
  // The same form with what its changes would do beside it.
  'src/features/record/amendment/amend-page.tsx': 160,
  'src/ui/formula/formula-editor.tsx': 130,
  'src/features/records/filter-builder.tsx': 136,
  'src/ui/tasks/outcome-dialog.tsx': 146,
  'src/features/record/history/state-dialog.tsx': 128,
};

const sizes = new Map();

function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
  return sizes.get(file);
}

/** The files a module needs before it runs. */
function filesOf(key, found = new Set()) {
  const chunk = manifest[key];
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const style of chunk.css ?? []) found.add(style);
  for (const needed of chunk.imports ?? []) filesOf(needed, found);
  return found;
}

const kilobytes = (files) => [...files].reduce((sum, file) => sum + size(file), 0) / 1024;

const shell = filesOf('index.html');
const keyOf = new Map(Object.entries(manifest).map(([key, chunk]) => [chunk, key]));
const rows = [
  ['shell', kilobytes(shell), SHELL],
  ['p.html', kilobytes(filesOf('p.html')), VISIT],
];
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue;
  // What opens on a page costs what it adds: the page itself is there already.
  const openers = Object.values(manifest).filter((each) => (each.dynamicImports ?? []).includes(key));
  const there = openers.map((opener) => filesOf(keyOf.get(opener)));
  const known = (file) => shell.has(file) || (there.length > 0 && there.every((files) => files.has(file)));
  const own = [...filesOf(key)].filter((file) => !known(file));
  rows.push([key, kilobytes(own), EXCEPTIONS[key] ?? (key.startsWith('src/features/build/') ? WORKBENCH : ROUTE)]);
}

let over = 0;
for (const [name, used, allowed] of rows.sort((left, right) => right[1] - left[1])) {
  const bad = used > allowed;
  if (bad) over += 1;
  process.stdout.write(`${bad ? '✗' : '✓'} ${used.toFixed(1).padStart(7)} / ${allowed} KB  ${name}\n`);
}
if (over > 0) {
  process.stderr.write(`${over} over budget: load later what is not needed at once, or do without it\n`);
  process.exit(1);
}
