import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { asks, Office } from '../support/approvals';
import { people } from '../support/people';
import { place } from '../support/place';
import { until } from '../support/product';

/** The clock goes ahead and stays there: for whoever comes later it is just that time. */
test('a to-do nobody does in time reminds, then goes to somebody else as well, who does it', async ({ browser }) => {
  const office = await Office.open(browser);
  await office.flow([
    asks('a', '主管审批', office.who('director'), 'end', {
      limit: {
        after: 10,
        steps: [
          { at: -5, do: 'remind' },
          { at: 0, do: 'escalate', to: office.who('boss') },
        ],
      },
    }),
  ]);
  const record = await office.create('clerk', '等不到人的请款');
  const asked = async () => (await office.where(record)).current.flatMap((each) => each.assignees);
  expect(await asked()).toEqual([people.director.name]);
  const director = await office.desk('director');
  await director.goto('/tasks');
  await expect(director.getByText('等不到人的请款').first()).toBeVisible();

  writeFileSync(place.clock, 'PT6M');
  await until(async () => {
    const { trail } = await office.where(record);
    return trail.some((each) => each.act === 'remind') ? true : undefined;
  }, 40_000);
  expect(await asked(), 'a reminder asks nobody else').toEqual([people.director.name]);

  writeFileSync(place.clock, 'PT11M');
  await until(async () => ((await asked()).includes(people.boss.name) ? true : undefined), 40_000);
  expect(await asked()).toContain(people.director.name);
  await office.decide('boss', record, '同意', '我来批');
  expect(await office.at(record)).toEqual(['= passed']);
  const boss = await office.desk('boss');
  await boss.getByRole('tab', { name: /流程/ }).click();
  const trail = boss.getByRole('list', { name: '流程轨迹' });
  await expect(trail).toContainText('超时升级');
  await expect(trail).toContainText('我来批');
  await director.goto(`/forms/${office.form}/${record}`);
  await expect(director.getByRole('button', { name: '同意', exact: true })).toHaveCount(0);
  await office.close();
});
