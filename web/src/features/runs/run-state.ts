import type { RunState, StepState } from '@/api/runs';

export const RUN_COLORS: Record<RunState, string> = {
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'default',
};

export const STEP_COLORS: Record<StepState, string> = {
  waiting: 'blue',
  running: 'blue',
  done: 'green',
  failed: 'red',
  not_sent: 'orange',
  skipped: 'default',
  stopped: 'default',
  cancelled: 'default',
};
