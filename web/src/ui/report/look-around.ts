import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartStyle } from '@/engine/report/charts/style';
import type { Words } from '@/engine/report/result';
import { usePreferences } from '../preferences';
import { chartColour } from '../values/colour';
import { useBoardDark } from './board-theme';

/** The words that results are written with. */
export function useWords(): Words {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return useMemo(() => ({ language, nothing: t('boards.nothing'), others: t('boards.others') }), [language, t]);
}

/** The width of an element, kept right while it is there. */
export function useWidthOf<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return { ref, width };
}

const PLAIN = /^(#|rgb|hsl)/;

/** A colour of the palette for the page: its own variable, or a colour as such. */
export function hueStyle(name: string): string {
  return PLAIN.test(name) ? name : chartColour(name);
}

/** What builders of pictures must know of the page: they cannot read its colours by themselves. */
export function useChartStyle(width: number, element: HTMLElement | null): ChartStyle {
  const words = useWords();
  const dark = useBoardDark();
  // Wide steps: a picture is not built anew for every pixel.
  const room = Math.round(width / 40) * 40;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `dark` changes what the colours of the theme resolve to
  return useMemo(() => {
    const styles = getComputedStyle(element ?? document.documentElement);
    const variable = (name: string) => styles.getPropertyValue(name).trim();
    return {
      words,
      width: room,
      hue: (name) => (PLAIN.test(name) ? name : variable(chartColour(name).slice(4, -1))),
      theme: (name) => variable(`--${name}`),
    };
  }, [words, room, dark, element]);
}
