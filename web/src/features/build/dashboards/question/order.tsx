import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Question } from '@/engine/report/board';
import { compact } from '@/engine/report/operations';
import { Choice, CountRow, Group, Row } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';

interface OrderProps {
  question: Question;
  onChange: (question: Question, merge?: string) => void;
}

/** In what order the answer comes, and how much of it. */
export function Order({ question, onChange }: OrderProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const last = question.then ?? question;
  const columns = [
    ...(last.dimensions ?? []),
    ...last.measures,
    ...(question.results ?? []),
    ...(question.windows ?? []),
  ];
  const [first] = question.sort ?? [];
  const put = (patch: Partial<Record<keyof Question, unknown>>, merge?: string) =>
    onChange(compact({ ...question, ...patch }) as Question, merge);
  return (
    <Group title={t('boardBuild.q.order')}>
      <Row label={t('boardBuild.q.sort_by')}>
        {(id) => (
          <Select<string>
            id={id}
            size="small"
            allowClear
            placeholder={t('boardBuild.q.own_order')}
            value={first?.key}
            options={columns.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(key: string | undefined) =>
              put({ sort: key === undefined ? undefined : [{ key, direction: first?.direction ?? 'desc' }] })
            }
          />
        )}
      </Row>
      {first ? (
        <Choice<'asc' | 'desc'>
          label={t('boardBuild.q.direction')}
          value={first.direction ?? 'asc'}
          options={[
            { value: 'desc', label: t('boardBuild.q.desc') },
            { value: 'asc', label: t('boardBuild.q.asc') },
          ]}
          onChange={(direction) => put({ sort: [{ ...first, direction }] })}
        />
      ) : null}
      <CountRow
        label={t('boardBuild.q.limit')}
        help={t('boardBuild.q.limit_help')}
        value={question.limit}
        minimum={1}
        maximum={10_000}
        placeholder="1000"
        onChange={(limit) => put({ limit }, 'limit')}
      />
    </Group>
  );
}
