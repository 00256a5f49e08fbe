import type { Form, Label } from '../blueprint';

/** The role artifact, and how its rights read as sentences. */

export type Team = 'department' | 'department_and_below' | 'subordinates';

export type Scope = 'all' | 'mine' | Team | 'none' | true | false | { formula: string } | { reach: Team; of: string[] };

export type FieldRight = 'hidden' | 'masked' | 'read' | 'edit';

export interface FormRights {
  view?: Scope;
  edit?: Scope;
  delete?: Scope;
  create?: boolean;
  import?: boolean;
  export?: boolean;
  share?: boolean;
  print?: boolean;
  purge?: boolean;
  fields?: Record<string, FieldRight>;
  reveal?: string[];
}

export interface RoleDocument {
  kind: 'role';
  key: string;
  label: Label | string;
  builds?: boolean;
  administers?: boolean;
  dashboards?: string[];
  /** The ledgers whose balances it sees. */
  ledgers?: string[];
  forms?: Record<string, FormRights>;
}

export const ROW_ACTIONS = ['view', 'edit', 'delete'] as const;
export const WHOLE_ACTIONS = ['create', 'import', 'export', 'share', 'print', 'purge'] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];
export type WholeAction = (typeof WHOLE_ACTIONS)[number];

/**
 * One way to say which records: everything, nothing, one's own, those where a person field is oneself, or those of one's
 * team. `field` is that field; `own` whether one's own count as well. A team is looked for in the fields of `of`.
 */
export type Reach =
  | { kind: 'all' | 'none' | 'mine' }
  | { kind: 'person'; field: string; own: boolean }
  | { kind: 'team'; reach: Team; of: readonly string[] }
  | { kind: 'formula'; formula: string };

export const TEAMS: readonly Team[] = ['department', 'department_and_below', 'subordinates'];
const CREATOR = 'created_by';

const PERSON = /^([a-z][a-z0-9_]*) = me\.id$/;
const OWN_OR_PERSON = /^created_by = me\.id or ([a-z][a-z0-9_]*) = me\.id$/;

/** Reads a scope; what no sentence stands for stays a formula. */
export function reachOf(scope: Scope | undefined, form: Form): Reach {
  if (scope === 'all' || scope === true) return { kind: 'all' };
  if (scope === 'mine') return { kind: 'mine' };
  if (typeof scope === 'string' && scope !== 'none') return { kind: 'team', reach: scope, of: [CREATOR] };
  if (typeof scope !== 'object') return { kind: 'none' };
  if ('reach' in scope) return { kind: 'team', reach: scope.reach, of: scope.of };
  for (const [pattern, own] of [
    [OWN_OR_PERSON, true],
    [PERSON, false],
  ] as const) {
    const field = pattern.exec(scope.formula)?.[1];
    if (field !== undefined && isPersonField(form, field)) return { kind: 'person', field, own };
  }
  return { kind: 'formula', formula: scope.formula };
}

function isPersonField(form: Form, key: string): boolean {
  return form.fields.some((field) => field.key === key && field.type === 'person');
}

export function scopeOf(reach: Reach): Scope {
  switch (reach.kind) {
    case 'person':
      return { formula: `${reach.own ? 'created_by = me.id or ' : ''}${reach.field} = me.id` };
    case 'team':
      return reach.of.length === 1 && reach.of[0] === CREATOR ? reach.reach : { reach: reach.reach, of: [...reach.of] };
    case 'formula':
      return { formula: reach.formula };
    default:
      return reach.kind;
  }
}

/** The reaches one can choose for a form without writing a formula. */
export function reachesOf(form: Form): Reach[] {
  const people = form.fields.filter((field) => field.type === 'person').map((field) => field.key);
  return [
    { kind: 'none' },
    { kind: 'all' },
    { kind: 'mine' },
    ...people.flatMap((field): Reach[] => [
      { kind: 'person', field, own: true },
      { kind: 'person', field, own: false },
    ]),
    ...TEAMS.map((reach): Reach => ({ kind: 'team', reach, of: [CREATOR] })),
  ];
}

/** The fields through which a team may be looked for, in the form's order; who made a record comes first. */
export function teamFields(form: Form, reach: Team): string[] {
  const fields = form.fields.filter(
    (field) => field.type === 'person' || (field.type === 'department' && reach !== 'subordinates'),
  );
  return [CREATOR, ...fields.map((field) => field.key)];
}

/** A name for a reach, unique within a form, to choose it by; the fields of a team are chosen apart. */
export function reachKey(reach: Reach): string {
  if (reach.kind === 'person') return `person:${reach.field}:${reach.own ? 'own' : 'only'}`;
  return reach.kind === 'team' ? `team:${reach.reach}` : reach.kind;
}

/** Changes the rights on one form; a form nothing is allowed on is left out. */
export function withRights(role: RoleDocument, form: string, change: Partial<FormRights>): RoleDocument {
  const { [form]: before = {}, ...others } = role.forms ?? {};
  const rights: FormRights = { ...before, ...change };
  for (const action of WHOLE_ACTIONS) if (!rights[action]) delete rights[action];
  for (const action of ROW_ACTIONS) if (rights[action] === 'none' || rights[action] === false) delete rights[action];
  if (rights.fields && Object.keys(rights.fields).length === 0) delete rights.fields;
  const masked = Object.entries(rights.fields ?? {}).filter(([, right]) => right === 'masked');
  const reveal = (rights.reveal ?? []).filter((key) => masked.some(([field]) => field === key));
  if (reveal.length > 0) rights.reveal = reveal;
  else delete rights.reveal;
  const forms = Object.keys(rights).length === 0 ? others : { ...role.forms, [form]: rights };
  return { ...role, forms };
}

/** Sets what may be done with a field; what is simply editable needs no word. */
export function withField(role: RoleDocument, form: string, field: string, right: FieldRight): RoleDocument {
  const { [field]: _, ...others } = role.forms?.[form]?.fields ?? {};
  return withRights(role, form, { fields: right === 'edit' ? others : { ...others, [field]: right } });
}

/** Whether the rights on a form let one do anything. */
export function allowsAnything(rights: FormRights | undefined): boolean {
  return (
    rights !== undefined && (ROW_ACTIONS.some((each) => rights[each]) || WHOLE_ACTIONS.some((each) => rights[each]))
  );
}
