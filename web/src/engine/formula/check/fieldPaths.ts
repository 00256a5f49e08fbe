import type { FormulaError } from '../errors';
import type { Field, Name } from '../syntax/syntax';
import { fieldType, isList, isRecordType, type Schema, type ValueType } from '../value/types';
import { each, type Typed } from './typed';

/** Follows a field path through the schema; gives nothing after adding what is wrong. */
export function resolveField(
  field: Field,
  schema: Schema,
  dependencies: Set<string>,
  errors: FormulaError[],
): Typed | undefined {
  let here = schema;
  let type: ValueType = 'empty';
  let source: readonly string[] | undefined;
  let names: string[] = [];
  const fail = (code: string, name: Name, arg = name.text) => {
    errors.push({ code, ...name.span, args: [arg] });
    return undefined;
  };
  for (const [index, name] of field.names.entries()) {
    if (index > 0) {
      if (!isRecordType(type)) {
        return fail('not-a-record', name, field.names[index - 1]?.text);
      }
      here = type.fields;
    }
    const found = fieldType(here, name.text);
    if (found === undefined) {
      return fail('unknown-field', name);
    }
    names.push(name.text);
    type = found;
    if (isList(found)) {
      if (source !== undefined) {
        return fail('nested-list', name);
      }
      source = names;
      names = [];
      type = found.list;
    }
  }
  dependencies.add(field.names.map((name) => name.text).join('.'));
  const { span } = field;
  return source === undefined
    ? { kind: 'read', scope: 'root', path: names, type, span }
    : each(source, { kind: 'read', scope: 'entry', path: names, type, span }, span);
}
