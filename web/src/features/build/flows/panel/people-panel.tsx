import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { isLive } from '@/engine/blueprint';
import { type FlowNode, type PeopleNode, patched, patchNode, type Who } from '@/engine/flow/document';
import { Group, Row } from '@/features/build/panel/parts';
import { WhoEditor } from '@/features/build/panel/who-editor';
import { useLabel } from '@/ui/session';
import { useFlow, useFlowActions } from '../flow-context';
import { OutcomesEditor } from './outcomes-editor';

/** A node where people act: who, with which outcomes, and what they may fill in. */
export function PeoplePanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { form } = useFlow();
  const actions = useFlowActions();
  const { who, edit } = node as PeopleNode;
  const change = (patch: { who?: Who; edit?: string[] | undefined }, merge?: string) =>
    actions.update(
      (flow) => patchNode(flow, node.key, (each) => patched(each, patch)),
      merge ? { merge: `${merge}:${node.key}` } : {},
    );
  const fields = (form?.fields ?? []).filter((field) => field.formula === undefined && !isLive(field));
  return (
    <>
      <Group title={t('flows.who.title')}>
        <WhoEditor value={who} onChange={(next) => change({ who: next })} />
      </Group>
      <Group title={t('flows.outcomes.title')}>
        <OutcomesEditor node={node as PeopleNode} />
      </Group>
      <Group title={t('flows.edit.title')}>
        <Row label={t('flows.edit.fields')} help={t('flows.edit.help')}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              placeholder={t('flows.edit.none')}
              showSearch={{ optionFilterProp: 'label' }}
              value={edit ?? []}
              options={fields.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
              onChange={(next: string[]) => change({ edit: next.length > 0 ? next : undefined })}
            />
          )}
        </Row>
      </Group>
    </>
  );
}
