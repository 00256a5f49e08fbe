import { isList, isRecordType, sameType, typeKey, type ValueType } from '../value/types';

const accepted: Readonly<Record<string, readonly string[]>> = {
  text: ['text'],
  number: ['number'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['datetime'],
  day: ['date', 'datetime'],
  printable: ['text', 'number', 'boolean', 'date', 'datetime'],
  any: ['text', 'number', 'boolean', 'date', 'datetime'],
  T: ['text', 'number', 'boolean', 'date', 'datetime'],
  K: ['text', 'number', 'boolean', 'date', 'datetime'],
  S: ['text', 'number', 'date', 'datetime'],
  M: ['number', 'date', 'datetime'],
};

/** Whether a comparison is made with the value, so that the constant empty makes no sense. */
export function compares(accepts: string): boolean {
  return accepts === 'K' || accepts === 'S';
}

function allows(accepts: string, type: ValueType): boolean {
  if (isList(type)) {
    return false;
  }
  if (isRecordType(type)) {
    return accepts === 'any' || accepts === 'T' || accepts === 'K';
  }
  return type === 'empty' ? !compares(accepts) : (accepted[accepts] ?? []).includes(type);
}

/** What the type variables of one call stand for. */
export class Bindings {
  private readonly types = new Map<string, ValueType>();

  /** Whether a value of this type may stand there; the first one fixes its variable. */
  accept(accepts: string, type: ValueType): boolean {
    if (!allows(accepts, type)) {
      return false;
    }
    if (accepts.length > 1 || type === 'empty') {
      return true;
    }
    const wanted = accepts === 'K' && isRecordType(type) ? 'text' : type;
    const bound = this.types.get(accepts);
    if (bound === undefined) {
      this.types.set(accepts, wanted);
      return true;
    }
    return sameType(bound, wanted);
  }

  /** The type that a value takes on at such a parameter, or as such a result. */
  typeOf(accepts: string): ValueType {
    switch (accepts) {
      case 'number':
      case 'boolean':
      case 'date':
      case 'datetime':
        return accepts;
      case 'day':
        return 'date';
      case 'T':
      case 'K':
      case 'S':
      case 'M':
        return this.types.get(accepts) ?? 'empty';
      default:
        return 'text';
    }
  }

  /** What was expected, for an error. */
  expected(accepts: string): string {
    const bound = this.types.get(accepts);
    return bound === undefined ? `@${accepts}` : typeKey(bound);
  }
}
