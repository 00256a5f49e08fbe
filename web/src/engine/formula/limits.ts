/** The bounds of the language, as in the Java twin `Limits`. */
export const limits = {
  formulaLength: 10_000,
  formulaDepth: 200,
  digits: 34,
  magnitude: 100,
  steps: 1_000_000,
  textLength: 100_000,
} as const;
