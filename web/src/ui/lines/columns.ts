import type { Field, LinesField } from '@/engine/blueprint';

const WIDTHS: Record<Field['type'], number> = {
  text: 160,
  long_text: 220,
  phone: 140,
  email: 180,
  url: 180,
  auto_number: 176,
  number: 110,
  money: 124,
  percent: 90,
  date: 124,
  datetime: 160,
  switch: 72,
  select: 120,
  multi_select: 160,
  reference: 220,
  person: 120,
  attachment: 160,
  lines: 80,
};

export function columnWidth(field: Field): number {
  return typeof field.width === 'number' ? field.width : WIDTHS[field.type];
}

/** Columns that can show at all; whether a cell of them shows may still depend on its row. */
export function lineColumns(lines: LinesField): Field[] {
  return lines.fields.filter((field) => field.visible !== false && field.type !== 'lines');
}

/** Columns grow with the room there is and never shrink below their width. */
export function gridTemplate(columns: readonly Field[], before: string, after: string): string {
  const tracks = columns.map((field) => {
    const width = columnWidth(field);
    return `minmax(${width}px, ${width}fr)`;
  });
  return [before, ...tracks, after].filter((track) => track !== '').join(' ');
}

export function isRightAligned(field: Field): boolean {
  return field.type === 'number' || field.type === 'money' || field.type === 'percent';
}
