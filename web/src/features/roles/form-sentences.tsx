import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type FieldRight,
  type FormRights,
  type Reach,
  ROW_ACTIONS,
  type RoleDocument,
  type RowAction,
  reachesOf,
  reachKey,
  reachOf,
  scopeOf,
  type Team,
  teamFields,
  WHOLE_ACTIONS,
  withField,
  withRights,
} from '@/engine/access/role';
import type { Form } from '@/engine/blueprint';
import { useLabel } from '@/ui/session';
import css from './roles.module.css';

interface SentencesProps {
  form: Form;
  role: RoleDocument;
  onChange: (role: RoleDocument) => void;
}

/** The rights on one form: which records each action reaches, what else is allowed, which fields are limited. */
export function FormSentences({ form, role, onChange }: SentencesProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const rights = role.forms?.[form.key] ?? {};
  return (
    <li>
      <h3>{label(form.label, form.key)}</h3>
      <div className={css.rights}>
        {ROW_ACTIONS.map((action) => (
          <RowRight key={action} action={action} form={form} role={role} rights={rights} onChange={onChange} />
        ))}
        <div className={css.whole}>
          {WHOLE_ACTIONS.map((action) => (
            <Checkbox
              key={action}
              checked={rights[action] === true}
              onChange={({ target }) => onChange(withRights(role, form.key, { [action]: target.checked }))}
            >
              {t(`roles.action.${action}`)}
            </Checkbox>
          ))}
        </div>
        <FieldRights form={form} role={role} rights={rights} onChange={onChange} />
      </div>
    </li>
  );
}

function useReachText(form: Form): (reach: Reach) => string {
  const { t } = useTranslation();
  const label = useLabel();
  return (reach) => {
    if (reach.kind === 'team') return t(`roles.scope.${reach.reach}`);
    if (reach.kind !== 'person') return t(`roles.scope.${reach.kind}`);
    const field = label(form.fields.find((each) => each.key === reach.field)?.label, reach.field);
    return t(reach.own ? 'roles.scope.own_or_person' : 'roles.scope.person', { field });
  };
}

function RowRight({
  action,
  form,
  role,
  rights,
  onChange,
}: SentencesProps & { action: RowAction; rights: FormRights }) {
  const { t } = useTranslation();
  const textOf = useReachText(form);
  const reach = reachOf(rights[action], form);
  const [writing, setWriting] = useState(false);
  const choices = reachesOf(form);
  const person = form.fields.find((field) => field.type === 'person')?.key ?? 'created_by';
  const isFormula = writing || reach.kind === 'formula';
  const label = useLabel();
  const fieldName = (key: string) =>
    key === 'created_by' ? t('roles.creator') : label(form.fields.find((each) => each.key === key)?.label, key);
  /** The fields of the present team that another team can be looked for in too. */
  const kept = (next: Team) => {
    const of = reach.kind === 'team' ? reach.of.filter((key) => teamFields(form, next).includes(key)) : [];
    return of.length > 0 ? of : ['created_by'];
  };
  const put = (next: Reach) => onChange(withRights(role, form.key, { [action]: scopeOf(next) }));
  return (
    <div className={css.sentence}>
      <span>
        {t('roles.can')} <strong>{t(`roles.action.${action}`)}</strong>
      </span>
      <Select
        aria-label={t(`roles.action.${action}`)}
        popupMatchSelectWidth={false}
        value={isFormula ? 'formula' : reachKey(reach)}
        options={[
          ...choices.map((each) => ({ value: reachKey(each), label: textOf(each) })),
          { value: 'formula', label: t('roles.scope.formula') },
        ]}
        onChange={(key) => {
          setWriting(key === 'formula');
          const chosen = choices.find((each) => reachKey(each) === key);
          if (chosen)
            put(chosen.kind === 'team' && reach.kind === 'team' ? { ...chosen, of: kept(chosen.reach) } : chosen);
        }}
      />
      {reach.kind === 'team' && !isFormula ? (
        <Select<string[]>
          mode="multiple"
          className={css.through ?? ''}
          popupMatchSelectWidth={false}
          aria-label={t('roles.through')}
          prefix={t('roles.through')}
          value={[...reach.of]}
          options={teamFields(form, reach.reach).map((key) => ({ value: key, label: fieldName(key) }))}
          onChange={(of) => {
            if (of.length > 0) put({ ...reach, of });
          }}
        />
      ) : null}
      <span>{reach.kind === 'none' && !isFormula ? '' : t('roles.whose')}</span>
      {isFormula ? (
        <Input
          className={css.formula ?? ''}
          aria-label={t('roles.formula')}
          title={t('roles.formula_help', { example: `${person} = me.id` })}
          placeholder={t('roles.formula_help', { example: `${person} = me.id` })}
          defaultValue={reach.kind === 'formula' ? reach.formula : ''}
          onBlur={({ target }) => {
            const formula = target.value.trim();
            if (formula !== '') put({ kind: 'formula', formula });
          }}
        />
      ) : null}
    </div>
  );
}

const RIGHTS: readonly FieldRight[] = ['hidden', 'masked', 'read'];

function FieldRights({ form, role, rights, onChange }: SentencesProps & { rights: FormRights }) {
  const { t } = useTranslation();
  const label = useLabel();
  const limited = Object.entries(rights.fields ?? {});
  const free = form.fields.filter((field) => rights.fields?.[field.key] === undefined);
  const reveal = rights.reveal ?? [];
  return (
    <div className={css.fields}>
      {limited.map(([key, right]) => {
        const field = form.fields.find((each) => each.key === key);
        const name = label(field?.label, key);
        return (
          <div key={key} className={css.sentence}>
            <span>{name}</span>
            <Select<FieldRight>
              aria-label={name}
              value={right}
              options={RIGHTS.filter((each) => each !== 'masked' || field?.type !== 'lines').map((each) => ({
                value: each,
                label: t(`roles.right.${each}`),
              }))}
              onChange={(next) => onChange(withField(role, form.key, key, next))}
            />
            {right === 'masked' ? (
              <Checkbox
                checked={reveal.includes(key)}
                onChange={({ target }) =>
                  onChange(
                    withRights(role, form.key, {
                      reveal: target.checked ? [...reveal, key] : reveal.filter((each) => each !== key),
                    }),
                  )
                }
              >
                {t('roles.allow_reveal')}
              </Checkbox>
            ) : null}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={`${name}: ${t('roles.right.edit')}`}
              onClick={() => onChange(withField(role, form.key, key, 'edit'))}
            />
          </div>
        );
      })}
      <Dropdown
        trigger={['click']}
        menu={{
          items: free.map((field) => ({ key: field.key, label: label(field.label, field.key) })),
          style: { maxHeight: 320, overflow: 'auto' },
          onClick: ({ key }) => onChange(withField(role, form.key, key, 'hidden')),
        }}
      >
        <Button type="link" size="small" icon={<PlusOutlined aria-hidden />}>
          {t('roles.add_field')}
        </Button>
      </Dropdown>
    </div>
  );
}
