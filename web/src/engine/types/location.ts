import type { LocationValue } from '../values';

/** Reads `113.751765,23.020536`; undefined for what is no place on the earth. */
export function readLocation(text: string): LocationValue | undefined {
  const parts = /^(-?\d{1,3}(?:\.\d+)?)\s*[,，]\s*(-?\d{1,2}(?:\.\d+)?)$/.exec(text.trim());
  if (!parts?.[1] || !parts[2]) return undefined;
  if (Math.abs(Number(parts[1])) > 180 || Math.abs(Number(parts[2])) > 90) return undefined;
  return { longitude: parts[1], latitude: parts[2] };
}

/** The page of a map that shows a place; the map of China knows its own degrees. */
export function mapAddress({ longitude, latitude, name }: LocationValue): string {
  const place = new URLSearchParams({ position: `${longitude},${latitude}`, name: name ?? '', coordinate: 'wgs84' });
  return `https://uri.amap.com/marker?${place}`;
}
