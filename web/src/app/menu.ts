import type { Blueprint, Form, Label } from '@/engine/blueprint';

export interface MenuEntry {
  path: string;
  label: Label | string;
  icon?: string | undefined;
}

export interface MenuGroup {
  key: string;
  label: Label | string;
  entries: MenuEntry[];
}

function byPosition(left: { position?: number }, right: { position?: number }): number {
  return (left.position ?? 1000) - (right.position ?? 1000);
}

function groupKey(form: Form): string {
  return typeof form.group === 'string' ? form.group : JSON.stringify(form.group ?? '');
}

/** The forms a person may see, by group, in the order of their positions. */
export function formGroups(blueprint: Blueprint): MenuGroup[] {
  const groups = new Map<string, MenuGroup>();
  for (const form of [...blueprint.forms].filter((each) => each.may.view || each.may.create).sort(byPosition)) {
    const key = groupKey(form);
    const named = blueprint.groups?.find((group) => group.key === form.group);
    const group = groups.get(key) ?? {
      key,
      label: named?.label ?? (typeof form.group === 'object' ? form.group : ''),
      entries: [],
    };
    group.entries.push({ path: `/forms/${form.key}`, label: form.label, icon: form.icon });
    groups.set(key, group);
  }
  // Named groups stand in the order the workspace gives them, the others after them.
  const order = (blueprint.groups ?? []).map(({ key }) => key);
  const place = ({ key }: MenuGroup) => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...groups.values()].sort((left, right) => place(left) - place(right));
}

export function dashboardEntries(blueprint: Blueprint): MenuEntry[] {
  return [...blueprint.dashboards]
    .sort(byPosition)
    .map((board) => ({ path: `/dashboards/${board.key}`, label: board.label }));
}
