/** What a plan suggests to buy or make. */
export interface Suggestion {
  number: number;
  material: string;
  title: string;
  unit: string;
  made: boolean;
  supplier: { id: string; title: string } | null;
  quantity: string;
  wanted: string;
  needed: string;
  latest: string;
  begins: string;
  arrives: string;
  orders: number;
  amount: string | null;
  late: number;
  taken: { form: string; record: string } | null;
}

/** Which suggestions are looked at. */
export type Kind = 'all' | 'buy' | 'make';

/** Days within which they have to be ordered; 0 for any. */
export type Window = 0 | 3 | 7 | 14 | 30;

export const WINDOWS: readonly Window[] = [0, 3, 7, 14, 30];

/** The last day of a window, or nothing where there is none. */
export function untilOf(today: string, within: Window): string | undefined {
  if (within === 0 || today === '') return undefined;
  return new Date(Date.parse(today) + within * 86_400_000).toISOString().slice(0, 10);
}

/** What goes to one supplier, or is made here. */
export interface SupplierGroup {
  key: string;
  made: boolean;
  supplier: { id: string; title: string } | null;
  rows: Suggestion[];
}

/** Suggestions by supplier, in the order in which they come; what is made here, and what has no supplier, last. */
export function suppliersOf(rows: readonly Suggestion[]): SupplierGroup[] {
  const groups = new Map<string, SupplierGroup>();
  for (const row of rows) {
    const key = row.made ? 'made' : (row.supplier?.id ?? 'none');
    const group = groups.get(key) ?? { key, made: row.made, supplier: row.made ? null : row.supplier, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  const place = ({ made, supplier }: SupplierGroup) => (made ? 1 : supplier === null ? 2 : 0);
  return [...groups.values()].sort((left, right) => place(left) - place(right));
}

/** How many records some suggestions become: one purchase a supplier, one work order each, or each material. */
export function willMake(rows: readonly Suggestion[], merge: boolean): { purchases: number; workOrders: number } {
  const bought = new Set(rows.filter(({ made }) => !made).map(({ supplier }) => supplier?.id ?? ''));
  const made = rows.filter((row) => row.made);
  return {
    purchases: bought.size,
    workOrders: merge ? new Set(made.map(({ material }) => material)).size : made.length,
  };
}
