import '@/i18n/rights';
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type Explanation, loadExplanation, type RoleSays, type RowAction, type ScopeSays } from '@/api/access';
import { lookAs } from '@/api/view-as';
import { reachOf } from '@/engine/access/role';
import type { Form, PersonField, ReferenceField } from '@/engine/blueprint';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { useTitles } from '@/ui/inputs/use-titles';
import { LinkButton } from '@/ui/link-button';
import { Page, Panel } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useListText, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { StateTag } from '@/ui/values/status-tag';
import css from './access.module.css';

const ACTIONS: readonly RowAction[] = ['view', 'edit', 'delete'];
const ANYBODY = { key: 'person', label: {}, type: 'person' } as PersonField;

/** `/explain`: why somebody may or may not see a record and each of its fields, role by role. */
export function ExplainPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { session, blueprint } = useWorkplace();
  const [search, setSearch] = useSearchParams();
  const [person, form, record] = ['person', 'form', 'record'].map((key) => search.get(key) ?? '') as [
    string,
    string,
    string,
  ];
  const found = blueprint.forms.find((each) => each.key === form);
  const query = useQuery({
    queryKey: ['explanation', form, record, person],
    queryFn: ({ signal }) => loadExplanation(form, record, person, signal),
    enabled: person !== '' && form !== '' && record !== '',
    retry: false,
  });
  const recordField = { key: 'record', label: {}, type: 'reference', form } as ReferenceField;
  const names = useTitles(ANYBODY, person === '' ? [] : [person]);
  const titles = useTitles(recordField, record === '' || form === '' ? [] : [record]);
  if (!session.builds && !session.administers) return <NoPermission />;
  const put = (change: Record<string, string>) =>
    setSearch(
      (before) => {
        for (const [key, value] of Object.entries(change)) {
          if (value === '') before.delete(key);
          else before.set(key, value);
        }
        return before;
      },
      { replace: true },
    );
  return (
    <Page
      title={t('explain.title')}
      width="text"
      actions={
        session.administers && person !== '' && person !== session.person.id ? (
          <Button onClick={() => lookAs(person)}>{t('explain.view_as')}</Button>
        ) : null
      }
    >
      <Panel>
        <div className={css.asked}>
          <div>
            <label htmlFor="explain-person">{t('explain.person')}</label>
            <ChoiceSelect
              id="explain-person"
              field={ANYBODY}
              label={t('explain.person')}
              value={person === '' ? [] : [{ id: person, title: names.get(person) ?? '…' }]}
              onChange={([picked]) => put({ person: picked?.id ?? '' })}
            />
          </div>
          <div>
            <label htmlFor="explain-form">{t('explain.form')}</label>
            <Select
              id="explain-form"
              style={{ width: '100%' }}
              showSearch={{ optionFilterProp: 'label' }}
              value={form || null}
              placeholder={t('explain.form')}
              options={blueprint.forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
              onChange={(next) => put({ form: next, record: '' })}
            />
          </div>
          <div>
            <label htmlFor="explain-record">{t('explain.record')}</label>
            <ChoiceSelect
              key={form}
              id="explain-record"
              field={recordField}
              disabled={form === ''}
              label={t('explain.record')}
              value={record === '' ? [] : [{ id: record, title: titles.get(record) ?? '…' }]}
              onChange={([picked]) => put({ record: picked?.id ?? '' })}
            />
          </div>
        </div>
      </Panel>
      {query.isLoading ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {!query.isEnabled ? <EmptyState title={t('explain.choose')} hint={t('explain.choose_text')} /> : null}
      {query.data ? <Answer answer={query.data} form={found} title={titles.get(record) ?? ''} record={record} /> : null}
    </Page>
  );
}

interface AnswerProps {
  answer: Explanation;
  form: Form | undefined;
  title: string;
  record: string;
}

function Answer({ answer, form, title, record }: AnswerProps) {
  const { t } = useTranslation();
  const list = useListText();
  const may = ACTIONS.filter((action) => answer.may[action]).map((action) => t(`explain.action.${action}`));
  const not = ACTIONS.filter((action) => !answer.may[action]).map((action) => t(`explain.action.${action}`));
  const name = answer.person.title;
  return (
    <>
      <Panel
        title={t('explain.rows')}
        extra={
          form ? (
            <LinkButton size="small" to={`/forms/${form.key}/${record}`}>
              {t('explain.open')}
            </LinkButton>
          ) : null
        }
      >
        <p className={css.verdict}>
          {may.length > 0 ? t('explain.may', { name, actions: list(may), title }) : null}
          {may.length > 0 && not.length > 0 ? t('explain.but') : null}
          {not.length > 0 ? t('explain.may_not', { name, actions: list(not), title }) : null}
          {t('explain.stop')}
        </p>
        {answer.builds ? <p className={css.quiet}>{t('explain.builds')}</p> : null}
        {answer.roles.length === 0 ? <p>{t('explain.no_roles', { name })}</p> : null}
        <ul className={css.roles}>
          {answer.roles.map((role) => (
            <RoleRows key={role.key} role={role} form={form} />
          ))}
        </ul>
      </Panel>
      <Panel title={t('explain.fields')} flush>
        <FieldTable answer={answer} />
      </Panel>
    </>
  );
}

function RoleRows({ role, form }: { role: RoleSays; form: Form | undefined }) {
  const { t } = useTranslation();
  return (
    <li>
      <h3>{t('explain.role', { role: role.label })}</h3>
      {role.speaksOfForm ? (
        <ul className={css.says}>
          {ACTIONS.map((action) => {
            const says = role.actions[action];
            return says ? (
              <li key={action}>
                {says.reaches ? (
                  <CheckCircleFilled className={css.yes ?? ''} aria-label={t('explain.yes')} />
                ) : (
                  <CloseCircleFilled className={css.no ?? ''} aria-label={t('explain.no')} />
                )}
                <ScopeSentence action={action} says={says} form={form} />
              </li>
            ) : null;
          })}
        </ul>
      ) : (
        <p className={css.quiet}>{t('explain.silent')}</p>
      )}
    </li>
  );
}

function ScopeSentence({ action, says, form }: { action: RowAction; says: ScopeSays; form: Form | undefined }) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const verb = t(`explain.action.${action}`);
  const field = (key: string) =>
    key === 'created_by' ? t('explain.creator') : label(form?.fields.find((each) => each.key === key)?.label, key);
  const { scope } = says;
  if (scope === 'all') return <span>{t('explain.all', { verb })}</span>;
  if (scope === 'none') return <span>{t('explain.none', { verb })}</span>;
  const end = says.reaches ? t('explain.reached') : t('explain.not_reached');
  const reach = says.formula !== null && form ? reachOf({ formula: says.formula }, form) : undefined;
  if (scope === 'formula' && reach?.kind !== 'person') {
    return (
      <span>
        {t('explain.where', { verb })} <code>{says.formula}</code>
        {end}
      </span>
    );
  }
  const whose = () => {
    if (reach?.kind === 'person') {
      const person = field(reach.field);
      return reach.own ? t('explain.own_or_person', { field: person }) : t('explain.person_is', { field: person });
    }
    if (scope === 'mine' || scope === 'formula') return t('explain.mine');
    return t(`explain.team.${scope}`, { fields: list((says.of ?? []).map(field)) });
  };
  return <span>{`${t('explain.only', { verb, whose: whose() })}${end}`}</span>;
}

const COLOURS = { hidden: 'red', masked: 'gold', read: 'default', edit: 'green' } as const;

function FieldTable({ answer }: { answer: Explanation }) {
  const { t } = useTranslation();
  const roleName = (key: string) => answer.roles.find((role) => role.key === key)?.label ?? key;
  return (
    <section className={css.table} tabIndex={0} aria-label={t('explain.fields')}>
      <table>
        <thead>
          <tr>
            <th>{t('explain.field')}</th>
            <th>{t('explain.outcome')}</th>
            <th>{t('explain.why')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.fields.map((field) => (
            <tr key={field.key}>
              <th scope="row">{field.label}</th>
              <td>
                <StateTag color={COLOURS[field.access]}>{t(`explain.access.${field.access}`)}</StateTag>
              </td>
              <td>
                {Object.entries(field.says).map(([role, word]) => (
                  <div key={role} className={field.by.includes(role) ? undefined : css.quiet}>
                    {t(`explain.says.${word}`, { role: roleName(role) })}
                  </div>
                ))}
                {field.task ? <div>{t('explain.by_task')}</div> : null}
                {Object.keys(field.says).length === 0 ? (
                  <div className={css.quiet}>{t('explain.says_none')}</div>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
