import type { RegionField } from '@/engine/blueprint';
import type { TypeViewProps } from './props';
import { useRegions } from './use-regions';

export function RegionView({ value }: TypeViewProps<RegionField>) {
  const regions = useRegions();
  return <>{regions?.name(String(value)) ?? String(value)}</>;
}
