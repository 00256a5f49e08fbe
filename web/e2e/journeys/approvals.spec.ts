import { expect, test } from '@playwright/test';
import { Api } from '../support/api';
import { asks, decides, does, names, openApprovals, publishWay } from '../support/approvals';
import { as } from '../support/people';

interface Where {
  state: string;
  result: string | null;
  current: { node: string; assignees: string[] }[];
  trail: { act: string }[];
}

test('a countersign takes a signer in, hands a task over, is sent back and comes straight back', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const admin = await as(browser, 'admin');
  await admin.page.goto('/tasks');
  const api = await Api.of(admin.context);
  const { form, ids } = await openApprovals(api, `joint_${Date.now() % 1_000_000}`, '会签单');
  await publishWay(api, form, {}, [
    asks('joint', '联合审批', [ids.director, ids.warehouse], 'end', {
      mode: 'all',
      // biome-ignore lint/suspicious/noThenProperty: it is the word of the document
      return: { to: ['start'], then: 'choose' },
      opinions: [{ zh: '同意，请办理' }],
    }),
  ]);
  const clerk = await as(browser, 'clerk');
  await clerk.page.goto('/tasks');
  const record = await (await Api.of(clerk.context)).create(form, { amount: '800', reason: '样品' });
  const at = `/forms/${form}/${record.id}`;
  const where = () => api.get<Where>(`/forms/${form}/records/${record.id}/flow`);
  const asked = async () => (await where()).current.flatMap((place) => place.assignees).toSorted();

  // In the hand: the director takes a signer in beside, and decides with an opinion that stands ready.
  const director = await as(browser, 'director', { phone: true });
  await director.page.goto(at);
  await does(director.page, '并加签', (page) => names(page, '加谁', '陈总'));
  await expect.poll(asked).toEqual(['张伟', '李建国', '陈总'].toSorted());
  const warehouse = await as(browser, 'warehouse');
  await warehouse.page.goto(at);
  await does(warehouse.page, '转办', (page) => names(page, '转给谁', '管理员'));
  await expect.poll(asked).toEqual(['管理员', '李建国', '陈总'].toSorted());

  await does(director.page, '退回', async (page) => {
    await page.getByRole('radio', { name: '修改后直接回到这里' }).click();
    await page.getByLabel('原因').fill('事由写清楚');
  });
  await expect.poll(asked).toEqual(['王芳']);
  await clerk.page.goto(at);
  await expect(clerk.page.getByText('事由写清楚')).toBeVisible();
  await decides(clerk.page, '重新提交', '已补充');
  await expect.poll(asked).toEqual(['管理员', '李建国', '陈总'].toSorted());

  await director.page.goto('/tasks');
  const card = director.page.getByRole('article').filter({ hasText: record.title });
  await card.getByRole('button', { name: '同意' }).tap();
  await director.page.getByRole('button', { name: '同意，请办理' }).tap();
  await director.page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).tap();
  await expect(card).toHaveCount(0);
  const boss = await as(browser, 'boss');
  await boss.page.goto(at);
  await decides(boss.page, '同意');
  await admin.page.goto(at);
  await decides(admin.page, '同意');
  await expect.poll(async () => (await where()).result).toBe('passed');
  await expect(admin.page.getByRole('list', { name: '流程轨迹' })).toContainText('同意，请办理');
  await admin.page.getByRole('button', { name: '流程图' }).click();
  await expect(admin.page.locator('[data-flow-node="joint"]')).toBeVisible();
  for (const each of [admin, clerk, director, warehouse, boss]) await each.context.close();
});

test('a rejection in one of two parallel ways ends the other; withdrawing, standing in and a new version work', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const admin = await as(browser, 'admin');
  await admin.page.goto('/tasks');
  const api = await Api.of(admin.context);
  const { form, ids } = await openApprovals(api, `ways_${Date.now() % 1_000_000}`, '并行单');
  const both = (more: object = {}) => [
    {
      key: 'split',
      type: 'parallel',
      label: { zh: '同时' },
      join: 'meet',
      branches: [
        { key: 'one', next: 'sales' },
        { key: 'two', next: 'stock' },
      ],
    },
    asks('sales', '销售审批', [ids.director], 'meet'),
    asks('stock', '仓库审批', [ids.warehouse], 'meet', more),
    { key: 'meet', type: 'join', label: { zh: '汇合' }, next: 'end' },
  ];
  await publishWay(api, form, { withdraw: { until: 'first_action' } }, both());
  const clerk = await as(browser, 'clerk');
  await clerk.page.goto('/tasks');
  const clerkApi = await Api.of(clerk.context);
  const made = await clerkApi.create(form, { amount: '10' });
  const withdrawn = await clerkApi.create(form, { amount: '20' });
  const where = (id: string) => api.get<Where>(`/forms/${form}/records/${id}/flow`);

  // The director lets the boss stand in; the boss rejects in their name, and the other way ends.
  const director = await as(browser, 'director');
  await director.page.goto('/tasks');
  await director.page.getByRole('link', { name: '委托设置' }).click();
  await director.page.getByRole('button', { name: '新建委托' }).click();
  const dialog = director.page.getByRole('dialog', { name: '新建委托' });
  await names(director.page, '委托给谁', '陈总');
  await dialog.getByLabel('结束', { exact: true }).fill('2099-01-01 18:00');
  await director.page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: '新建委托' }).click();
  await expect(dialog).toBeHidden();
  await expect(director.page.getByText('陈总').first()).toBeVisible();
  const boss = await as(browser, 'boss');
  await boss.page.goto(`/forms/${form}/${made.id}`);
  await decides(boss.page, '驳回', '预算不够');
  await expect.poll(async () => (await where(made.id)).result).toBe('rejected');
  expect((await where(made.id)).current).toEqual([]);
  await boss.page.reload();
  await expect(boss.page.getByRole('list', { name: '流程轨迹' })).toContainText('代李建国');

  await clerk.page.goto(`/forms/${form}/${withdrawn.id}`);
  await clerk.page.getByRole('button', { name: '催办' }).click();
  await expect(clerk.page.getByText('已催办')).toBeVisible();
  await clerk.page.getByRole('button', { name: '催办' }).click();
  await expect(clerk.page.getByText(/30 分钟内只能催办一次/)).toBeVisible();
  await clerk.page.getByRole('button', { name: '撤回' }).click();
  await clerk.page.getByRole('dialog', { name: '撤回' }).getByRole('button', { name: '撤回', exact: true }).click();
  await expect
    .poll(async () => (await where(withdrawn.id)).current.map((place) => place.assignees))
    .toEqual([['王芳']]);

  // What runs stays on its version until an administrator moves it.
  const running = await clerkApi.create(form, { amount: '30' });
  await publishWay(api, form, {}, both({ signature: true }));
  await admin.page.goto(`/build/flows/${form}/insight?part=migration`);
  await admin.page.getByRole('button', { name: '换到新版' }).click();
  await admin.page.getByRole('dialog').getByRole('button', { name: '换到新版' }).click();
  await expect(admin.page.getByText(/已换 \d+ 张/)).toBeVisible();
  await expect.poll(async () => (await where(running.id)).trail.map((step) => step.act)).toContain('migrate');
  await admin.page.getByText('统计', { exact: true }).click();
  await expect(admin.page.getByRole('row', { name: /销售审批/ })).toBeVisible();
  await admin.page.getByText('先回放再上线', { exact: true }).click();
  await admin.page.getByRole('button', { name: '开始回放' }).click();
  await expect(admin.page.getByText(/回放了 3 张单据/)).toBeVisible();
  await admin.page.getByRole('button', { name: /销售审批/ }).click();
  await expect(admin.page.getByRole('link', { name: running.title }).first()).toBeVisible();

  await director.page.goto('/proxies');
  await director.page.getByRole('button', { name: '结束委托' }).click();
  await director.page.getByRole('dialog').getByRole('button', { name: '结束委托' }).click();
  await expect(director.page.getByText('没有进行中的委托')).toBeVisible();
  for (const each of [admin, clerk, director, boss]) await each.context.close();
});
