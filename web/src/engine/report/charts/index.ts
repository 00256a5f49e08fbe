import type { Encode, Look } from '../look';
import type { Result } from '../result';
import { axisPicture } from './axis';
import { funnelPicture, piePicture } from './pie';
import { radarPicture, scatterPicture } from './points';
import type { ChartStyle, Picture } from './style';

/** The kinds of picture that the library of charts draws. */
export const DRAWN = [
  'bar',
  'stacked_bar',
  'line',
  'area',
  'combined',
  'pie',
  'ring',
  'funnel',
  'scatter',
  'radar',
] as const;

export type DrawnKind = (typeof DRAWN)[number];

export function isDrawn(kind: string): kind is DrawnKind {
  return (DRAWN as readonly string[]).includes(kind);
}

export function pictureOf(
  kind: DrawnKind,
  result: Result,
  encode: Encode | undefined,
  look: Look | undefined,
  style: ChartStyle,
): Picture {
  const given = [encode ?? {}, look ?? {}, style] as const;
  switch (kind) {
    case 'pie':
    case 'ring':
      return piePicture(kind, result, ...given);
    case 'funnel':
      return funnelPicture(result, ...given);
    case 'scatter':
      return scatterPicture(result, ...given);
    case 'radar':
      return radarPicture(result, ...given);
    default:
      return axisPicture(kind, result, ...given);
  }
}
