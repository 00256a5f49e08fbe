import type { Language } from '../blueprint';
import type { Parameter, Signature } from '../formula/check/signature';
import { messages } from '../formula/messages';
import { isList, isRecordType, type ValueType } from '../formula/value/types';

/** A parameter of a function as the help shows it. */
export interface ShownParameter {
  text: string;
  /** Whether the argument being written is this one. */
  active: boolean;
}

function words(parameter: Parameter, language: Language): string {
  const texts: Readonly<Record<string, string>> = messages[language];
  const type = texts[`expression.type.${parameter.accepts}`] ?? parameter.accepts;
  return `${parameter.name}${language === 'zh' ? '：' : ': '}${type}${parameter.shape === 'one' ? '' : '…'}`;
}

/** The parameters of a signature; of a group that repeats, the one that the argument falls on is active. */
export function parametersOf(signature: Signature, language: Language, argument = -1): ShownParameter[] {
  const { before, group, optional } = signature;
  const beyond = argument - before.length;
  const turn = group.length > 0 && beyond >= group.length ? beyond % group.length : beyond;
  const shown = (parameter: Parameter, active: boolean, open = '', close = '') => ({
    text: `${open}${words(parameter, language)}${close}`,
    active,
  });
  return [
    ...before.map((each, index) => shown(each, index === argument)),
    ...group.map((each, index) => shown(each, index === turn, '', index === group.length - 1 ? ' …' : '')),
    ...optional.map((each, index) => shown(each, group.length === 0 && index === beyond, '[', ']')),
  ];
}

/** A way to call a function in one line. */
export function signatureWords(name: string, signature: Signature, language: Language): string {
  const inside = parametersOf(signature, language).map((each) => each.text);
  return `${name}(${inside.join(', ')})`;
}

/** A type in words. */
export function typeText(type: ValueType, language: Language): string {
  const texts: Readonly<Record<string, string>> = messages[language];
  if (isList(type)) {
    return (texts['expression.type.list-of'] ?? '{0}').replace('{0}', typeText(type.list, language));
  }
  const word = isRecordType(type) ? 'record' : type;
  return texts[`expression.type.${word}`] ?? word;
}
