import type { Decimal } from 'decimal.js';
import { Exact } from './numbers';

/** Amounts in Chinese capitals, 大写金额; the choices within the rules are those of the Java twin. */

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];

/** The amount, rounded half away from zero to 分; `null` from 10^16 on. */
export function capitals(amount: Decimal): string | null {
  const cents = new Exact(amount).toDecimalPlaces(2);
  const written = cents.abs().mul(100).toFixed(0).padStart(3, '0');
  if (written.length > 18) {
    return null;
  }
  const sign = cents.isNegative() && !cents.isZero() ? '负' : '';
  return sign + amountText(written.slice(0, -2), Number(written.at(-2)), Number(written.at(-1)));
}

function amountText(yuan: string, jiao: number, fen: number): string {
  const hasYuan = !/^0*$/.test(yuan);
  const start = hasYuan ? `${whole(yuan.padStart(16, '0'))}元` : '';
  if (jiao === 0 && fen === 0) {
    return start === '' ? '零元整' : `${start}整`;
  }
  return [
    start,
    hasYuan && (jiao === 0 || yuan.endsWith('0')) ? '零' : '',
    jiao > 0 ? `${digits.charAt(jiao)}角` : '',
    fen > 0 ? `${digits.charAt(fen)}分` : '',
  ].join('');
}

/** Groups of four digits, with 万 after the first and third, 亿 after the upper two together. */
function whole(sixteen: string): string {
  let result = '';
  let skipped = false;
  for (let group = 3; group >= 0; group--) {
    const part = sixteen.slice((3 - group) * 4, (4 - group) * 4);
    const empty = part === '0000';
    if (!empty) {
      result += result !== '' && (skipped || part.startsWith('0')) ? '零' : '';
      result += groupText(part) + (group % 2 === 1 ? '万' : '');
    }
    skipped = empty;
    if (group === 2 && result !== '') {
      result += '亿';
    }
  }
  return result;
}

function groupText(four: string): string {
  let result = '';
  let zero = false;
  for (let index = 0; index < 4; index++) {
    const digit = Number(four.charAt(index));
    if (digit === 0) {
      zero = true;
      continue;
    }
    result += (zero && result !== '' ? '零' : '') + digits.charAt(digit) + (places[3 - index] ?? '');
    zero = false;
  }
  return result;
}
