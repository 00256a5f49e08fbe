import { type FormulaLanguage, NO_FORMULAS } from '@/engine/formulas';

/** The formula language the forms of this application speak. */
export const formulas: FormulaLanguage = NO_FORMULAS;
