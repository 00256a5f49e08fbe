import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { isLive } from '@/engine/blueprint';
import { exitsOf, type FlowNode, patched, patchNode, type Settings } from '@/engine/flow/document';
import { Choice, Group, Row } from '@/features/build/panel/parts';
import { SetEditor } from '@/features/build/panel/set-editor';
import { useLabel } from '@/ui/session';
import { useFlow, useFlowActions } from '../flow-context';
import { NextRow } from './next-row';

/** What happens to the record when it enters. */
export function StartPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  return (
    <>
      <SetGroup node={node} help={t('flows.set.start')} />
      <ReturnedFields node={node} />
      <Group title={t('flows.next')}>
        {exitsOf(node).map(({ port }) => (
          <NextRow key={port} label={t('flows.next')} edge={{ from: node.key, port }} />
        ))}
      </Group>
    </>
  );
}

/** What the starter may fill in when the record came back. */
function ReturnedFields({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { form } = useFlow();
  const actions = useFlowActions();
  const fields = (form?.fields ?? []).filter((field) => field.formula === undefined && !isLive(field));
  return (
    <Group title={t('flows.returned.title')}>
      <Row label={t('flows.returned.fields')} help={t('flows.returned.help')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            placeholder={t('flows.edit.none')}
            showSearch={{ optionFilterProp: 'label' }}
            value={(node.edit as string[] | undefined) ?? []}
            options={fields.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
            onChange={(next: string[]) =>
              actions.update((flow) =>
                patchNode(flow, node.key, (each) => patched(each, { edit: next.length > 0 ? next : undefined })),
              )
            }
          />
        )}
      </Row>
    </Group>
  );
}

/** Where branches come together: what comes after all of them. */
export function JoinPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  return (
    <Group title={t('flows.next')}>
      <NextRow label={t('flows.next')} edge={{ from: node.key, port: 'next' }} />
    </Group>
  );
}

/** What happens to the record when its way is over. */
export function EndPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  const actions = useFlowActions();
  return (
    <>
      <Group title={t('flows.end.title')}>
        <Choice
          label={t('flows.end.result')}
          value={node.result === 'rejected' ? 'rejected' : 'passed'}
          options={[
            { value: 'passed', label: t('flows.end.passed') },
            { value: 'rejected', label: t('flows.end.rejected') },
          ]}
          onChange={(result) =>
            actions.update((flow) =>
              patchNode(flow, node.key, (each) =>
                patched(each, { result: result === 'rejected' ? result : undefined }),
              ),
            )
          }
        />
      </Group>
      <SetGroup node={node} help={t('flows.set.end')} />
    </>
  );
}

function SetGroup({ node, help }: { node: FlowNode; help: string }) {
  const { t } = useTranslation();
  const actions = useFlowActions();
  return (
    <Group title={t('flows.set.title')}>
      <SetEditor
        help={help}
        value={node.set as Settings | undefined}
        onChange={(set) =>
          actions.update((flow) => patchNode(flow, node.key, (each) => patched(each, { set })), {
            merge: `set:${node.key}`,
          })
        }
      />
    </Group>
  );
}
