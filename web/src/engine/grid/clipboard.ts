/** Rows and cells of text as spreadsheets put it on the clipboard: tabs, line ends, quotes around cells that hold either. */
export function parseTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let started = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
      continue;
    }
    if (c === '"' && !started) {
      quoted = true;
      started = true;
    } else if (c === '\t') {
      row.push(cell);
      cell = '';
      started = false;
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++;
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
      started = false;
    } else {
      cell += c;
      started = true;
    }
  }
  if (cell !== '' || row.length > 0) {
    row.push(cell);
    rows.push(row);
  }
  return rows;
}

/** Whether a paste is more than the text of one cell. */
export function isTable(text: string): boolean {
  return /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''));
}

/** Rows and cells as spreadsheets read them from the clipboard. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join('\t')).join('\r\n');
}

function quoted(cell: string): string {
  return /[\t\n\r"]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

/**
 * A table laid over a selection: a selection that is some times as large holds it as often, any other only says where
 * it begins.
 */
export function tiled(table: readonly (readonly string[])[], rows: number, columns: number): string[][] {
  const width = Math.max(0, ...table.map((row) => row.length));
  const height = table.length;
  if (height === 0 || width === 0) return [];
  const fits = rows % height === 0 && columns % width === 0 && (rows > height || columns > width);
  const down = fits ? rows : height;
  const across = fits ? columns : width;
  return Array.from({ length: down }, (_, row) => {
    const texts = table[row % height] ?? [];
    // A short row of a ragged table stays short: what it does not name is left alone.
    const length = fits ? across : texts.length;
    return Array.from({ length }, (__, column) => texts[column % width] ?? '');
  });
}
