import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { isPlain, treeOf } from '@/engine/conditions/read';
import { formulaOf, formulaOperators } from '@/engine/conditions/write';
import { type Condition, joined, partsOf, pathOf, pathsOf, shapeOf, type Tree } from '@/engine/list/tree';
import { ConditionInput } from '@/ui/conditions/condition-input';
import { useOperatorWords, usePathName } from '@/ui/conditions/words';
import { useBuildPlace } from '../build-place';
import { FormulaBox } from '../panel/formula-box';
import { useFieldOf } from './condition-words';
import css from './conditions.module.css';

interface ConditionBuilderProps {
  /** What the condition decides, in words. */
  label: string;
  /** A formula; empty while there is none. */
  value: string;
  onChange: (formula: string) => void;
}

/** Deeper than this a condition can no longer be read as a sentence. */
const DEEPEST = 2;

/** A condition put together by clicking, kept as a formula; one that does not fit is written. */
export function ConditionBuilder({ label, value, onChange }: ConditionBuilderProps) {
  const { t } = useTranslation();
  const { form, forms, names } = useBuildPlace();
  const fieldOf = useFieldOf(form, forms);
  const [tree, setTree] = useState(() => starting(treeOf(value, fieldOf)));
  const [writing, setWriting] = useState(() => value !== '' && !isPlain(treeOf(value, fieldOf)));
  const written = useRef(value);
  useEffect(() => {
    // Undone, or changed elsewhere: what was being clicked together here is read again.
    if (value === written.current) return;
    written.current = value;
    setTree(starting(treeOf(value, fieldOf)));
  }, [value, fieldOf]);
  const write = (formula: string) => {
    if (formula === written.current) return;
    written.current = formula;
    onChange(formula);
  };
  const change = (next: Tree) => {
    setTree(next);
    write(formulaOf(next, fieldOf) ?? '');
  };
  if (!form) return null;
  const complete = writing || formulaOf(tree, fieldOf) !== undefined;
  return (
    <section className={css.builder} aria-label={label}>
      <Segmented<'click' | 'write'>
        size="small"
        aria-label={t('flows.condition.how')}
        value={writing ? 'write' : 'click'}
        options={[
          { value: 'click', label: t('flows.condition.click') },
          { value: 'write', label: t('flows.condition.write') },
        ]}
        onChange={(how) => {
          setWriting(how === 'write');
          if (how === 'click') setTree(starting(treeOf(written.current, fieldOf)));
        }}
      />
      {writing ? (
        <FormulaBox
          label={label}
          value={value}
          place={{ form, forms, ...(names ? { names } : {}) }}
          expected="boolean"
          onChange={(text) => write(text ?? '')}
        />
      ) : (
        <Group form={form} forms={forms} tree={tree} depth={0} onChange={change} />
      )}
      {complete ? null : <p className={css.hint}>{t('flows.condition.incomplete')}</p>}
    </section>
  );
}

function starting(tree: Tree): Tree {
  const { join, parts } = partsOf(tree);
  return joined(join, parts);
}

let lastKey = 0;
const keys = new WeakMap<Tree, number>();

/** Parts have no names; each keeps the number it was first drawn with for as long as it is the same. */
function keyOf(part: Tree): number {
  const known = keys.get(part);
  if (known !== undefined) return known;
  lastKey += 1;
  keys.set(part, lastKey);
  return lastKey;
}

interface GroupProps {
  form: Form;
  forms: readonly Form[];
  tree: Tree;
  depth: number;
  onChange: (tree: Tree) => void;
  onRemove?: () => void;
}

function Group({ form, forms, tree, depth, onChange, onRemove }: GroupProps) {
  const { t } = useTranslation();
  const { join, parts } = partsOf(tree);
  const put = (next: Tree[]) => onChange(joined(join, next));
  const replace = (index: number, part: Tree) => {
    const before = parts[index];
    if (before) keys.set(part, keyOf(before));
    put(parts.with(index, part));
  };
  const remove = (index: number) => put(parts.filter((_, each) => each !== index));
  return (
    <div className={depth > 0 ? css.group : css.rows}>
      {parts.length > 1 || depth > 0 ? (
        <div className={css.join}>
          <Segmented<'all' | 'any'>
            size="small"
            aria-label={t('flows.condition.join')}
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
        if ('field' in part) {
          return (
            <Clause
              key={keyOf(part)}
              form={form}
              forms={forms}
              condition={part}
              onChange={(next) => replace(index, next)}
              onRemove={() => remove(index)}
            />
          );
        }
        if ('formula' in part || 'not' in part) {
          return (
            <div key={keyOf(part)} className={css.formula}>
              <code>{'formula' in part ? part.formula : ''}</code>
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('filter.remove')}
                onClick={() => remove(index)}
              />
            </div>
          );
        }
        return (
          <Group
            key={keyOf(part)}
            form={form}
            forms={forms}
            tree={part}
            depth={depth + 1}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        );
      })}
      <div className={css.adders}>
        <AddClause form={form} forms={forms} onAdd={(condition) => put([...parts, condition])} />
        {depth < DEEPEST && parts.length > 0 ? (
          <Button
            type="text"
            size="small"
            onClick={() => put([...parts, { [join === 'all' ? 'any' : 'all']: [] } as unknown as Tree])}
          >
            {t('filter.add_group')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** The fields a condition can ask about. */
function useOffers(form: Form, forms: readonly Form[]) {
  const nameOf = usePathName();
  return useMemo(
    () =>
      pathsOf(form, forms)
        .filter(({ field }) => formulaOperators(field).length > 0)
        .map((path) => ({ value: path.key, label: nameOf(path) })),
    [form, forms, nameOf],
  );
}

function AddClause(props: { form: Form; forms: readonly Form[]; onAdd: (condition: Condition) => void }) {
  const { t } = useTranslation();
  const { form, forms } = props;
  const offers = useOffers(form, forms);
  return (
    <Select
      size="small"
      className={css.add ?? ''}
      aria-label={t('filter.add')}
      placeholder={t('filter.add')}
      suffixIcon={<PlusOutlined aria-hidden />}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={null}
      options={offers}
      onChange={(key: string | null) => {
        const field = key === null ? undefined : pathOf(form, forms, key)?.field;
        const [op] = field ? formulaOperators(field) : [];
        if (key !== null && op) props.onAdd({ field: key, op });
      }}
    />
  );
}

interface ClauseProps {
  form: Form;
  forms: readonly Form[];
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** A field, what is asked of it, and with what. */
function Clause({ form, forms, condition, onChange, onRemove }: ClauseProps) {
  const { t } = useTranslation();
  const id = useId();
  const offers = useOffers(form, forms);
  const words = useOperatorWords();
  const path = pathOf(form, forms, condition.field);
  const operators = path ? formulaOperators(path.field) : [];
  return (
    <div className={css.clause}>
      <Select
        id={id}
        size="small"
        className={css.field ?? ''}
        aria-label={t('filter.field')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={condition.field}
        options={offers}
        onChange={(key) => {
          const field = pathOf(form, forms, key)?.field;
          const [op] = field ? formulaOperators(field) : [];
          if (op) onChange({ field: key, op });
        }}
      />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('filter.remove')}
        onClick={onRemove}
      />
      <Select
        size="small"
        className={css.operator ?? ''}
        aria-label={t('filter.operator')}
        popupMatchSelectWidth={false}
        value={condition.op}
        options={operators.map((op) => ({ value: op, label: words(path, op) }))}
        onChange={(op) => {
          const same = path && shapeOf(path.field, op) === shapeOf(path.field, condition.op);
          onChange(same ? { ...condition, op } : { field: condition.field, op });
        }}
      />
      {path ? <ConditionInput path={path} condition={condition} onChange={onChange} /> : <span />}
    </div>
  );
}
