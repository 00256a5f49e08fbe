import { expect, test } from '@playwright/test';
import { asks, Office } from '../support/approvals';
import { mailsTo } from '../support/mailbox';
import { people } from '../support/people';
import { place } from '../support/place';
import { select } from '../support/select';

test('a countersign with one more signer, one who hands on, a return out of it, and straight back', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const office = await Office.open(browser);
  await office.flow([
    asks('a', '会签', office.who('director', 'accountant'), 'b', {
      mode: 'all',
      // biome-ignore lint/suspicious/noThenProperty: so the document of a flow calls it
      return: { to: ['start'], then: 'choose' },
    }),
    asks('b', '总经理', office.who('boss'), 'end'),
  ]);
  const record = await office.create('clerk', '展会布置');
  await office.hand('director', record, '并加签', ['warehouse'], '仓库也看一下');
  await office.hand('accountant', record, '转办', ['boss'], '我不在');
  await office.decide('warehouse', record, '同意', '物料够');
  await office.hand('boss', record, '退回', [], '请补上附件清单', '修改后直接回到这里');
  expect(await office.at(record), 'nobody is left at the countersign').toEqual(['start']);
  await office.decide('clerk', record, '重新提交', '已补上');
  expect((await office.where(record)).current.flatMap((each) => each.assignees)).toContain(people.boss.name);
  await office.decide('boss', record, '同意', '好');
  await office.decide('director', record, '同意', '好');
  expect(await office.at(record)).toEqual(['b']);
  const page = await office.desk('boss');
  await office.decide('boss', record, '同意', '可以');
  await page.getByRole('tab', { name: /流程/ }).click();
  const trail = page.getByRole('list', { name: '流程轨迹' });
  await expect(trail).toContainText('请补上附件清单');
  await expect(trail).toContainText('流程已结束 · 通过');
  await office.close();
});

test('parallel ways of which one is refused; a withdrawal; somebody stands in; a version goes on', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const office = await Office.open(browser);
  const both = (last: object[]) => [
    {
      key: 'a',
      type: 'parallel',
      join: 'meet',
      branches: [
        { key: 'x', next: 'left' },
        { key: 'y', next: 'right' },
      ],
    },
    asks('left', '销售', office.who('director'), 'meet'),
    asks('right', '财务', office.who('accountant'), 'meet'),
    { key: 'meet', type: 'join', next: last.length > 0 ? 'last' : 'end' },
    ...last,
  ];
  await office.flow(both([]), { withdraw: { until: 'end' } });

  const refused = await office.create('clerk', '并行里有一路驳回');
  expect(await office.at(refused)).toEqual(['left', 'right']);
  await office.decide('accountant', refused, '驳回', '超预算');
  expect(await office.at(refused), 'the other way ends with it').toEqual(['= rejected']);
  const director = await office.desk('director');
  await director.goto(`/forms/${office.form}/${refused}`);
  await expect(director.getByRole('heading', { name: '并行里有一路驳回' })).toBeVisible();
  await expect(director.getByRole('button', { name: '同意', exact: true })).toHaveCount(0);

  const withdrawn = await office.create('clerk', '撤回的');
  await office.act('clerk', withdrawn, '撤回', '写错了');
  expect(await office.at(withdrawn)).toEqual(['start']);

  // Somebody stands in from today on, and says so in the trail.
  const stood = await office.create('clerk', '代办的');
  await director.goto('/proxies');
  await director.getByRole('button', { name: '新建委托' }).click();
  const give = director.getByRole('dialog', { name: '新建委托' });
  await select(give.getByRole('combobox').first(), new RegExp(people.boss.name), { typed: people.boss.name });
  await give.getByLabel('结束', { exact: true }).fill('2099-12-31 18:00');
  await director.keyboard.press('Enter');
  await give.getByRole('button', { name: '新建委托' }).click();
  await expect(give).toBeHidden();
  await office.decide('boss', stood, '同意', '代签');
  const boss = await office.desk('boss');
  await boss.getByRole('tab', { name: /流程/ }).click();
  await expect(boss.getByRole('list', { name: '流程轨迹' })).toContainText(`代${people.director.name}`);
  await director.getByRole('button', { name: '结束委托' }).click();
  await director.getByRole('dialog').getByRole('button', { name: '结束委托' }).click();
  await expect(director.getByText('没有进行中的委托')).toBeVisible();

  // Another version, while one record is on its way: that one keeps its own, a new one takes the new.
  await office.flow(both([asks('last', '总经理', office.who('boss'), 'end')]), { withdraw: { until: 'end' } });
  const young = await office.create('clerk', '新版的');
  await office.decide('accountant', stood, '同意', '好');
  expect(await office.at(stood)).toEqual(['= passed']);
  await office.decide('accountant', young, '同意', '好');
  await office.decide('director', young, '同意', '好');
  expect(await office.at(young)).toEqual(['last']);
  await office.close();
});

test('a to-do is done from the mail, in the hand and without signing in', async ({ browser }) => {
  const office = await Office.open(browser);
  const mail = `boss.${Date.now()}@example.com`;
  await office.admin.send('PATCH', `/people/${office.ids[people.boss.name]}`, { email: mail });
  const admin = await office.desk('admin');
  await admin.goto('/settings');
  await admin.getByLabel('地址').fill(`${place.address}/`);
  await admin.getByRole('button', { name: '保存' }).click();
  await expect(admin.getByLabel('地址')).toHaveValue(place.address);
  await admin.getByRole('switch').click();
  await expect(admin.getByRole('switch')).toBeChecked();
  await office.flow([asks('a', '总经理', office.who('boss'), 'end', { opinions: ['情况属实'] })]);
  const record = await office.create('clerk', '差旅费');
  await expect.poll(() => mailsTo(mail).length).toBe(1);
  const link = /http\S+\/m\/\S+/.exec(mailsTo(mail)[0]?.text ?? '')?.[0] ?? '';

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', isMobile: true });
  const page = await phone.newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('总经理 · 差旅费');
  await expect(page.getByText(people.clerk.name).first()).toBeVisible();
  await page.getByRole('button', { name: '驳回' }).click();
  await expect(page.getByRole('alert')).toHaveText('请填写意见');
  await page.getByRole('button', { name: '情况属实' }).click();
  await page.getByRole('button', { name: '同意' }).click();
  await page.getByRole('button', { name: '同意' }).click();
  await expect(page.getByRole('status')).toContainText('已提交：同意');
  const { state, trail } = await office.where(record);
  expect([state, trail.at(-1)?.via]).toEqual(['finished', 'mail']);
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('不能再从邮件办理');
  await phone.close();
  await admin.getByRole('switch').click();
  await expect(admin.getByRole('switch')).not.toBeChecked();
  await office.admin.send('PUT', '/settings/address', { address: null });
  await office.close();
});
