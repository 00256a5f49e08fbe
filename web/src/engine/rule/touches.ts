import type { Form } from '../blueprint';
import type { RuleDocument, RuleStep } from './document';

/** How a rule has to do with a field of a form. */
export type Touch = 'reads' | 'writes';

/** Everything in a step that may speak of fields: formulas, templates, whom it is for. */
function textsOf(step: RuleStep): string[] {
  const texts = [
    step.when,
    step.record,
    step.to,
    step.title,
    step.body,
    step.subject,
    step.message,
    step.each,
    step.if,
  ];
  const inner = (step.do ?? []).flatMap(textsOf);
  const lines = Object.values(step.lines ?? {}).flatMap(({ each, values }) => [each, ...Object.values(values)]);
  const values = Object.values(step.values ?? {});
  return [...texts, step.until, step.who?.field, ...values, ...lines, ...inner].filter((text) => text !== undefined);
}

function names(text: string, key: string): boolean {
  return new RegExp(`(^|[^\\w])${key}($|[^\\w])`).test(
    text.replace(/"[^"]*"/g, (word) => (word.includes('{') ? word : ' ')),
  );
}

/** The key of the form that a step changes; undefined where it changes none that is known. */
function target(step: RuleStep, rule: RuleDocument, form: Form | undefined): string | undefined {
  if (step.action === 'create_record') return step.form;
  if (step.action !== 'update_record') return undefined;
  if (step.record === undefined || step.record === 'id') return rule.form;
  const field = form?.fields.find(({ key }) => key === step.record?.replace(/\.id$/, ''));
  return field && 'form' in field ? (field.form as string) : undefined;
}

function writes(step: RuleStep, rule: RuleDocument, form: Form | undefined, wanted: string, key: string): boolean {
  const own = target(step, rule, form) === wanted && (key in (step.values ?? {}) || key in (step.lines ?? {}));
  return own || (step.do ?? []).some((inner) => writes(inner, rule, form, wanted, key));
}

/**
 * How a rule has to do with a field: whether it sets it, or waits for it or reads it in a formula or a message.
 * A field of another form is read where a path through a reference ends at its key.
 */
export function touchesOf(rule: RuleDocument, forms: readonly Form[], wanted: string, key: string): Set<Touch> {
  const form = forms.find((each) => each.key === rule.form);
  const found = new Set<Touch>();
  const { trigger } = rule;
  const texts = [...(rule.when === undefined ? [] : [rule.when]), ...rule.steps.flatMap(textsOf)];
  const own = rule.form === wanted;
  const referring = (form?.fields ?? []).filter((field) => 'form' in field && field.form === wanted);
  const reads = own
    ? key in (trigger.fields ?? {}) || trigger.date?.field === key || texts.some((text) => names(text, key))
    : texts.some((text) => referring.some((field) => text.includes(`${field.key}.${key}`)));
  if (reads) found.add('reads');
  if (rule.steps.some((step) => writes(step, rule, form, wanted, key))) found.add('writes');
  return found;
}
