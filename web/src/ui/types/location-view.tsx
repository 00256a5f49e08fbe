import { EnvironmentOutlined } from '@ant-design/icons';
import type { LocationField } from '@/engine/blueprint';
import { mapAddress } from '@/engine/types/location';
import { isLocation } from '@/engine/values';
import type { TypeViewProps } from './props';
import css from './types.module.css';

export function LocationView({ value, dense }: TypeViewProps<LocationField>) {
  if (!isLocation(value)) return <>{String(value)}</>;
  const text = value.name
    ? `${value.name}（${value.longitude}, ${value.latitude}）`
    : `${value.longitude}, ${value.latitude}`;
  if (dense) return <span className="num">{text}</span>;
  return (
    <a href={mapAddress(value)} target="_blank" rel="noreferrer noopener" className={css.breaks ?? ''}>
      <EnvironmentOutlined aria-hidden /> {text}
    </a>
  );
}
