import '@/i18n/types';

/** The inputs that come together, because most forms that have one of them have another. */
export { AddressInput } from './address';
export { AttachmentInput } from './attachment';
export { CascaderInput } from './cascader';
export { DepartmentInput, DepartmentSelect } from './department';
export { ImageInput } from './image';
export { LocationInput } from './location';
export { RatingInput } from './rating';
export { RegionInput, RegionSelect, RegionSelects } from './region';
export { SignatureInput } from './signature';
