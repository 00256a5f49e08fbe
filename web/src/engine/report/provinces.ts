import type { Language } from '../blueprint';

/** A province-level division of China: its code, what it is called, and its place on the tile map. */
export interface Province {
  code: string;
  zh: string;
  en: string;
  /** Column and row on the tile map, 0 in the upper left corner. */
  x: number;
  y: number;
}

/**
 * All 34 divisions at province level, each one tile of the same size, roughly where they lie: north is up, neighbours are
 * near. Codes are those of GB/T 2260. A tile map is a diagram: it has no borders to draw, and the smallest division is
 * read and hit as easily as the largest.
 */
export const PROVINCES: readonly Province[] = [
  { code: '230000', zh: '黑龙江', en: 'Heilongjiang', x: 8, y: 0 },
  { code: '150000', zh: '内蒙古', en: 'Inner Mongolia', x: 6, y: 1 },
  { code: '220000', zh: '吉林', en: 'Jilin', x: 8, y: 1 },
  { code: '650000', zh: '新疆', en: 'Xinjiang', x: 1, y: 2 },
  { code: '620000', zh: '甘肃', en: 'Gansu', x: 3, y: 2 },
  { code: '640000', zh: '宁夏', en: 'Ningxia', x: 4, y: 2 },
  { code: '140000', zh: '山西', en: 'Shanxi', x: 5, y: 2 },
  { code: '130000', zh: '河北', en: 'Hebei', x: 6, y: 2 },
  { code: '110000', zh: '北京', en: 'Beijing', x: 7, y: 2 },
  { code: '210000', zh: '辽宁', en: 'Liaoning', x: 8, y: 2 },
  { code: '540000', zh: '西藏', en: 'Tibet', x: 1, y: 3 },
  { code: '630000', zh: '青海', en: 'Qinghai', x: 3, y: 3 },
  { code: '610000', zh: '陕西', en: 'Shaanxi', x: 4, y: 3 },
  { code: '410000', zh: '河南', en: 'Henan', x: 5, y: 3 },
  { code: '370000', zh: '山东', en: 'Shandong', x: 6, y: 3 },
  { code: '120000', zh: '天津', en: 'Tianjin', x: 7, y: 3 },
  { code: '510000', zh: '四川', en: 'Sichuan', x: 3, y: 4 },
  { code: '500000', zh: '重庆', en: 'Chongqing', x: 4, y: 4 },
  { code: '420000', zh: '湖北', en: 'Hubei', x: 5, y: 4 },
  { code: '340000', zh: '安徽', en: 'Anhui', x: 6, y: 4 },
  { code: '320000', zh: '江苏', en: 'Jiangsu', x: 7, y: 4 },
  { code: '310000', zh: '上海', en: 'Shanghai', x: 8, y: 4 },
  { code: '530000', zh: '云南', en: 'Yunnan', x: 3, y: 5 },
  { code: '520000', zh: '贵州', en: 'Guizhou', x: 4, y: 5 },
  { code: '430000', zh: '湖南', en: 'Hunan', x: 5, y: 5 },
  { code: '360000', zh: '江西', en: 'Jiangxi', x: 6, y: 5 },
  { code: '330000', zh: '浙江', en: 'Zhejiang', x: 7, y: 5 },
  { code: '450000', zh: '广西', en: 'Guangxi', x: 5, y: 6 },
  { code: '440000', zh: '广东', en: 'Guangdong', x: 6, y: 6 },
  { code: '350000', zh: '福建', en: 'Fujian', x: 7, y: 6 },
  { code: '710000', zh: '台湾', en: 'Taiwan', x: 8, y: 6 },
  { code: '460000', zh: '海南', en: 'Hainan', x: 5, y: 7 },
  { code: '820000', zh: '澳门', en: 'Macao', x: 6, y: 7 },
  { code: '810000', zh: '香港', en: 'Hong Kong', x: 7, y: 7 },
];

export const TILE_COLUMNS = 9;
export const TILE_ROWS = 8;

export function provinceName(province: Province, language: Language): string {
  return province[language];
}

const SUFFIX = /(省|市|(维吾尔|壮族|回族)?自治区|特别行政区)$/;

/** The division that a value names: a code of it or of a place in it, its name with or without 省, 市 …, or an address. */
export function provinceOf(key: string | null, text: string): Province | undefined {
  const code = /^\d{2,12}$/.exec(key ?? '')?.[0];
  if (code !== undefined) return PROVINCES.find((each) => each.code.startsWith(code.slice(0, 2)));
  const name = text.trim();
  const plain = name.replace(SUFFIX, '');
  return (
    PROVINCES.find((each) => each.zh === plain || each.en.toLowerCase() === name.toLowerCase()) ??
    PROVINCES.find((each) => name.startsWith(each.zh))
  );
}
