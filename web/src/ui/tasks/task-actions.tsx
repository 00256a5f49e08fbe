import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome, Task, TaskAct } from '@/api/work';
import css from './tasks.module.css';

// With it come all inputs there are; most visits only look.
const OutcomeDialog = lazy(async () => ({ default: (await import('./outcome-dialog')).OutcomeDialog }));
const ActDialog = lazy(async () => ({ default: (await import('./act-dialog')).ActDialog }));

/** The order in which acts are offered. */
const ACTS: readonly TaskAct[] = [
  'return',
  'transfer',
  'delegate',
  'add_before',
  'add_after',
  'add_parallel',
  'remove',
  'terminate',
];

/** The decisions a to-do offers, and behind them what else can be done with it. */
export function TaskActions({ task, onDone }: { task: Task; onDone?: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Outcome>();
  const [act, setAct] = useState<TaskAct>();
  const acts = ACTS.filter(
    (each) => task.acts?.includes(each) && (each !== 'return' || (task.back?.to.length ?? 0) > 0),
  );
  return (
    <div className={css.actions}>
      {task.outcomes.map((outcome) => (
        <Button
          key={outcome.key}
          type={outcome === task.outcomes[0] ? 'primary' : 'default'}
          danger={outcome.key === 'reject'}
          onClick={() => setChosen(outcome)}
        >
          {outcome.label}
        </Button>
      ))}
      {acts.length > 0 && task.outcomes.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: acts.map((each) => ({ key: each, label: t(`tasks.act.${each}`), danger: each === 'terminate' })),
            onClick: ({ key }) => setAct(key as TaskAct),
          }}
        >
          <Button icon={<MoreOutlined aria-hidden />} className={css.moreActs ?? ''}>
            {t('tasks.more')}
          </Button>
        </Dropdown>
      ) : null}
      {chosen ? (
        <Suspense fallback={null}>
          <OutcomeDialog
            task={task}
            outcome={chosen}
            onClose={(done) => {
              setChosen(undefined);
              if (done) onDone?.();
            }}
          />
        </Suspense>
      ) : null}
      {act ? (
        <Suspense fallback={null}>
          <ActDialog
            task={task}
            act={act}
            onClose={(gone) => {
              setAct(undefined);
              if (gone) onDone?.();
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
