import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Outcome, Task } from '@/api/work';
import css from './tasks.module.css';

// With it come all inputs there are; most visits only look.
const OutcomeDialog = lazy(async () => ({ default: (await import('./outcome-dialog')).OutcomeDialog }));

/** The decisions a to-do offers. */
export function TaskActions({ task, onDone }: { task: Task; onDone?: () => void }) {
  const [chosen, setChosen] = useState<Outcome | undefined>(undefined);
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
    </div>
  );
}
