import { expect, type Page, test } from '@playwright/test';
import { Api } from '../support/api';
import { dragTo } from '../support/designer';
import { addBetween, ask, drawn, nameNode, panel, publishFlow, publishForm } from '../support/flows';
import { as } from '../support/people';
import { select } from '../support/select';

interface Where {
  state: string;
  current: { label: string }[];
}

async function newFlow(page: Page, form: string, key: string): Promise<void> {
  await page.goto('/build/flows');
  await page.getByRole('button', { name: '新建流程' }).click();
  const dialog = page.getByRole('dialog', { name: '新建流程' });
  await select(dialog.getByLabel('表单', { exact: true }), new RegExp(form), { typed: form });
  await dialog.getByLabel('标识').fill(key);
  await dialog.getByRole('button', { name: '创建' }).click();
  await expect(page).toHaveURL(new RegExp(`/build/flows/${key}$`));
}

test('the approval of orders by amount is drawn by mouse; a gap at 5000 is refused, then both ways are taken', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const number = Date.now() % 1_000_000;
  const form = `costs_${number}`;
  const label = `报销单 ${number}`;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/flows');
  const api = await Api.of(context);
  await publishForm(api, form, label);
  await newFlow(page, label, `costs_way_${number}`);

  await addBetween(page, '提交', '结束', '办理');
  await nameNode(page, '仓库备货');
  await select(panel(page).getByLabel('角色', { exact: true }), '仓库');
  await page.keyboard.press('Escape');
  await addBetween(page, '提交', '仓库备货', '条件分支');
  await nameNode(page, '按金额');
  await ask(page, '分支 1', '金额', '小于', '5000');
  await panel(page).getByRole('button', { name: '添加分支' }).click();
  await panel(page).getByRole('button', { name: '2 分支 2' }).click();
  await ask(page, '分支 2', '金额', '大于', '5000');
  await panel(page).getByRole('switch', { name: '其他情况' }).click();
  await expect(drawn(page, 'condition/else')).toHaveCount(0);
  await expect(drawn(page, 'condition/branches.branch_2')).toContainText('金额 > 5,000');
  await addBetween(page, '按金额（分支 2）', '仓库备货', '审批');
  await nameNode(page, '销售总监审批');
  await select(panel(page).getByLabel('角色', { exact: true }), '销售总监');
  await page.keyboard.press('Escape');
  await addBetween(page, '销售总监审批（驳回）', '结束', '办理');
  await nameNode(page, '修改后重新提交');
  await panel(page).getByRole('switch', { name: '提交人' }).click();
  await select(panel(page).getByRole('region', { name: '操作：提交' }).getByLabel('下一步'), '按金额');

  // Exactly 5000 goes nowhere: said at the node, and publishing is refused.
  await expect(drawn(page, 'condition')).toHaveAccessibleName(/有问题/);
  await drawn(page, 'condition').click();
  await expect(panel(page).getByRole('list', { name: '规则体检' })).toContainText('金额 = 5000');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const refused = page.getByRole('dialog', { name: '发布前检查' });
  await expect(refused).toContainText('金额 = 5000');
  await expect(refused.getByRole('button', { name: '发布', exact: true })).toBeDisabled();
  await refused.getByRole('button', { name: '去修改' }).first().click();

  await panel(page).getByRole('button', { name: '2 分支 2' }).click();
  const builder = panel(page).getByRole('region', { name: '“分支 2”的条件' });
  await select(builder.getByRole('combobox', { name: '条件', exact: true }), '不小于');
  await expect(drawn(page, 'condition/branches.branch_2')).toContainText('金额 ≥ 5,000');
  await publishFlow(page);

  const at = async (amount: string) => {
    const record = await api.create(form, { amount });
    const where = await api.get<Where>(`/forms/${form}/records/${record.id}/flow`);
    return where.current.map((each) => each.label);
  };
  expect(await at('4999')).toEqual(['仓库备货']);
  expect(await at('5000')).toEqual(['销售总监审批']);
  await context.close();
});

test('nodes are moved by mouse and keyboard, copied, removed and brought back', async ({ browser }) => {
  test.setTimeout(120_000);
  const number = Date.now() % 1_000_000;
  const { page, context } = await as(browser, 'admin');
  await page.goto('/build/flows');
  const api = await Api.of(context);
  await publishForm(api, `trips_${number}`, `出差单 ${number}`);
  await newFlow(page, `出差单 ${number}`, `trips_way_${number}`);
  await addBetween(page, '提交', '结束', '审批');
  await nameNode(page, '主管');
  await addBetween(page, '主管（同意）', '结束', '办理');
  await nameNode(page, '财务');
  const order = () =>
    page.locator('[data-flow-node]').evaluateAll((all) => all.map((each) => each.getAttribute('data-flow-node')));
  await expect.poll(order).toEqual(['start', 'approve', 'handle', 'end']);

  await drawn(page, 'handle').click();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual(['start', 'handle', 'approve', 'end']);
  await page.keyboard.press('Control+z');
  await expect.poll(order).toEqual(['start', 'approve', 'handle', 'end']);
  await dragTo(page, drawn(page, 'handle'), page.getByRole('button', { name: '在“提交”和“主管”之间添加' }), {
    x: 0.5,
    y: 0.5,
  });
  await expect.poll(order).toEqual(['start', 'handle', 'approve', 'end']);

  await page.getByRole('button', { name: /^复制节点/ }).click();
  await page.getByRole('button', { name: '在“主管（同意）”和“结束”之间添加' }).click();
  await page.getByRole('menuitem', { name: '粘贴节点' }).click();
  await expect.poll(order).toEqual(['start', 'handle', 'approve', 'handle_2', 'end']);
  await drawn(page, 'approve').click();
  await page.keyboard.press('Delete');
  await expect.poll(order).toEqual(['start', 'handle', 'handle_2', 'end']);
  await page.keyboard.press('Control+z');
  await expect.poll(order).toEqual(['start', 'handle', 'approve', 'handle_2', 'end']);
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await context.close();

  // In the hand: the same flow as a list, and its nodes can be changed there.
  const phone = await as(browser, 'admin', { phone: true });
  await phone.page.goto(`/build/flows/trips_way_${number}`);
  await phone.page.getByRole('button', { name: /^主管/ }).click();
  const sheet = phone.page.getByRole('dialog', { name: '属性' });
  await sheet.getByLabel('名称', { exact: true }).fill('经理');
  await sheet.getByRole('button', { name: /关闭|Close/ }).click();
  await expect(phone.page.getByRole('list', { name: '列表' })).toContainText('经理');
  await expect(phone.page.getByText('草稿已保存')).toBeVisible();
  await phone.context.close();
});
