import type { BoardWidget } from '@/engine/report/board';
import type { Result, ResultCell } from '@/engine/report/result';

/** What every picture of a result is given. */
export interface WidgetProps {
  widget: BoardWidget;
  result: Result;
  title: string;
  /** Something was clicked: the values of its dimensions, and which column. Absent where clicks mean nothing. */
  onPick?: ((at: Record<string, ResultCell>, measure: string | undefined) => void) | undefined;
}
