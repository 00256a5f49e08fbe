import { labelText } from '@/engine/blueprint';
import { namedPaths } from '@/engine/designer/references';
import type { FormulaPlace } from '@/engine/formulas';

/** A part of a template: plain text, or a formula with the names people know. */
export interface TemplatePart {
  text: string;
  isFormula: boolean;
}

/** A template taken apart at its braces. */
export function templateParts(
  template: string,
  place: FormulaPlace | undefined,
  language: 'zh' | 'en',
): TemplatePart[] {
  return template
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('{') && part.endsWith('}')
        ? { text: place ? spoken(part.slice(1, -1), place, language) : part.slice(1, -1), isFormula: true }
        : { text: part, isFormula: false },
    );
}

function spoken(text: string, place: FormulaPlace, language: 'zh' | 'en'): string {
  return namedPaths(text, place).reduceRight((words, path) => {
    const name = path.names.map((each) => labelText(each.label, language, each.name)).join('·');
    return `${words.slice(0, path.from)}${name}${words.slice(path.to)}`;
  }, text);
}
