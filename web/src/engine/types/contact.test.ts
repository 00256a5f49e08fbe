import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Field, Form } from '../blueprint';
import { contactGroup, readContact } from './contact';
import { Regions } from './regions';

const rows = readFileSync(resolve(import.meta.dirname, '../../../../src/main/resources/region/china.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));
const regions = new Regions(
  rows.filter((row) => row[3] === '').map((row) => [row[0] ?? '', row[1] ?? ''] as const),
  rows.filter((row) => row[3] !== ''),
);

describe('a pasted line', () => {
  it.each([
    ['张三 138 0013 8000 广东省深圳市南山区科技园1号', '张三', '13800138000', '440305', '科技园1号'],
    ['广东省深圳市南山区科技园1号 张三 13800138000', '张三', '13800138000', '440305', '科技园1号'],
    ['张三，13800138000，广东省，深圳市，南山区，科技园1号', '张三', '13800138000', '440305', '科技园1号'],
    ['张三13800138000广东省深圳市南山区科技园1号', '张三', '13800138000', '440305', '科技园1号'],
    [
      '收货人：李四\n手机号码：+86 139-1234-5678\n所在地区：北京市朝阳区\n详细地址：建国路1号',
      '李四',
      '13912345678',
      '110105',
      '建国路1号',
    ],
    ['王女士 13700000000 上海市浦东新区世纪大道100号', '王女士', '13700000000', '310115', '世纪大道100号'],
    ['上海浦东新区世纪大道100号 王女士 13700000000', '王女士', '13700000000', '310115', '世纪大道100号'],
    ['陈伟 0769-22881234 东莞市南城街道鸿福路1号', '陈伟', '076922881234', '441903', '鸿福路1号'],
    ['陈伟 0769-22881234转801 广东东莞长安镇振安路8号', '陈伟', '076922881234-801', '441904', '振安路8号'],
    ['赵六 15012345678 中山市小榄镇工业大道2号', '赵六', '15012345678', '442006', '工业大道2号'],
    ['周七 15012345678 江苏省南京市鼓楼区中山北路3号', '周七', '15012345678', '320106', '中山北路3号'],
    ['周七 15012345678 河南省开封市鼓楼区中山路3号', '周七', '15012345678', '410204', '中山路3号'],
    ['周七 15012345678 福州鼓楼区五四路3号', '周七', '15012345678', '350102', '五四路3号'],
    ['吴八 15012345678 湖北省仙桃市沔州大道5号', '吴八', '15012345678', '429004', '沔州大道5号'],
    ['郑九 15012345678 海南省琼海市嘉积镇1号', '郑九', '15012345678', '469002', '嘉积镇1号'],
    ['孙十 15012345678 重庆市渝中区解放碑1号', '孙十', '15012345678', '500103', '解放碑1号'],
    ['钱一 15012345678 内蒙古呼和浩特市新城区1号', '钱一', '15012345678', '150102', '1号'],
    ['林二 15012345678 香港特别行政区九龙油尖旺区弥敦道1号', '林二', '15012345678', '810202', '弥敦道1号'],
    ['冯三（收） 15012345678 浙江省杭州市余杭区文一西路969号', '冯三', '15012345678', '330110', '文一西路969号'],
    ['浙江省杭州市余杭区文一西路969号', '', '', '330110', '文一西路969号'],
    ['１３８００１３８０００ 张三', '张三', '13800138000', undefined, ''],
    ['科技园1号 张三', '张三', '', undefined, '科技园1号'],
  ])('%s', (text, name, phone, region, detail) => {
    expect(readContact(text, regions)).toEqual({ name, phone, region, detail });
  });

  it('loses nothing that it does not understand', () => {
    const read = readContact('急件！！ 张三 13800138000 广东省深圳市南山区科技园1号', regions);
    expect(read.name).toBe('张三');
    expect(read.detail).toContain('急件');
  });
});

describe('the fields a contact fills', () => {
  const field = (key: string, type: string, zh: string) => ({ key, type, label: { zh } }) as Field;
  const form = (...fields: Field[]) => ({ key: 'f', label: {}, fields, may: {} }) as unknown as Form;

  it('are found by their types and names', () => {
    const group = contactGroup(
      form(
        field('a', 'text', '备注'),
        field('b', 'text', '收货人'),
        field('c', 'phone', '电话'),
        field('d', 'address', '地址'),
      ),
    );
    expect([group?.name?.key, group?.phone?.key, group?.address?.key]).toEqual(['b', 'c', 'd']);
  });

  it('are none where there is no place for an address', () => {
    expect(contactGroup(form(field('c', 'phone', '电话')))).toBeUndefined();
  });
});

describe('regions', () => {
  it('are named as in an address, without what only codes know', () => {
    expect(regions.name('110105')).toBe('北京市朝阳区');
    expect(regions.name('429004')).toBe('湖北省仙桃市');
    expect(regions.name('441903')).toBe('广东省东莞市南城街道');
    expect(regions.name('330104')).toBe('浙江省杭州市江干区');
    expect(regions.name('999999')).toBe('999999');
  });
});
