import { PlusOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Edge, nodeAt, targetOf } from '@/engine/flow/document';
import { NODE_KINDS } from '@/engine/flow/kinds';
import css from '@/ui/flow/canvas.module.css';
import { useFlow, useFlowActions } from '../flow-context';
import { lookOf } from '../nodes';
import { useKnownTypes } from '../use-known-types';
import { useFlowWords } from '../use-words';

/** The plus on a way: what can be put there. */
export function AddMenu({ edge, dropping = false, wide = false }: { edge: Edge; dropping?: boolean; wide?: boolean }) {
  const { t } = useTranslation();
  const { document, form, forms } = useFlow();
  const actions = useFlowActions();
  const words = useFlowWords(document, form, forms);
  const known = useKnownTypes();
  const from = nodeAt(document, edge.from);
  const to = nodeAt(document, targetOf(document, edge) ?? '');
  const exit = from ? words.exit(from, edge.port) : '';
  const name = t('flows.add_between', {
    from: `${from ? words.node(from) : ''}${exit === '' ? '' : `（${exit}）`}`,
    to: to ? words.node(to) : '',
  });
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: [
          ...NODE_KINDS.filter(
            (kind) => kind.make && known.includes(kind.type) && (kind.type !== 'end' || to?.type !== 'end'),
          ).map((kind) => ({
            key: kind.type,
            icon: lookOf(kind.type).icon,
            label: t(`flows.node.${kind.type}`),
            onClick: () => actions.add(edge, kind.type),
          })),
          { type: 'divider' as const },
          { key: 'paste', label: t('flows.paste'), onClick: () => actions.paste(edge) },
        ],
      }}
    >
      <button
        type="button"
        className={`${css.plus} ${dropping ? css.dropping : ''} ${wide ? css.wide : ''} nodrag nopan`}
        aria-label={name}
        title={name}
      >
        <PlusOutlined aria-hidden />
        {wide ? <span>{t('flows.add')}</span> : null}
      </button>
    </Dropdown>
  );
}
