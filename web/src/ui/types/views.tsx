import { type ComponentType, lazy } from 'react';
import type { Field, FieldType } from '@/engine/blueprint';
import type { TypeViewProps } from './props';

// biome-ignore lint/suspicious/noExplicitAny: each view knows the fields of its own type, and is only given those
type AnyView = ComponentType<TypeViewProps<any>>;

const common = () => import('./common-views');

const view = (load: () => Promise<AnyView>) => lazy(async () => ({ default: await load() }));

/** Read views that come by themselves when a value of their type is shown. */
const TYPE_VIEWS: Partial<Record<FieldType, AnyView>> = {
  rich_text: view(async () => (await common()).RichTextView),
  rating: view(async () => (await common()).RatingView),
  region: view(async () => (await common()).RegionView),
  location: view(async () => (await common()).LocationView),
  image: view(async () => (await common()).ImageView),
  signature: view(async () => (await common()).SignatureView),
};

const Barcode: AnyView = view(async () => (await import('./barcode')).BarcodeView);
const Amount: AnyView = view(async () => (await common()).AmountView);

/** The view a field has of its own; codes and capital amounts only where there is room for them. */
export function viewOf(field: Field, dense: boolean): AnyView | undefined {
  if (field.type === 'barcode') return dense ? undefined : Barcode;
  if (field.type === 'money') return dense || (field.show ?? 'digits') === 'digits' ? undefined : Amount;
  return TYPE_VIEWS[field.type];
}
