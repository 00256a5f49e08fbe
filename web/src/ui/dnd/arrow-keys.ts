import { KeyboardCode, type KeyboardCoordinateGetter } from '@dnd-kit/core';

const DIRECTIONS: Record<string, [x: number, y: number]> = {
  [KeyboardCode.Left]: [-1, 0],
  [KeyboardCode.Right]: [1, 0],
  [KeyboardCode.Up]: [0, -1],
  [KeyboardCode.Down]: [0, 1],
};

/** An arrow key takes what is dragged to the nearest place in that direction that takes it. */
export const toNextSpot =
  (accepts: (item: string, spot: string) => boolean): KeyboardCoordinateGetter =>
  (event, { active, currentCoordinates, context }) => {
    const direction = DIRECTIONS[event.code];
    const { collisionRect, droppableRects, droppableContainers } = context;
    if (!direction || !collisionRect) return undefined;
    event.preventDefault();
    const from = centre(collisionRect);
    let best: { distance: number; x: number; y: number } | undefined;
    for (const container of droppableContainers.getEnabled()) {
      const rect = droppableRects.get(container.id);
      if (!rect || container.id === context.over?.id || !accepts(String(active), String(container.id))) continue;
      const to = centre(rect);
      const along = (to.x - from.x) * direction[0] + (to.y - from.y) * direction[1];
      const aside = Math.abs((to.x - from.x) * direction[1]) + Math.abs((to.y - from.y) * direction[0]);
      if (along < 2) continue;
      const distance = along + 3 * aside;
      if (!best || distance < best.distance) best = { distance, x: to.x, y: to.y };
    }
    if (!best) return undefined;
    return { x: currentCoordinates.x + best.x - from.x, y: currentCoordinates.y + best.y - from.y };
  };

function centre(rect: { left: number; top: number; width: number; height: number }): { x: number; y: number } {
  return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
}
