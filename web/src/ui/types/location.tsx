import { AimOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocationField } from '@/engine/blueprint';
import { isLocation } from '@/engine/values';
import type { TypeInputProps } from './props';
import css from './types.module.css';

const PLACES = 6;

/** Degrees, typed or taken from where the device is. */
export function LocationInput({
  id,
  value,
  raw,
  disabled,
  invalid,
  label,
  describedBy,
  onText,
  onValue,
}: TypeInputProps<LocationField>) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState(false);
  const shown = raw ?? (isLocation(value) ? `${value.longitude},${value.latitude}` : '');
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFailure(false);
        onValue({ longitude: coords.longitude.toFixed(PLACES), latitude: coords.latitude.toFixed(PLACES) });
      },
      () => setFailure(true),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  return (
    <div className={css.row}>
      <Input
        id={id}
        aria-label={id ? undefined : label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        autoComplete="off"
        placeholder="113.751765,23.020536"
        value={shown}
        disabled={disabled}
        status={invalid || failure ? 'error' : ''}
        onChange={(event) => onText(event.target.value)}
      />
      {disabled || !('geolocation' in navigator) ? null : (
        <Button
          icon={<AimOutlined aria-hidden />}
          aria-label={t('types.here')}
          title={failure ? t('types.here_failed') : t('types.here')}
          onClick={locate}
        />
      )}
    </div>
  );
}
