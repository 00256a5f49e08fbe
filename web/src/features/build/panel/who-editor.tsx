import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { patched, type Who } from '@/engine/flow/document';
import { Row, SwitchRow } from '@/features/build/panel/parts';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { useLabel } from '@/ui/session';
import { useBuildPlace } from '../build-place';
import { useEverybody, useRoles } from '../use-everybody';

/** Whom a node asks; what is chosen adds up. */
export function WhoEditor(props: { value: Who | undefined; help?: string; onChange: (who: Who) => void }) {
  const { value, help, onChange } = props;
  const { t } = useTranslation();
  const label = useLabel();
  const { form } = useBuildPlace();
  const roles = useRoles().data ?? [];
  const everybody = useEverybody().data?.items ?? [];
  const who = value ?? {};
  const some = <T,>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
  const fields = (form?.fields ?? []).filter((field) => field.type === 'person');
  const known = fields.some((field) => field.key === who.field);
  return (
    <>
      <Row label={t('flows.who.roles')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            placeholder={t('flows.who.roles_hint')}
            showSearch={{ optionFilterProp: 'label' }}
            value={who.roles ?? []}
            options={roles.map((role) => ({ value: role.key, label: label(role.label, role.key) }))}
            onChange={(next: string[]) => onChange(patched(who, { roles: some(next) }))}
          />
        )}
      </Row>
      <Row label={t('flows.who.people')}>
        {(id) => (
          <ChoiceSelect
            id={id}
            multiple
            label={t('flows.who.people')}
            field={{ key: 'people', type: 'person', label: {} }}
            value={(who.people ?? []).map((each) => ({
              id: each,
              title: everybody.find((person) => person.id === each)?.name ?? '…',
            }))}
            onChange={(next) => onChange(patched(who, { people: some(next.map((each) => each.id)) }))}
          />
        )}
      </Row>
      {fields.length > 0 || who.field !== undefined ? (
        <Row label={t('flows.who.field')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('flows.who.field_hint')}
              value={who.field}
              options={[
                ...fields.map((field) => ({ value: field.key, label: label(field.label, field.key) })),
                ...(who.field !== undefined && !known ? [{ value: who.field, label: who.field }] : []),
              ]}
              onChange={(field?: string) => onChange(patched(who, { field }))}
            />
          )}
        </Row>
      ) : null}
      <SwitchRow
        label={t('flows.who.starter')}
        checked={who.starter === true}
        help={help ?? t('flows.who.help')}
        onChange={(on) => onChange(patched(who, { starter: on ? true : undefined }))}
      />
    </>
  );
}
