/** The read views that come together. */
export { AmountView } from './amount';
export { ImageView } from './image-view';
export { LocationView } from './location-view';
export { RatingView } from './rating-view';
export { RegionView } from './region-view';
export { RichTextView } from './rich-text-view';
export { SignatureView } from './signature-view';
