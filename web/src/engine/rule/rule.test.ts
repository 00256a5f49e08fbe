import { expect, test } from 'vitest';
import { mergeRules, ruleClashes, ruleDifferences } from './difference';
import { callsOf, type RuleDocument, type RuleStep, stepAt } from './document';
import { addBeside, addStep, alsoAfter, lanesOf, possibleBefore, removeStep } from './operations';

function rule(...steps: (Pick<RuleStep, 'key'> & Partial<RuleStep>)[]): RuleDocument {
  return {
    kind: 'rule',
    key: 'r',
    label: 'r',
    form: 'f',
    trigger: { on: ['create'] },
    steps: steps.map((step) => ({ action: 'create_task', ...step })),
  };
}

function drawn(document: RuleDocument): unknown {
  const read = (lanes: ReturnType<typeof lanesOf>): unknown[] =>
    lanes.map(({ steps, next }) => [...steps.map((step) => step.key), ...(next.length > 0 ? [read(next)] : [])]);
  return read(lanesOf(document.steps));
}

test('steps without an order are lanes beside each other, the others follow in their lane', () => {
  expect(drawn(rule({ key: 'a' }, { key: 'b' }, { key: 'c', after: ['a'] }))).toEqual([['a', 'c'], ['b']]);
});

test('several steps behind one begin together', () => {
  expect(drawn(rule({ key: 'a' }, { key: 'b', after: ['a'] }, { key: 'c', after: ['a'] }))).toEqual([
    ['a', [['b'], ['c']]],
  ]);
});

test('a step behind several stands behind the last of them and names the others', () => {
  const document = rule({ key: 'a' }, { key: 'b' }, { key: 'c', after: ['a', 'b'] });
  expect(drawn(document)).toEqual([['a'], ['b', 'c']]);
  expect(alsoAfter(stepAt(document, 'c') as RuleStep, 'b')).toEqual(['a']);
});

test('steps in a circle are shown all the same, each once', () => {
  expect(drawn(rule({ key: 'a', after: ['b'] }, { key: 'b', after: ['a'] }))).toEqual([['a', 'b']]);
});

test('a step put behind another comes between it and what waited for it', () => {
  const { document, key } = addStep(rule({ key: 'a' }, { key: 'b', after: ['a'] }), { after: 'a' }, 'wait');
  expect(key).toBe('wait');
  expect(drawn(document)).toEqual([['a', 'wait', 'b']]);
});

test('a step put beside others waits for the same and leaves them alone', () => {
  const { document } = addBeside(rule({ key: 'a' }, { key: 'b', after: ['a'] }), 'a', 'notify');
  expect(drawn(document)).toEqual([['a', [['b'], ['notify']]]]);
});

test('what waited for a removed step waits for what that one waited for', () => {
  const document = rule({ key: 'a' }, { key: 'b', after: ['a'] }, { key: 'c', after: ['b'] });
  expect(drawn(removeStep(document, 'b'))).toEqual([['a', 'c']]);
  expect(stepAt(removeStep(document, 'a'), 'b')?.after).toBeUndefined();
});

test('a step cannot wait for what waits for it', () => {
  const document = rule({ key: 'a' }, { key: 'b', after: ['a'] }, { key: 'c' });
  expect(possibleBefore(document, 'a').map((step) => step.key)).toEqual(['c']);
});

test('two people who change different steps both keep their change', () => {
  const base = rule({ key: 'a', title: 'a' }, { key: 'b', title: 'b' });
  const mine = rule({ key: 'a', title: 'A' }, { key: 'b', title: 'b' });
  const theirs = rule({ key: 'a', title: 'a' }, { key: 'b', title: 'b' }, { key: 'c', title: 'c' });
  const merged = mergeRules(base, mine, theirs, 'mine');
  expect(merged.steps.map((step) => step.title)).toEqual(['A', 'b', 'c']);
  expect(ruleClashes(base, mine, theirs)).toEqual([]);
  expect(ruleDifferences(base, merged).map((each) => each.kind)).toEqual(['changed', 'added']);
  expect(ruleClashes(base, mine, rule({ key: 'a', title: 'x' }, { key: 'b', title: 'b' }))).toHaveLength(1);
});

test('names every rule that is run once, those inside lists as well', () => {
  const { steps } = rule(
    { key: 'a', action: 'call_rule', rule: 'one' },
    { key: 'b', action: 'call_rule', rule: '' },
    {
      key: 'c',
      action: 'for_each',
      do: [
        { key: 'x', action: 'call_rule', rule: 'two' },
        { key: 'y', action: 'call_rule', rule: 'one' },
      ],
    },
  );
  expect(callsOf(steps)).toEqual(['one', 'two']);
});
