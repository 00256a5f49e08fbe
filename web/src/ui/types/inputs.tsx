import { type ComponentType, lazy } from 'react';
import type { FieldType } from '@/engine/blueprint';
import type { TypeInputProps } from './props';

// biome-ignore lint/suspicious/noExplicitAny: each input knows the fields of its own type, and is only given those
type AnyInput = ComponentType<TypeInputProps<any>>;

const common = () => import('./common-inputs');

const input = (load: () => Promise<AnyInput>) => lazy(async () => ({ default: await load() }));

/** Inputs that come by themselves when a form has a field of their type. */
export const TYPE_INPUTS: Partial<Record<FieldType, AnyInput>> = {
  rich_text: input(async () => (await import('./rich-text')).RichTextInput),
  time: input(async () => (await import('./time')).TimeInput),
  cascader: input(async () => (await common()).CascaderInput),
  rating: input(async () => (await common()).RatingInput),
  region: input(async () => (await common()).RegionInput),
  address: input(async () => (await common()).AddressInput),
  location: input(async () => (await common()).LocationInput),
  department: input(async () => (await common()).DepartmentInput),
  attachment: input(async () => (await common()).AttachmentInput),
  image: input(async () => (await common()).ImageInput),
  signature: input(async () => (await common()).SignatureInput),
};
