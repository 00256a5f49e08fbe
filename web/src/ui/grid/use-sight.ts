import { type RefObject, useLayoutEffect, useState } from 'react';

interface Sight {
  left: number;
  width: number;
  height: number;
}

/** Sideways scrolling is told of in steps: the columns in sight change rarely, the pixels always. */
const STEP = 40;

/** What part of a scrolling box can be seen. */
export function useSight(node: RefObject<HTMLElement | null>): Sight {
  const [sight, setSight] = useState<Sight>({ left: 0, width: 1200, height: 600 });
  useLayoutEffect(() => {
    const box = node.current;
    if (!box) return;
    const look = () => {
      const left = Math.floor(box.scrollLeft / STEP) * STEP;
      const { clientWidth: width, clientHeight: height } = box;
      setSight((current) =>
        current.left === left && current.width === width && current.height === height
          ? current
          : { left, width, height },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [node]);
  return sight;
}
