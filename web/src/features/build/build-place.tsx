import { createContext, useContext } from 'react';
import type { Form } from '@/engine/blueprint';
import type { NamedRecord } from '@/engine/formulas';

/** What conditions and formulas of the thing being built are about. */
export interface BuildPlace {
  /** The form of the records; undefined when it is not there any more. */
  form: Form | undefined;
  forms: readonly Form[];
  /** Records that formulas see by a name of their own, besides the fields of the form. */
  names?: readonly NamedRecord[];
}

export const BuildPlaceContext = createContext<BuildPlace | undefined>(undefined);

export function useBuildPlace(): BuildPlace {
  const place = useContext(BuildPlaceContext);
  if (place === undefined) throw new Error('only inside a workbench');
  return place;
}
