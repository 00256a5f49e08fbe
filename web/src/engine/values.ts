/** Values as they travel: exact numbers are strings, dates are plain, times are UTC instants. */

export interface ReferenceValue {
  id: string;
  title: string;
}

export interface FileValue {
  id: string;
  name: string;
  size: number;
  type: string;
}

/** An address as it was written; the text keeps the names that were valid then. */
export interface AddressValue {
  region: string | null;
  detail: string;
  text?: string;
}

/** A place on the map, in degrees. */
export interface LocationValue {
  longitude: string;
  latitude: string;
  name?: string | null;
}

export interface LineValue {
  id?: string;
  [key: string]: Value | undefined;
}

export type Value =
  | null
  | string
  | boolean
  | string[]
  | ReferenceValue
  | AddressValue
  | LocationValue
  | FileValue[]
  | LineValue[];

export type Values = Record<string, Value>;

export function isEmpty(value: Value | undefined): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

export function isReference(value: Value | undefined): value is ReferenceValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'id' in value;
}

export function isAddress(value: Value | undefined): value is AddressValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'detail' in value;
}

export function isLocation(value: Value | undefined): value is LocationValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'longitude' in value;
}

/** Equal for the person who reads them: the same reference, the same files, the same text. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (isEmpty(left) && isEmpty(right)) return true;
  if (isReference(left) && isReference(right)) return left.id === right.id;
  if (isAddress(left) && isAddress(right)) return left.region === right.region && left.detail === right.detail;
  if (isLocation(left) && isLocation(right)) {
    const same = Number(left.longitude) === Number(right.longitude) && Number(left.latitude) === Number(right.latitude);
    return same && (left.name ?? '') === (right.name ?? '');
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameItem(item, right[index]));
  }
  return false;
}

function sameItem(left: string | FileValue | LineValue, right: string | FileValue | LineValue | undefined): boolean {
  if (typeof left === 'string' || typeof right === 'string' || right === undefined) return left === right;
  if (left.id !== undefined || right.id !== undefined) return left.id === right.id;
  return JSON.stringify(left) === JSON.stringify(right);
}
