import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { Api } from './api';
import { as, type PersonName, people } from './people';
import { select } from './select';

/** A form with flows of its own, and the people of the journeys at their desks. */

export interface Where {
  state: string;
  result: string | null;
  current: { label: string; node: string; assignees: string[] }[];
  trail: { label: string | null; action: string; act: string; via: string | null; person: { title: string } | null }[];
}

export class Office {
  private readonly desks = new Map<PersonName, { page: Page; context: BrowserContext }>();

  private constructor(
    private readonly browser: Browser,
    readonly form: string,
    readonly admin: Api,
    readonly ids: Record<string, string>,
  ) {}

  /** Makes a form whose records everybody here sees and makes. */
  static async open(browser: Browser): Promise<Office> {
    const { context, page } = await as(browser, 'admin');
    await page.goto('/');
    const admin = await Api.of(context);
    const number = Date.now() % 10_000_000;
    const form = `asks_${number}`;
    const publish = async (kind: string, key: string, document: object) => {
      await admin.send('PUT', `/artifacts/${kind}/${key}/draft`, { basedOn: 0, document: { kind, key, ...document } });
      await admin.send('POST', `/artifacts/${kind}/${key}/publish`, {});
    };
    await publish('form', form, {
      label: { zh: `请款单 ${number}` },
      title: 'name',
      fields: [
        { key: 'name', type: 'text', label: { zh: '事由' }, required: true },
        { key: 'amount', type: 'money', label: { zh: '金额' } },
      ],
    });
    const rights = { view: 'all', create: true, edit: 'all', delete: 'all' };
    const role = `askers_${number}`;
    await publish('role', role, { label: { zh: `请款 ${number}` }, forms: { [form]: rights } });
    const ids: Record<string, string> = {};
    const everybody = await admin.get<{ items: { id: string; name: string; roles: string[] }[] }>('/people?limit=200');
    for (const { name, roles } of Object.values(people)) {
      const person = everybody.items.find((each) => each.name === name);
      if (!person) throw new Error(`${name} is not there`);
      ids[name] = person.id;
      if (roles.length > 0) await admin.send('PATCH', `/people/${person.id}`, { roles: [...person.roles, role] });
    }
    const office = new Office(browser, form, admin, ids);
    office.desks.set('admin', { page, context });
    return office;
  }

  /** Publishes the flow of the form; the inside of its list of nodes, the first of which is `a`. */
  async flow(nodes: object[], more: object = {}): Promise<void> {
    const path = `/artifacts/flow/${this.form}`;
    const before = await this.admin.get<{ published?: { version: number } }>(path).catch(() => undefined);
    const document = {
      kind: 'flow',
      key: this.form,
      label: { zh: '请款审批' },
      form: this.form,
      start: { on: 'create' },
      nodes: [
        { key: 'start', type: 'start', next: 'a', edit: ['name', 'amount'] },
        ...nodes,
        { key: 'end', type: 'end' },
        { key: 'no', type: 'end', result: 'rejected' },
      ],
      ...more,
    };
    await this.admin.send('PUT', `${path}/draft`, { basedOn: before?.published?.version ?? 0, document });
    await this.admin.send('POST', `${path}/publish`, {});
  }

  who(...names: PersonName[]): object {
    return { people: names.map((name) => this.ids[people[name].name]) };
  }

  async desk(name: PersonName): Promise<Page> {
    const known = this.desks.get(name);
    if (known) return known.page;
    const made = await as(this.browser, name);
    this.desks.set(name, made);
    return made.page;
  }

  async create(by: PersonName, reason: string): Promise<string> {
    const page = await this.desk(by);
    if (page.url() === 'about:blank') await page.goto('/');
    const api = await Api.of(page.context());
    return (await api.create(this.form, { name: reason, amount: '100' })).id;
  }

  where(record: string): Promise<Where> {
    return this.admin.get<Where>(`/forms/${this.form}/records/${record}/flow`);
  }

  /** Keys of the nodes where it is, or what it ended as. */
  async at(record: string): Promise<string[]> {
    const { state, result, current } = await this.where(record);
    return state === 'finished' ? [`= ${result}`] : [...new Set(current.map((each) => each.node))].sort();
  }

  /** Opens a record and presses a button of the to-do that waits there. */
  async decide(name: PersonName, record: string, outcome: string, comment: string): Promise<void> {
    const page = await this.desk(name);
    await page.goto(`/forms/${this.form}/${record}`);
    await page.getByRole('button', { name: outcome, exact: true }).first().click();
    await this.send(page, outcome, comment);
  }

  /** Does something with the to-do of a record that is no outcome. */
  async hand(name: PersonName, record: string, act: string, to: PersonName[], comment: string, also?: string) {
    const page = await this.desk(name);
    await page.goto(`/forms/${this.form}/${record}`);
    await page.locator('section').getByRole('button', { name: '更多' }).first().click();
    await page.getByRole('menuitem', { name: act, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: new RegExp(`^${act}`) });
    for (const person of to) {
      const { name } = people[person];
      await select(dialog.getByRole('combobox'), new RegExp(name), { typed: name });
    }
    if (also) await dialog.getByText(also, { exact: true }).click();
    await this.send(page, act, comment);
  }

  /** Does something to the way of a record from its flow. */
  async act(name: PersonName, record: string, act: string, comment: string): Promise<void> {
    const page = await this.desk(name);
    await page.goto(`/forms/${this.form}/${record}`);
    await page.getByRole('tab', { name: /流程/ }).click();
    await page.getByRole('button', { name: act, exact: true }).click();
    await this.send(page, act, comment);
  }

  private async send(page: Page, act: string, comment: string): Promise<void> {
    const dialog = page.getByRole('dialog', { name: new RegExp(`^${act}`) });
    await dialog.locator('textarea').fill(comment);
    await dialog.getByRole('button', { name: act, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  async close(): Promise<void> {
    for (const { context } of this.desks.values()) await context.close();
  }
}

/** A node that asks people; refused records end. */
export function asks(key: string, label: string, who: object, next: string, more: object = {}): object {
  return {
    key,
    type: 'approve',
    label: { zh: label },
    who,
    outcomes: { approve: { next }, reject: { next: 'no', comment: true } },
    ...more,
  };
}
