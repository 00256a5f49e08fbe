import type { CSSProperties } from 'react';
import type { BoardWidget } from '@/engine/report/board';
import { phoneHeight, placeOf } from '@/engine/report/layout';

/** A widget's place on the twelve columns; on narrow screens they stand one under the other in an order of their own. */
export function placeStyle(widget: BoardWidget, order: number): CSSProperties {
  const place = placeOf(widget);
  return {
    gridColumn: `${place.x + 1} / span ${place.w}`,
    gridRow: `${place.y + 1} / span ${place.h}`,
    '--order': order,
    '--rows': phoneHeight(widget),
  } as CSSProperties;
}
