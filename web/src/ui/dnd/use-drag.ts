import { useDraggable, useDroppable } from '@dnd-kit/core';
import type { HTMLAttributes } from 'react';
import { type Spot, useSpot } from './drag-board';

/** Lets an element be dragged: by its handle with everything, by its surface with mouse and finger. */
export function useDrag(id: string) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({ id });
  const { onKeyDown: _, ...pointer } = (listeners ?? {}) as HTMLAttributes<HTMLElement>;
  return {
    ref: setNodeRef,
    handleRef: setActivatorNodeRef,
    handle: {
      ...listeners,
      'aria-describedby': attributes['aria-describedby'],
      'aria-roledescription': attributes['aria-roledescription'],
    } as HTMLAttributes<HTMLElement>,
    surface: pointer,
    isDragging,
  };
}

/** A place to drop at; `side` says where a line shows that something would land here. */
export function useDrop(
  id: string,
  axis: 'x' | 'y' = 'y',
): { ref: (node: HTMLElement | null) => void; side: Spot['side'] | undefined } {
  const { setNodeRef } = useDroppable({ id, data: { axis } });
  const spot = useSpot();
  return { ref: setNodeRef, side: spot?.id === id ? spot.side : undefined };
}
