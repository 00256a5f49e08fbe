import type { Values } from '../values';

/** Thrown while a formula looks into a record whose values have not arrived yet. */
export class UnknownReference extends Error {
  constructor(
    readonly form: string,
    readonly id: string,
  ) {
    super(`${form}/${id}`);
  }
}

/** The values of referenced records, as far as they are known; asks once for each that is missing. */
export class ReferenceValues {
  private readonly known = new Map<string, Values>();
  private readonly asked = new Set<string>();

  constructor(private readonly ask: (form: string, id: string) => void) {}

  get(form: string, id: string): Values | undefined {
    return this.known.get(`${form}/${id}`);
  }

  require(form: string, id: string): Values {
    const values = this.get(form, id);
    if (values) return values;
    this.request(form, id);
    throw new UnknownReference(form, id);
  }

  request(form: string, id: string): void {
    const key = `${form}/${id}`;
    if (this.known.has(key) || this.asked.has(key)) return;
    this.asked.add(key);
    this.ask(form, id);
  }

  provide(form: string, id: string, values: Values): void {
    this.known.set(`${form}/${id}`, values);
  }
}
