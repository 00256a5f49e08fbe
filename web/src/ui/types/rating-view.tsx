import { Rate } from 'antd';
import type { NumberField } from '@/engine/blueprint';
import type { TypeViewProps } from './props';
import { stars } from './rating';

export function RatingView({ field, value, dense }: TypeViewProps<NumberField>) {
  return (
    <span role="img" aria-label={`${Number(value)} / ${stars(field)}`}>
      <Rate disabled count={stars(field)} value={Number(value)} size={dense ? 'small' : 'medium'} />
    </span>
  );
}
