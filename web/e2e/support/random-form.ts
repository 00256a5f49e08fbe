import type { FormState } from '../../src/engine/form/form-state';
import type { Row } from '../../src/engine/form/row';

/** Numbers that look random and come again from the same seed. */
export class Random {
  constructor(private seed: number) {}

  /** A whole number below the limit. */
  below(limit: number): number {
    // Mulberry32: small, and good enough to draw forms.
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), this.seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

interface DrawnField {
  key: string;
  type: string;
  label: { zh: string };
  [property: string]: unknown;
}

type Kind = 'number' | 'text' | 'date' | 'flag' | 'choice';

const TYPES: Record<Kind, string> = { number: 'money', text: 'text', date: 'date', flag: 'switch', choice: 'select' };
const WORDS = ['', '甲', '华强北', 'abc', 'ABC ', '0012', '１２'];
const NUMBERS = ['0', '1', '-3', '0.005', '2.675', '99999.99', '33.3333', '12,345.6'];
const DAYS = ['2026-01-31', '2026-02-28', '2024-02-29', '2025-12-31', '2026-03-15'];

/** A form with formulas, conditions, defaults and options drawn at random, and somebody who fills it in. */
export class RandomForm {
  readonly document: { kind: 'form'; key: string; [property: string]: unknown };
  private readonly head: DrawnField[] = [];
  private readonly columns: DrawnField[] = [];

  constructor(
    private readonly random: Random,
    readonly key: string,
  ) {
    this.head.push({ key: 'name', type: 'text', label: { zh: '名称' } });
    this.typed(this.head, 'a', 6);
    this.typed(this.columns, 'x', 4);
    this.computed(this.columns, 'y', 4, true);
    this.computed(this.head, 'c', 5, false);
    this.behaviour(this.head, false);
    this.behaviour(this.columns, true);
    const rules = (prefix: string, fields: DrawnField[], inLines: boolean) =>
      (this.random.chance(35) ? [0] : []).map((at) => ({
        key: `${prefix}${at}`,
        formula: this.condition(fields, inLines),
        fields: [random.of(fields).key],
        message: { zh: `规则 ${at}` },
      }));
    this.document = {
      kind: 'form',
      key,
      label: { zh: key },
      title: 'name',
      fields: [
        ...this.head,
        {
          key: 'rows',
          type: 'lines',
          label: { zh: '明细' },
          fields: this.columns,
          validations: rules('r', this.columns, true),
        },
      ],
      validations: rules('v', this.head, false),
    };
  }

  private typed(into: DrawnField[], prefix: string, count: number): void {
    for (let at = 0; at < count; at += 1) {
      const kind = this.random.of(['number', 'number', 'text', 'date', 'flag', 'choice'] as const);
      const key = `${prefix}${at}`;
      const field: DrawnField = { key, type: TYPES[kind], label: { zh: key } };
      if (kind === 'number') field.scale = this.random.below(4);
      if (kind === 'choice') field.options = ['p', 'q', 'r'].map((option) => ({ key: option, label: { zh: option } }));
      if (this.random.chance(30)) field.default = this.expression(kind, into, prefix === 'x', 1);
      into.push(field);
    }
  }

  private computed(into: DrawnField[], prefix: string, count: number, inLines: boolean): void {
    for (let at = 0; at < count; at += 1) {
      const kind = this.random.of(['number', 'number', 'text', 'date', 'flag'] as const);
      const key = `${prefix}${at}`;
      const field: DrawnField = { key, type: TYPES[kind], label: { zh: key } };
      if (kind === 'number') field.scale = this.random.below(4);
      field.formula = this.expression(kind, into, inLines, 3);
      into.push(field);
    }
  }

  private behaviour(fields: DrawnField[], inLines: boolean): void {
    for (const field of fields) {
      if (field.key === 'name') continue;
      if (this.random.chance(25)) field.visible = this.condition(fields, inLines);
      if (field.formula !== undefined) continue;
      if (this.random.chance(12)) field.required = this.condition(fields, inLines);
      if (Array.isArray(field.options) && this.random.chance(50)) {
        const [first, ...rest] = field.options as object[];
        field.options = [{ ...first, when: this.condition(fields, inLines) }, ...rest];
      }
    }
  }

  private condition(fields: readonly DrawnField[], inLines: boolean): string {
    return this.expression('flag', fields, inLines, 2);
  }

  /** A formula of a kind, over fields that stand before it. */
  private expression(kind: Kind, fields: readonly DrawnField[], inLines: boolean, depth: number): string {
    const { random } = this;
    const some = (wanted: Kind) => this.expression(wanted, fields, inLines, depth - 1);
    const names = fields.filter((field) => field.type === TYPES[kind]).map(({ key }) => key);
    if (inLines) {
      const above = this.head.filter((field) => field.type === TYPES[kind] && field.formula === undefined);
      names.push(...above.map(({ key }) => `parent.${key}`));
    }
    if (depth <= 0 || random.chance(20)) {
      if (names.length > 0 && random.chance(80)) return random.of(names);
      return this.constant(kind);
    }
    switch (kind) {
      case 'number':
        return random.of([
          () => `(${some('number')} ${random.of(['+', '-', '*'])} ${some('number')})`,
          () => `ROUND(${some('number')} / 3, ${random.below(5)})`,
          () => `(${some('number')} / ${some('number')})`,
          () => `MOD(${some('number')}, 7)`,
          () => `IF(${some('flag')}, ${some('number')}, ${some('number')})`,
          () => `IFEMPTY(${some('number')}, 0)`,
          () => `LEN(${some('text')})`,
          () => `DATEDIF(DATE(2024, 1, 31), ${some('date')}, "D")`,
          () => this.total(inLines),
        ])();
      case 'text':
        return random.of([
          () => `CONCAT(${some('text')}, "-", ${some('number')})`,
          () => `LEFT(${some('text')}, ${random.below(4)})`,
          () => `IF(${some('flag')}, ${some('text')}, "无")`,
          () => `UPPER(TRIM(${some('text')}))`,
          () => `TEXT(${some('date')}, "yyyy-MM")`,
          () => `RMBUPPER(ABS(${some('number')}))`,
        ])();
      case 'date':
        return random.of([
          () => `DATEADD(${some('date')}, ${random.below(60)}, "D")`,
          () => `EOMONTH(${some('date')}, ${random.below(3)})`,
          () => `IF(${some('flag')}, ${some('date')}, DATE(2026, 2, 28))`,
        ])();
      case 'choice':
        return random.of(['"p"', '"q"', '"r"']);
      case 'flag':
        return random.of([
          () => `(${some('number')} ${random.of(['<', '>=', '=', '<>'])} ${some('number')})`,
          () => `(${some('flag')} ${random.of(['and', 'or'])} ${some('flag')})`,
          () => `NOT(${some('flag')})`,
          () => `ISEMPTY(${some(random.of(['number', 'text', 'date'] as const))})`,
          () => `CONTAINS(${some('text')}, "${random.of(['甲', 'A', '1'])}")`,
          () => `(${some('date')} < ${some('date')})`,
        ])();
    }
  }

  /** Over the rows, as far as the head is asked. */
  private total(inLines: boolean): string {
    const numbers = this.columns.filter((field) => field.type === 'money').map(({ key }) => key);
    if (inLines || numbers.length === 0) return '7';
    return this.random.of([
      `SUM(rows.${this.random.of(numbers)})`,
      'COUNT(rows)',
      `MAX(rows.${this.random.of(numbers)})`,
    ]);
  }

  private constant(kind: Kind): string {
    const { random } = this;
    switch (kind) {
      case 'number':
        return random.of(['0', '1', '2.5', '(-4)', '0.015']);
      case 'text':
        return `"${random.of(['', '甲', 'a b', '  x'])}"`;
      case 'date':
        return 'DATE(2026, 1, 31)';
      case 'flag':
        return random.of(['TRUE', 'FALSE']);
      case 'choice':
        return random.of(['"p"', '"q"', '"r"']);
    }
  }

  /** Somebody fills the form in: some fields, a few rows, now and then a value again. */
  type(state: FormState): void {
    state.type('', 'name', '名称');
    this.fill(state, state.head, this.head);
    for (let rows = this.random.below(4); rows > 0; rows -= 1) {
      const row = state.addRow('rows');
      this.fill(state, row, this.columns);
      const [first] = this.columns.filter((field) => field.type === 'text' && field.formula === undefined);
      if (first) state.type(row.uid, first.key, '行');
    }
    this.fill(state, state.head, this.head);
  }

  private fill(state: FormState, row: Row, fields: readonly DrawnField[]): void {
    for (const { key, type, formula } of fields) {
      if (formula !== undefined || key === 'name' || this.random.chance(35)) continue;
      if (type === 'money') state.type(row.uid, key, this.random.of(NUMBERS));
      else if (type === 'text') state.type(row.uid, key, this.random.of(WORDS));
      else if (type === 'date') state.set(row.uid, key, this.random.of(DAYS));
      else if (type === 'switch') state.set(row.uid, key, this.random.chance(50));
      else state.set(row.uid, key, this.random.of(['p', 'q', 'r']));
    }
  }

  /** What stands in the form on the screen. */
  seen(state: FormState): unknown {
    const values = (row: Row, fields: readonly DrawnField[]) =>
      Object.fromEntries(fields.map(({ key, type }) => [key, plain(type, row.values.get(key))]));
    const rows = state.rows('rows').filter((row) => !state.isBlank(row));
    return { ...values(state.head, this.head), rows: rows.map((row) => values(row, this.columns)) };
  }

  /** The same of what the server answered. */
  shown(stored: Record<string, unknown>): unknown {
    const values = (from: Record<string, unknown>, fields: readonly DrawnField[]) =>
      Object.fromEntries(fields.map(({ key, type }) => [key, plain(type, from[key])]));
    const rows = (stored.rows ?? []) as Record<string, unknown>[];
    return { ...values(stored, this.head), rows: rows.map((row) => values(row, this.columns)) };
  }
}

/** Numbers by what they are, blank text as nothing. */
function plain(type: string, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null;
  return type === 'money' ? Number(value) : type === 'text' ? String(value).trim() || null : value;
}
