import type { Field, Form, LinesField } from '../blueprint';
import { type BlockType, freeBlockKey, type PrintBlock, type PrintColumn, type PrintDocument } from './document';

/** What a new block or a new template begins with, so that there is something to see at once. */

const PLAIN = new Set(['attachment', 'image', 'signature', 'lines', 'rich_text']);
const FIRST_FIELDS = 8;
const FIRST_COLUMNS = 7;

export interface StarterWords {
  title: string;
  text: string;
  signatures: string[];
}

function plainFields(fields: readonly Field[]): Field[] {
  return fields.filter((field) => !PLAIN.has(field.type));
}

export function firstColumns(fields: readonly Field[]): PrintColumn[] {
  return plainFields(fields)
    .slice(0, FIRST_COLUMNS)
    .map((field) => ({
      field: field.key,
      width: field.type === 'reference' || field.type === 'text' ? 24 : 12,
      ...(field.type === 'money' ? { total: true } : {}),
    }));
}

export function linesOf(form: Form): LinesField[] {
  return form.fields.filter((field): field is LinesField => field.type === 'lines');
}

/** A new block of a type. */
export function newBlock(type: BlockType, document: PrintDocument, form: Form, words: StarterWords): PrintBlock {
  const key = freeBlockKey(document, type);
  switch (type) {
    case 'title':
      return { key, type, text: words.title };
    case 'text':
      return { key, type, text: words.text };
    case 'fields':
      return {
        key,
        type,
        columns: 2,
        items: plainFields(form.fields)
          .slice(0, FIRST_FIELDS)
          .map((field) => ({ field: field.key })),
      };
    case 'table': {
      const lines = document.list ? undefined : linesOf(form)[0];
      return {
        key,
        type,
        ...(lines ? { lines: lines.key } : {}),
        numbered: true,
        totals: true,
        columns: firstColumns(lines?.fields ?? form.fields),
      };
    }
    case 'code':
      return document.list
        ? { key, type, format: 'qr', text: words.title, width: 20 }
        : { key, type, format: 'qr', link: true, width: 20 };
    case 'picture':
      return { key, type, width: 30 };
    case 'signatures':
      return { key, type, labels: words.signatures };
    case 'row':
      return { key, type, cells: [{ blocks: [] }, { blocks: [] }] };
    case 'gap':
      return { key, type, height: 5 };
    default:
      return { key, type };
  }
}

/** A whole template that can be printed at once. */
export function newTemplate(key: string, label: string, form: Form, list: boolean, words: StarterWords): PrintDocument {
  let document: PrintDocument = {
    kind: 'print',
    key,
    label,
    form: form.key,
    ...(list ? { list } : {}),
    paper: { size: 'A4', ...(list ? { landscape: true } : {}) },
    footer: { right: '{page} / {pages}' },
    body: [],
  };
  const types: BlockType[] = list
    ? ['title', 'table']
    : ['title', 'fields', ...(linesOf(form).length > 0 ? (['table'] as const) : []), 'signatures'];
  for (const type of types) {
    document = { ...document, body: [...document.body, newBlock(type, document, form, words)] };
  }
  return document;
}
