import { expect, type Page } from '@playwright/test';
import type { Api } from './api';
import { type PersonName, people } from './people';

/** A form with a flow of its own, and the rights of everybody in the journeys to work with it. */
export interface Approvals {
  form: string;
  /** Ids of people by their names in the journeys. */
  ids: Record<PersonName, string>;
}

interface Colleague {
  id: string;
  login?: string;
  roles: string[];
}

async function publish(api: Api, document: { kind: string; key: string }): Promise<void> {
  const { kind, key } = document;
  const before = await api
    .get<{ published: { version: number } | null }>(`/artifacts/${kind}/${key}`)
    .catch(() => undefined);
  await api.send('PUT', `/artifacts/${kind}/${key}/draft`, { basedOn: before?.published?.version ?? 0, document });
  await api.send('POST', `/artifacts/${kind}/${key}/publish`, {});
}

/** Publishes a form and a role for it, and gives everybody the role. */
export async function openApprovals(api: Api, form: string, label: string): Promise<Approvals> {
  await publish(api, {
    kind: 'form',
    key: form,
    label: { zh: label },
    title: 'number',
    fields: [
      { key: 'number', type: 'auto_number', label: { zh: '单号' }, pattern: 'SP{yyyyMMdd}-{0000}' },
      { key: 'amount', type: 'money', label: { zh: '金额' }, required: true },
      { key: 'reason', type: 'text', label: { zh: '事由' } },
    ],
    list: { columns: ['number', 'amount', 'reason'] },
  } as { kind: string; key: string });
  const role = `in_${form}`;
  await publish(api, {
    kind: 'role',
    key: role,
    label: { zh: `${label}参与人` },
    dashboards: [],
    forms: { [form]: { view: 'all', create: true, edit: 'all' } },
  } as { kind: string; key: string });
  const { items } = await api.get<{ items: Colleague[] }>('/people/all');
  const ids = {} as Record<PersonName, string>;
  for (const name of Object.keys(people) as PersonName[]) {
    const found = items.find((each) => each.login === people[name].login);
    if (!found) throw new Error(`${name} is not there`);
    ids[name] = found.id;
    if (name !== 'admin')
      await api.send('PATCH', `/people/${found.id}`, { roles: [...new Set([...found.roles, role])] });
  }
  return { form, ids };
}

/** Publishes the flow of the form; `nodes` stand between its start, which leads to the first of them, and its ends. */
export async function publishWay(api: Api, form: string, more: object, nodes: readonly object[]): Promise<void> {
  const [first] = nodes as { key: string }[];
  await publish(api, {
    kind: 'flow',
    key: form,
    label: { zh: '审批流程' },
    form,
    start: { on: 'create' },
    ...more,
    nodes: [
      { key: 'start', type: 'start', label: { zh: '提交' }, next: first?.key },
      ...nodes,
      { key: 'end', type: 'end', label: { zh: '结束' } },
      { key: 'no', type: 'end', label: { zh: '未通过' }, result: 'rejected' },
    ],
  } as { kind: string; key: string });
}

export function asks(key: string, name: string, who: readonly string[], next: string, more: object = {}): object {
  return {
    key,
    type: 'approve',
    label: { zh: name },
    who: { people: who },
    outcomes: { approve: { next }, reject: { comment: true, next: 'no' } },
    ...more,
  };
}

/** Does something behind 更多 with the to-do on a record's page; `fill` answers what the dialog asks. */
export async function does(page: Page, act: string, fill: (page: Page) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: '更多' }).first().click();
  await page.getByRole('menuitem', { name: act, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`^${act}`) });
  await fill(page);
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Picks somebody in a box of the dialog that is open. */
export async function names(page: Page, label: string, person: string): Promise<void> {
  const box = page.getByRole('dialog').getByLabel(label);
  await box.click();
  await box.fill(person);
  await page.locator('.ant-select-item-option').filter({ hasText: person }).first().click();
  await page.keyboard.press('Tab');
}

/** Decides the to-do on a record's page. */
export async function decides(page: Page, outcome: string, comment = ''): Promise<void> {
  await page.getByRole('button', { name: outcome, exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`^${outcome}`) });
  if (comment !== '') await dialog.getByLabel('意见').fill(comment);
  await dialog.getByRole('button', { name: outcome, exact: true }).click();
  await expect(dialog).toBeHidden();
}
