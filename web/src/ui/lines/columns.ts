import { type Field, type LinesField, shownAs } from '@/engine/blueprint';

const WIDTHS: Record<Field['type'], number> = {
  text: 150,
  long_text: 200,
  phone: 130,
  email: 180,
  url: 180,
  auto_number: 176,
  number: 110,
  money: 120,
  percent: 90,
  date: 116,
  datetime: 156,
  switch: 72,
  select: 112,
  multi_select: 160,
  reference: 208,
  person: 120,
  attachment: 160,
  image: 120,
  signature: 120,
  rich_text: 200,
  id_number: 180,
  credit_code: 190,
  bank_card: 190,
  barcode: 150,
  time: 84,
  region: 190,
  address: 260,
  location: 180,
  department: 120,
  cascader: 160,
  rating: 110,
  lookup: 140,
  rollup: 120,
  balance: 100,
  promise: 120,
  lines: 80,
};

export function columnWidth(field: Field): number {
  return typeof field.width === 'number' ? field.width : WIDTHS[field.type];
}

/** Columns that can show at all; whether a cell of them shows may still depend on its row. Promises are for those who type. */
export function lineColumns(lines: LinesField, typing = false): Field[] {
  return lines.fields.filter(
    (field) => field.visible !== false && field.type !== 'lines' && (typing || field.type !== 'promise'),
  );
}

/** Columns grow with the room there is; where one only reads they may also shrink a little before the grid scrolls. */
export function gridTemplate(columns: readonly Field[], before: string, after: string, shrink = 1): string {
  const tracks = columns.map((field) => {
    const width = columnWidth(field);
    return `minmax(${Math.round(width * shrink)}px, ${width}fr)`;
  });
  return [before, ...tracks, after].filter((track) => track !== '').join(' ');
}

export function isRightAligned(asked: Field): boolean {
  const field = shownAs(asked);
  return field.type === 'number' || field.type === 'money' || field.type === 'percent';
}
