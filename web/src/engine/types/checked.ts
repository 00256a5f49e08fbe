/** The characters of a number as it is typed: half width, without spaces and hyphens, capital. */
export function compact(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s-]/g, '')
    .toUpperCase();
}

const ID_CHECKS = '10X98765432';

/** The number of a resident identity card: eighteen characters, a birthday, the check of ISO 7064 MOD 11-2. */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number) as [
    number,
    number,
    number,
  ];
  const birthday = new Date(Date.UTC(year, month - 1, day));
  if (year < 1850 || birthday.getUTCMonth() !== month - 1 || birthday.getUTCDate() !== day) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(text[i]) * (2 ** (17 - i) % 11);
  return ID_CHECKS[sum % 11] === text[17];
}

const CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A unified social credit code (GB 32100); with `old`, also a tax number of fifteen digits. */
export function isCreditCode(text: string, old = false): boolean {
  if (old && /^\d{15}$/.test(text)) return true;
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(text)) return false;
  let weight = 1;
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    sum += CODE_ALPHABET.indexOf(text[i] ?? '') * weight;
    weight = (weight * 3) % 31;
  }
  return CODE_ALPHABET[(31 - (sum % 31)) % 31] === text[17];
}

/** The number of a bank card: 16 to 19 digits with the check digit of Luhn. */
export function isBankCard(text: string): boolean {
  if (!/^\d{16,19}$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = Number(text[text.length - 1 - i]);
    const weighed = i % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** Thirteen digits with the check digit of EAN. */
export function isEan13(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 13; i++) sum += Number(text[i]) * (i % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}

/** Digits in groups of four, as they stand on a card. */
export function inFours(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1 ');
}
