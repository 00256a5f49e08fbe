import { type Field, type Form, labelText } from '../blueprint';
import type { Regions } from './regions';

/** What a line like “张三 138 0013 8000 广东省深圳市南山区科技园1号” says. */
export interface Contact {
  name: string;
  phone: string;
  region: string | undefined;
  detail: string;
}

const LABELS =
  /(收货人|收件人|联系人|姓名|名字|手机号码?|联系电话|电话号码|电话|手机|收货地址|详细地址|所在地区|地址|地区)\s*[:：]/g;
const MOBILE = /(?<!\d)(?:(?:\+|00)?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/;
const LAND_LINE = /(?<!\d)(0\d{2,3})[-\s]?(\d{7,8})(?:[-转](\d{1,6}))?(?!\d)/;
const POSTCODE = /(?<!\d)\d{6}(?!\d)/;
const NAME = /^(?:[\u4e00-\u9fff·]{1,6}(?:先生|女士|小姐|经理|老师)?|[A-Za-z][A-Za-z .'-]{1,30})$/;
const PLACE = /[省市区县镇乡村路街道巷弄号栋幢楼室座园厦里]$|\d/;

/** Takes a pasted line apart. What cannot be told is left empty, and nothing of the text is lost: it stays in detail. */
export function readContact(text: string, regions: Regions): Contact {
  const half = text.replace(/[\uFF10-\uFF19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const { phone, rest } = takePhone(half.replace(LABELS, ' '));
  const words = rest
    .split(/[\s,，;；|、]+/)
    .map((word) => word.replace(/[（(]?收[)）]?$/, ''))
    .filter((word) => word !== '');
  const start = firstPlace(words, regions);
  const before = words.slice(0, start);
  const from = words.slice(start);
  let name = '';
  if (before.some(isName)) name = take(before, before.findIndex(isName));
  else if (from.length > 1 && isName(from.at(-1) ?? '')) name = from.pop() ?? '';
  const place = regions.parse(withoutPostcode(from.join('')));
  const detail = [place.rest, ...before].filter((part) => part !== '').join(' ');
  return { name, phone, region: place.code, detail };
}

function takePhone(text: string): { phone: string; rest: string } {
  const mobile = MOBILE.exec(text);
  if (mobile) return { phone: mobile.slice(1, 4).join(''), rest: text.replace(mobile[0], ' ') };
  const line = LAND_LINE.exec(text);
  if (!line) return { phone: '', rest: text };
  const extension = line[3] === undefined ? '' : `-${line[3]}`;
  return { phone: `${line[1]}${line[2]}${extension}`, rest: text.replace(line[0], ' ') };
}

/** Where the words begin to name a region; where none does, the first that looks like a place. */
function firstPlace(words: readonly string[], regions: Regions): number {
  const region = words.findIndex((_, index) => regions.parse(words.slice(index).join('')).code !== undefined);
  if (region >= 0) return region;
  const place = words.findIndex((word) => PLACE.test(word));
  return place >= 0 ? place : words.length;
}

function isName(word: string): boolean {
  return NAME.test(word) && !PLACE.test(word);
}

function take(words: string[], index: number): string {
  return words.splice(index, 1)[0] ?? '';
}

function withoutPostcode(text: string): string {
  return text.replace(POSTCODE, '');
}

/** The fields of a form that such a line fills. */
export interface ContactGroup {
  name?: Field;
  phone?: Field;
  address?: Field;
  region?: Field;
  detail?: Field;
}

/** The first fields of a form that hold a contact; undefined where a pasted line would have no place to go. */
export function contactGroup(form: Form): ContactGroup | undefined {
  const open = form.fields.filter(
    (field) => field.access !== 'read' && field.readOnly !== true && field.formula === undefined,
  );
  const named = (pattern: RegExp, ...types: Field['type'][]) =>
    open.find((field) => types.includes(field.type) && pattern.test(labelText(field.label, 'zh', field.key)));
  const group = {
    name: named(/联系人|收货人|收件人|姓名/, 'text'),
    phone: open.find((field) => field.type === 'phone'),
    address: open.find((field) => field.type === 'address'),
    region: open.find((field) => field.type === 'region'),
    detail: named(/地址/, 'text', 'long_text'),
  };
  const place = group.address ?? group.region ?? group.detail;
  if (!place || !(group.phone ?? group.name)) return undefined;
  return Object.fromEntries(Object.entries(group).filter(([, field]) => field !== undefined));
}
