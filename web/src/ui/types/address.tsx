import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AddressField } from '@/engine/blueprint';
import { isAddress, type Value } from '@/engine/values';
import type { TypeInputProps } from './props';
import { RegionSelect } from './region';
import css from './types.module.css';
import { useRegions } from './use-regions';

export function AddressInput({
  id,
  value,
  disabled,
  invalid,
  label,
  describedBy,
  onValue,
}: TypeInputProps<AddressField>) {
  const { t } = useTranslation();
  const regions = useRegions();
  const { region, detail } = isAddress(value) ? value : { region: null, detail: '' };
  const put = (code: string | null, text: string): Value => {
    if (code === null && text === '') return null;
    return { region: code, detail: text, text: `${code === null ? '' : (regions?.name(code) ?? '')}${text}` };
  };
  /** A whole address that is typed or pasted into the street is taken apart. */
  const settle = () => {
    if (region !== null || !regions) return;
    const { code, rest } = regions.parse(detail);
    if (code !== undefined) onValue(put(code, rest));
  };
  return (
    <div className={css.address}>
      <RegionSelect
        code={region}
        anyLevel
        disabled={disabled}
        invalid={invalid}
        label={t('types.region_of', { field: label })}
        onChange={(code) => onValue(put(code, detail))}
      />
      <Input
        id={id}
        aria-label={id ? undefined : label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        autoComplete="off"
        placeholder={t('types.street')}
        value={detail}
        disabled={disabled}
        status={invalid ? 'error' : ''}
        onChange={(event) => onValue(put(region, event.target.value))}
        onBlur={settle}
      />
    </div>
  );
}
