import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Form, findField } from '@/engine/blueprint';
import {
  branchesOf,
  type FlowDocument,
  type FlowNode,
  outcomesOf,
  type TableNode,
  type Who,
} from '@/engine/flow/document';
import { NODE_KINDS } from '@/engine/flow/kinds';
import { cellText } from '@/engine/flow/table-cells';
import { pathOf } from '@/engine/list/tree';
import { useConditionWords } from '@/features/build/conditions/condition-words';
import { useEverybody, useRoles } from '@/features/build/use-everybody';
import type { CanvasWords } from '@/ui/flow/flow-canvas';
import { useLabel, useListText } from '@/ui/session';
import { lookOf, type NodeWords } from './nodes';

/** Everything of a flow as people say it. */
export interface FlowWords extends CanvasWords {
  who: (who: Who | undefined) => string;
}

const USUAL = ['approve', 'reject', 'submit', 'cancel'] as const;

/** Rules that are said by their name alone. */
const RULES = ['departments', 'head', 'heads', 'manager', 'managers', 'chosen', 'formula', 'table'] as const;

function whens(document: FlowDocument): string[] {
  return document.nodes.flatMap((node) => branchesOf(node).flatMap(({ when }) => when ?? []));
}

export function useFlowWords(document: FlowDocument, form: Form | undefined, forms: readonly Form[]): FlowWords {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const roles = useRoles().data;
  const everybody = useEverybody().data;
  const people = useMemo(() => new Map((everybody?.items ?? []).map(({ id, name }) => [id, name])), [everybody]);
  const formulas = useMemo(() => whens(document), [document]);
  const conditionWords = useConditionWords({ form, forms, formulas, people });
  return useMemo((): FlowWords => {
    const type = (key: string) => {
      const known = NODE_KINDS.find((kind) => kind.type === key);
      return known ? t(`flows.node.${known.type}`) : key;
    };
    const who = (who: Who | undefined): string => {
      if (!who) return '';
      const role = (key: string) => label(roles?.find((each) => each.key === key)?.label, key);
      const field = who.field && form ? pathOf(form, forms, who.field)?.field : undefined;
      return list([
        ...(who.roles ?? []).map(role),
        ...(who.people ?? []).map((id) => people.get(id) ?? '…'),
        ...(who.starter ? [t('flows.who.starter')] : []),
        ...(who.field ? [field ? label(field.label, field.key) : who.field] : []),
        ...RULES.flatMap((rule) => (who[rule] === undefined ? [] : [t(`flows.who.rule.${rule}`)])),
      ]);
    };
    const words: NodeWords = {
      t,
      who,
      fields: (keys) => list(keys.map((key) => label(form && findField(form.fields, key)?.label, key))),
    };
    const exit = (node: FlowNode, port: string): string => {
      const [group, key = ''] = port.split('.');
      if (group === 'else') return t('flows.else');
      if (group === 'rejected') return t('flows.subflow.rejected');
      if (node.type === 'decision_table') return tableExit(node as TableNode, port);
      if (group === 'outcomes') {
        const usual = USUAL.find((each) => each === key);
        const named = outcomesOf(node).find(([each]) => each === key)?.[1].label;
        return label(named, usual ? t(`flows.outcome.${usual}`) : key);
      }
      const index = branchesOf(node).findIndex((each) => each.key === key);
      if (index >= 0) return label(branchesOf(node)[index]?.label, t('flows.branch_number', { number: index + 1 }));
      return '';
    };
    const tableExit = (node: TableNode, port: string): string => {
      const index = node.rows.findIndex((row) => `rows.${row.key}` === port);
      return index < 0
        ? t('flows.table.match')
        : label(node.rows[index]?.label, t('flows.table.row', { number: index + 1 }));
    };
    const tableWords = (node: TableNode, port: string): string => {
      const row = node.rows.find((each) => `rows.${each.key}` === port);
      if (!row) return t('flows.table.rows', { count: node.rows.length });
      return list(
        node.inputs.flatMap((input) => {
          const field = form && findField(form.fields, input.value);
          const options =
            field?.type === 'select'
              ? field.options.map((each) => ({ value: each.key, label: label(each.label, each.key) }))
              : [];
          const text = cellText(row.when[input.key], { type: 'text', options });
          return text === '' ? [] : [`${label(input.label ?? field?.label, input.value)} ${text}`];
        }),
      );
    };
    return {
      type,
      who,
      exit,
      node: (node) => label(node.label, type(node.type)),
      summary: (node) => lookOf(node.type).summary(node, words),
      condition: (node, port) => {
        if (port === 'else') return t('flows.else_text');
        if (node.type === 'decision_table') return tableWords(node as TableNode, port);
        const branch = branchesOf(node).find((each) => `branches.${each.key}` === port);
        if (!branch || branch.when === undefined) return '';
        return branch.when.trim() === '' ? t('flows.no_condition') : conditionWords(branch.when);
      },
    };
  }, [t, label, list, roles, people, form, forms, conditionWords]);
}
