import type { Label } from '../blueprint';

/** The print template as an artifact, and how its blocks are arranged. */

export type Text = string | Label;
export type Align = 'left' | 'center' | 'right';

export const BLOCK_TYPES = [
  'title',
  'text',
  'fields',
  'table',
  'code',
  'picture',
  'signatures',
  'row',
  'line',
  'gap',
] as const;
export type BlockType = (typeof BLOCK_TYPES)[number];

export const PAPERS = ['A4', 'A5', '241x280', '241x140', '241x93', 'custom'] as const;
export type PaperSize = (typeof PAPERS)[number];

export interface PrintColumn {
  field?: string;
  text?: Text;
  label?: Text;
  width?: number;
  align?: Align;
  total?: boolean;
}

export interface PrintCell {
  width?: number;
  blocks: PrintBlock[];
}

export interface PrintBlock {
  key: string;
  type: BlockType;
  visible?: string;
  text?: Text;
  size?: number;
  bold?: boolean;
  align?: Align;
  /** How many fields stand side by side; of a table its columns. */
  columns?: number | PrintColumn[];
  boxed?: boolean;
  items?: PrintColumn[];
  lines?: string;
  numbered?: boolean;
  pageTotals?: boolean;
  totals?: boolean;
  field?: string;
  data?: string;
  width?: number;
  format?: 'qr' | 'code128' | 'ean13';
  link?: boolean;
  caption?: boolean;
  labels?: Text[];
  height?: number;
  cells?: PrintCell[];
}

export interface PrintEdge {
  left?: Text;
  center?: Text;
  right?: Text;
}

export interface Paper {
  size?: PaperSize;
  width?: number;
  height?: number;
  landscape?: boolean;
  margins?: { top?: number; right?: number; bottom?: number; left?: number };
}

export interface PrintDocument {
  kind: 'print';
  key: string;
  label: Text;
  form: string;
  list?: boolean;
  position?: number;
  fontSize?: number;
  paper?: Paper;
  header?: PrintEdge;
  footer?: PrintEdge;
  body: PrintBlock[];
}

/** A place to put a block: before or after another one, or at the end of a cell of a row. */
export type Place = { key: string; side: 'before' | 'after' } | { row: string; cell: number };

type Visit = (blocks: PrintBlock[]) => PrintBlock[];

/** Changes every list of blocks there is, the innermost first. */
function everywhere(blocks: PrintBlock[], visit: Visit): PrintBlock[] {
  return visit(
    blocks.map((block) =>
      block.cells
        ? { ...block, cells: block.cells.map((cell) => ({ ...cell, blocks: everywhere(cell.blocks, visit) })) }
        : block,
    ),
  );
}

/** Every block, those within rows after their row. */
export function allBlocks(document: PrintDocument): PrintBlock[] {
  const flat = (blocks: PrintBlock[]): PrintBlock[] =>
    blocks.flatMap((block) => [block, ...(block.cells ?? []).flatMap((cell) => flat(cell.blocks))]);
  return flat(document.body);
}

export function findBlock(document: PrintDocument, key: string | undefined): PrintBlock | undefined {
  return allBlocks(document).find((block) => block.key === key);
}

export function updateBlock(document: PrintDocument, key: string, change: Partial<PrintBlock>): PrintDocument {
  const body = everywhere(document.body, (blocks) =>
    blocks.map((block) => (block.key === key ? clean({ ...block, ...change }) : block)),
  );
  return { ...document, body };
}

/** What is undefined is not there. */
function clean(block: PrintBlock): PrintBlock {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => value !== undefined)) as unknown as PrintBlock;
}

export function removeBlock(document: PrintDocument, key: string): PrintDocument {
  return { ...document, body: everywhere(document.body, (blocks) => blocks.filter((block) => block.key !== key)) };
}

/** Tables and rows stand on the page itself, never inside a row. */
export function fits(type: BlockType, place: Place, document: PrintDocument): boolean {
  if (type !== 'table' && type !== 'row') return true;
  return 'key' in place && document.body.some((block) => block.key === place.key);
}

export function insertBlock(document: PrintDocument, block: PrintBlock, place: Place | undefined): PrintDocument {
  if (place === undefined) return { ...document, body: [...document.body, block] };
  if ('row' in place) {
    const body = document.body.map((each) =>
      each.key === place.row && each.cells
        ? {
            ...each,
            cells: each.cells.map((cell, index) =>
              index === place.cell ? { ...cell, blocks: [...cell.blocks, block] } : cell,
            ),
          }
        : each,
    );
    return { ...document, body };
  }
  const body = everywhere(document.body, (blocks) => {
    const at = blocks.findIndex((each) => each.key === place.key);
    if (at < 0) return blocks;
    return blocks.toSpliced(place.side === 'before' ? at : at + 1, 0, block);
  });
  return { ...document, body };
}

/** Takes a block to another place; the document as it is where that cannot be. */
export function moveBlock(document: PrintDocument, key: string, place: Place): PrintDocument {
  const block = findBlock(document, key);
  const inside = new Set(block ? allBlocks({ ...document, body: [block] }).map((each) => each.key) : []);
  const target = 'key' in place ? place.key : place.row;
  if (!block || inside.has(target) || !fits(block.type, place, document)) return document;
  return insertBlock(removeBlock(document, key), block, place);
}

/** One step up or down among those beside it. */
export function stepBlock(document: PrintDocument, key: string, step: -1 | 1): PrintDocument {
  const body = everywhere(document.body, (blocks) => {
    const at = blocks.findIndex((block) => block.key === key);
    const to = at + step;
    if (at < 0 || to < 0 || to >= blocks.length) return blocks;
    const block = blocks[at] as PrintBlock;
    return blocks.toSpliced(at, 1).toSpliced(to, 0, block);
  });
  return { ...document, body };
}

/** A key that no block has. */
export function freeBlockKey(document: PrintDocument, type: BlockType): string {
  const taken = new Set(allBlocks(document).map((block) => block.key));
  for (let number = 1; ; number++) {
    const key = `${type}_${number}`;
    if (!taken.has(key)) return key;
  }
}

/** The text in one language; what is written in one only serves both. */
export function textIn(text: Text | undefined, language: 'zh' | 'en'): string {
  if (text === undefined || typeof text === 'string') return text ?? '';
  return text[language] ?? text.zh ?? text.en ?? '';
}

/** Writes the text in one language and leaves the other one. */
export function withText(text: Text | undefined, language: 'zh' | 'en', next: string): Text {
  return typeof text === 'object' ? { ...text, [language]: next } : next;
}
