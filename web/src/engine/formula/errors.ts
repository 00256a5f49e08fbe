import { messages } from './messages';

/** One thing that is wrong with a formula; places are UTF-16 units, `to` exclusive. */
export interface FormulaError {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly args: readonly string[];
}

/** A formula that cannot be compiled, or whose evaluation went beyond a limit. */
export class FormulaException extends Error {
  constructor(readonly errors: readonly FormulaError[]) {
    super(errors.map((error) => `${error.code} ${error.from}-${error.to}`).join('; '));
    this.name = 'FormulaException';
  }
}

/** Stops an evaluation; the formula turns it into a FormulaException. */
export class LimitExceeded extends Error {
  constructor(
    readonly code: string,
    readonly limit: number,
  ) {
    super(code);
  }
}

/** The sentence for an error. */
export function errorText(error: FormulaError, language: 'zh' | 'en'): string {
  const texts: Readonly<Record<string, string>> = messages[language];
  const words = (word: string): string =>
    word.startsWith('list.')
      ? insert(texts['expression.type.list-of'] ?? '{0}', [words(word.slice(5))])
      : (texts[`expression.type.${word}`] ?? word);
  const args = error.args.map((arg) => (arg.startsWith('@') ? words(arg.slice(1)) : arg));
  return insert(texts[`expression.error.${error.code}`] ?? error.code, args);
}

function insert(sentence: string, args: readonly string[]): string {
  return sentence.replace(/\{(\d)\}/g, (whole, index: string) => args[Number(index)] ?? whole);
}
