/** The type of a formula or of a field it reads, as in the Java twin `ValueType`. */
export type ValueType = Scalar | ListType | RecordType;

export type Scalar = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'empty';

export interface ListType {
  readonly list: ValueType;
}

/** One record of a form; two record types are the same when they name the same form. */
export interface RecordType {
  readonly record: string;
  readonly fields: Schema;
}

/** The fields a formula may use. A getter may look a field up lazily, so schemas may be cyclic. */
export type Schema = Readonly<Record<string, ValueType>>;

export function isList(type: ValueType): type is ListType {
  return typeof type === 'object' && 'list' in type;
}

export function isRecordType(type: ValueType): type is RecordType {
  return typeof type === 'object' && 'record' in type;
}

export function sameType(a: ValueType, b: ValueType): boolean {
  if (isList(a)) {
    return isList(b) && sameType(a.list, b.list);
  }
  if (isRecordType(a)) {
    return isRecordType(b) && a.record === b.record;
  }
  return a === b;
}

/** The type of a value, or of each value of a list. */
export function singleType(type: ValueType): ValueType {
  return isList(type) ? type.list : type;
}

/** How an error names a type: a key that the message replaces by words. */
export function typeKey(type: ValueType): string {
  return `@${typeWord(type)}`;
}

function typeWord(type: ValueType): string {
  if (isList(type)) {
    return `list.${typeWord(type.list)}`;
  }
  return isRecordType(type) ? 'record' : type;
}

/** The field of this name, and nothing that merely every object has. */
export function fieldType(schema: Schema, name: string): ValueType | undefined {
  return Object.hasOwn(schema, name) ? schema[name] : undefined;
}
