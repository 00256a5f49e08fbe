import { type FlowNode, type LimitStep, outcomesOf, type PeopleNode } from './document';

/** A step of a time limit as BPMN says it: a timer on the edge of the task. */
export interface Timer {
  id: string;
  node: FlowNode;
  step: LimitStep;
  /** From the moment the task is handed out. */
  minutes: number;
  /** Whether it ends the task. */
  ends: boolean;
  /** Where it leads when it ends the task. */
  to: string | undefined;
  /** Its place among those of the node. */
  index: number;
}

/** The timers of a node that asks people. */
export function timersOf(node: FlowNode, known: ReadonlySet<string>): Timer[] {
  const { limit } = node as PeopleNode;
  if (node.type !== 'approve' && node.type !== 'handle') return [];
  return (limit?.steps ?? []).map((step, index) => {
    const ends = step.do === 'pass' || step.do === 'reject';
    const to = ends ? leadsTo(node, step.do === 'reject') : undefined;
    return {
      id: `limit_${node.key}_${index + 1}`,
      node,
      step,
      minutes: Math.max(0, (limit?.after ?? 0) + step.at),
      ends,
      to: to !== undefined && known.has(to) ? to : undefined,
      index,
    };
  });
}

function leadsTo(node: FlowNode, against: boolean): string | undefined {
  const outcomes = outcomesOf(node);
  const reject = outcomes.find(([key]) => key === 'reject');
  const forward = outcomes.find(([key]) => key !== 'reject');
  return (against ? (reject ?? outcomes.at(-1)) : (forward ?? outcomes[0]))?.[1].next;
}

export const timerFlow = (timer: Timer) => `flow_${timer.id}`;

/** The event, attached to its task. */
export function timerElement(timer: Timer, name: string): string {
  const outgoing = timer.to === undefined ? '' : `<outgoing>${timerFlow(timer)}</outgoing>`;
  return `    <boundaryEvent id="${timer.id}" name="${name}" attachedToRef="node_${timer.node.key}" cancelActivity="${timer.ends}">${outgoing}<timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT${timer.minutes}M</timeDuration></timerEventDefinition></boundaryEvent>`;
}
