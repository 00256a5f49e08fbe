import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PeopleNode } from '@/engine/flow/document';
import { CountRow, Group, Row } from '@/features/build/panel/parts';
import { useEverybody } from '@/features/build/use-everybody';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import type { PeopleProps } from './people-panel';

const MODES = ['any', 'all', 'vote', 'in_turn'] as const;
const OWN = ['allow', 'skip', 'manager'] as const;
const AGAIN = ['ask', 'skip_consecutive', 'skip_always'] as const;
const NOBODY = ['administrator', 'pass', 'reject', 'people'] as const;

/** How those asked are counted, and what happens when nobody, the starter or somebody from before is found. */
export function CountingSettings({ node, change }: PeopleProps) {
  const { t } = useTranslation();
  const everybody = useEverybody().data?.items ?? [];
  const nobody = typeof node.nobody === 'object' ? 'people' : (node.nobody ?? 'administrator');
  const people = typeof node.nobody === 'object' ? node.nobody.people : [];
  const choice = <T extends string>(
    label: string,
    value: T,
    options: { value: T; label: string }[],
    put: (next: T) => void,
  ) => <Row label={label}>{(id) => <Select<T> id={id} value={value} options={options} onChange={put} />}</Row>;
  return (
    <Group title={t('flows.count.title')}>
      {choice(
        t('flows.count.mode'),
        node.mode ?? 'any',
        MODES.map((value) => ({ value, label: t(`flows.count.mode_${value}`) })),
        (mode) =>
          change({ mode: mode === 'any' ? undefined : mode, share: mode === 'vote' ? (node.share ?? 50) : undefined }),
      )}
      {node.mode === 'vote' ? (
        <CountRow
          label={t('flows.count.share')}
          value={node.share ?? 50}
          minimum={1}
          maximum={100}
          onChange={(share) => change({ share: share ?? 50 }, 'share')}
        />
      ) : null}
      {choice(
        t('flows.count.nobody'),
        nobody,
        NOBODY.map((value) => ({ value, label: t(`flows.count.nobody_${value}`) })),
        (next) =>
          change({
            nobody: (next === 'administrator' ? undefined : next === 'people' ? { people: [] } : next) as
              | PeopleNode['nobody']
              | undefined,
          }),
      )}
      {nobody === 'people' ? (
        <ChoiceSelect
          multiple
          label={t('flows.count.nobody_people')}
          field={{ key: 'people', type: 'person', label: {} }}
          value={people.map((each) => ({ id: each, title: everybody.find((one) => one.id === each)?.name ?? '…' }))}
          onChange={(next) => change({ nobody: { people: next.map((each) => each.id) } })}
        />
      ) : null}
      {choice(
        t('flows.count.own'),
        node.own ?? 'allow',
        OWN.map((value) => ({ value, label: t(`flows.count.own_${value}`) })),
        (own) => change({ own: own === 'allow' ? undefined : own }),
      )}
      {choice(
        t('flows.count.again'),
        node.again ?? 'ask',
        AGAIN.map((value) => ({ value, label: t(`flows.count.again_${value}`) })),
        (again) => change({ again: again === 'ask' ? undefined : again }),
      )}
    </Group>
  );
}
