import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { isCondition, joined, partsOf, pathsOf, readTree, type Tree, treeText } from '@/engine/list/tree';
import { useWorkplace } from '@/ui/session';
import { blankCondition, ConditionRow } from './condition-row';
import css from './tree.module.css';

interface FilterPanelProps {
  form: Form;
  filter: string;
  /** Conditions on two lines: beside something else, not in a window of their own. */
  narrow?: boolean;
  onChange: (filter: string) => void;
}

/** Deeper than this a filter can no longer be read as a sentence. */
const DEEPEST = 2;

/** Puts a filter together: conditions that all hold, or one of them, and groups of such. */
export function FilterPanel({ form, filter, narrow = false, onChange }: FilterPanelProps) {
  const [tree, setTree] = useState(() => starting(readTree(filter)));
  const written = useRef(filter);
  useEffect(() => {
    if (filter === written.current) return;
    written.current = filter;
    setTree(starting(readTree(filter)));
  }, [filter]);
  const change = (next: Tree) => {
    setTree(next);
    const text = treeText(next);
    if (text === written.current) return;
    written.current = text;
    onChange(text);
  };
  return (
    <div className={`${css.panel} ${narrow ? css.narrow : ''}`}>
      <Group form={form} tree={tree} depth={0} onChange={change} />
    </div>
  );
}

function starting(tree: Tree): Tree {
  const { join, parts } = partsOf(tree);
  return joined(join, parts);
}

let nextKey = 1;
const keys = new WeakMap<Tree, number>();

/** Parts have no names; each keeps the number it was first drawn with for as long as it is the same. */
function keyOf(part: Tree): number {
  const known = keys.get(part);
  if (known !== undefined) return known;
  nextKey += 1;
  keys.set(part, nextKey);
  return nextKey;
}

interface GroupProps {
  form: Form;
  tree: Tree;
  depth: number;
  onChange: (tree: Tree) => void;
  onRemove?: () => void;
}

function Group({ form, tree, depth, onChange, onRemove }: GroupProps) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const { join, parts } = partsOf(tree);
  const put = (next: Tree[]) => onChange(joined(join, next));
  const replace = (index: number, part: Tree) => {
    const before = parts[index];
    if (before) keys.set(part, keyOf(before));
    put(parts.with(index, part));
  };
  const remove = (index: number) => put(parts.filter((_, each) => each !== index));
  const fresh = () => {
    const [first] = pathsOf(form, blueprint.forms);
    return blankCondition(first, first?.key ?? '');
  };
  return (
    <div className={depth > 0 ? css.group : css.rows}>
      {parts.length > 1 || depth > 0 ? (
        <div className={css.join}>
          <Segmented<'all' | 'any'>
            size="small"
            value={join}
            options={[
              { value: 'all', label: t('filter.all') },
              { value: 'any', label: t('filter.any') },
            ]}
            onChange={(next) => onChange(joined(next, parts))}
          />
          {onRemove ? (
            <Button type="link" size="small" onClick={onRemove}>
              {t('filter.remove_group')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {parts.map((part, index) => {
        if (isCondition(part)) {
          return (
            <ConditionRow
              key={keyOf(part)}
              form={form}
              condition={part}
              onChange={(next) => replace(index, next)}
              onRemove={() => remove(index)}
            />
          );
        }
        if ('formula' in part || 'not' in part) {
          return (
            <div key={keyOf(part)} className={css.formulaRow}>
              <span>{t('filter.formula')}</span>
              <code>{'formula' in part ? part.formula : JSON.stringify(part)}</code>
              <Button type="link" size="small" onClick={() => remove(index)}>
                {t('filter.remove')}
              </Button>
            </div>
          );
        }
        return (
          <Group
            key={keyOf(part)}
            form={form}
            tree={part}
            depth={depth + 1}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        );
      })}
      {parts.length === 0 && depth === 0 ? <p className={css.hint}>{t('filter.none')}</p> : null}
      <div className={css.adders}>
        <Button type="dashed" size="small" icon={<PlusOutlined aria-hidden />} onClick={() => put([...parts, fresh()])}>
          {t('filter.add')}
        </Button>
        {depth < DEEPEST ? (
          <Button type="text" size="small" onClick={() => put([...parts, joined('any', [fresh()])])}>
            {t('filter.add_group')}
          </Button>
        ) : null}
        {depth === 0 && parts.length > 0 ? (
          <Button type="text" size="small" onClick={() => onChange({ all: [] })}>
            {t('filter.clear')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
