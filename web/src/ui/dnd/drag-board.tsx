import {
  type Collision,
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  KeyboardSensor,
  MeasuringStrategy,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { toNextSpot } from './arrow-keys';

/** A place to drop at: before or after something that stands there already, or at the end of a list. */
export interface Spot {
  id: string;
  side: 'before' | 'after';
}

/** What is said to people who cannot see where something is dragged. */
export interface DragTexts {
  instructions: string;
  started: (item: string) => string;
  over: (item: string, spot: string | undefined) => string;
  dropped: (item: string, spot: string | undefined) => string;
  cancelled: (item: string) => string;
}

interface DragBoardProps {
  accepts: (item: string, spot: string) => boolean;
  onDrop: (item: string, spot: Spot) => void;
  /** What follows the pointer. */
  overlay: (item: string) => ReactNode;
  texts: DragTexts;
  children: ReactNode;
}

const SpotContext = createContext<Spot | undefined>(undefined);

/** Where what is dragged would land at the moment. */
export function useSpot(): Spot | undefined {
  return useContext(SpotContext);
}

/** Everything that is dragged and dropped on a page, by mouse, finger or keyboard. */
export function DragBoard({ accepts, onDrop, overlay, texts, children }: DragBoardProps) {
  const [item, setItem] = useState<string>();
  const [spot, setSpot] = useState<Spot>();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 150, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: toNextSpot(accepts),
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  );
  const collide = useMemo(() => smallestUnder(accepts), [accepts]);
  const follow = (event: DragMoveEvent) => {
    const next = spotOf(event);
    setSpot((last) => (last?.id === next?.id && last?.side === next?.side ? last : next));
  };
  const end = (event: DragEndEvent) => {
    const at = spotOf(event);
    setItem(undefined);
    setSpot(undefined);
    if (at) onDrop(String(event.active.id), at);
  };
  const name = (over: { id: string | number } | null) => (over ? String(over.id) : undefined);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collide}
      measuring={{ droppable: { strategy: MeasuringStrategy.Always } }}
      onDragStart={({ active }) => setItem(String(active.id))}
      onDragMove={follow}
      onDragOver={follow}
      onDragEnd={end}
      onDragCancel={() => {
        setItem(undefined);
        setSpot(undefined);
      }}
      accessibility={{
        screenReaderInstructions: { draggable: texts.instructions },
        announcements: {
          onDragStart: ({ active }) => texts.started(String(active.id)),
          onDragOver: ({ active, over }) => texts.over(String(active.id), name(over)),
          onDragEnd: ({ active, over }) => texts.dropped(String(active.id), name(over)),
          onDragCancel: ({ active }) => texts.cancelled(String(active.id)),
        },
      }}
    >
      <SpotContext value={spot}>{children}</SpotContext>
      <DragOverlay dropAnimation={null}>{item === undefined ? null : overlay(item)}</DragOverlay>
    </DndContext>
  );
}

/** The innermost place under the pointer; the nearest one where there is none, and for the keyboard. */
function smallestUnder(accepts: (item: string, spot: string) => boolean): CollisionDetection {
  return (args) => {
    const droppableContainers = args.droppableContainers.filter(({ id }) =>
      accepts(String(args.active.id), String(id)),
    );
    const open = { ...args, droppableContainers };
    const under = args.pointerCoordinates ? pointerWithin(open) : [];
    if (under.length === 0) return closestCenter(open);
    const area = ({ id }: Collision) => {
      const rect = args.droppableRects.get(id);
      return rect ? rect.width * rect.height : Number.POSITIVE_INFINITY;
    };
    return under.toSorted((left, right) => area(left) - area(right));
  };
}

/** Past the middle of what stands there means behind it: sideways where things stand side by side. */
function spotOf({ active, over, activatorEvent, delta }: DragMoveEvent | DragEndEvent): Spot | undefined {
  if (!over || over.id === active.id) return undefined;
  const id = String(over.id);
  const start = pointOf(activatorEvent);
  if (!start) return { id, side: 'before' };
  const sideways = (over.data.current as { axis?: string } | undefined)?.axis === 'x';
  const middle = sideways ? over.rect.left + over.rect.width / 2 : over.rect.top + over.rect.height / 2;
  const at = sideways ? start.x + delta.x : start.y + delta.y;
  return { id, side: at > middle ? 'after' : 'before' };
}

function pointOf(event: Event): { x: number; y: number } | undefined {
  if (event instanceof MouseEvent) return { x: event.clientX, y: event.clientY };
  const touch = 'touches' in event ? (event as TouchEvent).touches[0] : undefined;
  return touch && { x: touch.clientX, y: touch.clientY };
}
