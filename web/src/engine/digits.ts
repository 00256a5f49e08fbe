/** Digits in groups of three, for numbers that are exact already: 1234567.50 as 1,234,567.50; other text as it is. */
export function groupDigits(plain: string): string {
  const parts = /^([+-]?)(\d+)(\.\d+)?$/.exec(plain);
  if (!parts) return plain;
  const [, sign = '', whole = '', fraction = ''] = parts;
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + fraction;
}
