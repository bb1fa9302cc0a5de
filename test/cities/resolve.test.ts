import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveCode, resolvePlace, resolveProvince } from '../../src/cities/resolve.ts';
import { GAZETTEER, rowsOf } from './reference.ts';

function codeOf(name: string, year?: number, province?: number): number | string {
  const found = resolvePlace(GAZETTEER, name, { year, province });
  return found.place === null ? found.reason : found.place.code;
}

describe('every city of the reference table', () => {
  const cities = rowsOf('cities');
  test('is found by its full and its short name in each year of the study', () => {
    for (const { code6, name_zh = '', short_zh = '', city_since = '' } of cities) {
      const first = Math.max(2006, Number(/^\d{4}/.exec(city_since)?.[0] ?? 2006));
      for (const year of [first, 2019]) {
        expect([name_zh, codeOf(name_zh, year)]).toEqual([name_zh, Number(code6)]);
        expect([short_zh, codeOf(short_zh, year)]).toEqual([short_zh, Number(code6)]);
      }
    }
  });

  test('is found by its English name and province', () => {
    for (const { code6, name_en = '', province_en = '' } of cities) {
      const province = resolveProvince(GAZETTEER, province_en) ?? undefined;
      expect([name_en, codeOf(name_en, 2010, province)]).toEqual([name_en, Number(code6)]);
    }
  });

  test('is found by each of its aliases', () => {
    for (const { code6, aliases = '' } of cities) {
      for (const alias of aliases.split(';').filter((text) => text !== '')) {
        const name = alias.replace(/\[.*/, '').trim();
        expect([name, codeOf(name, 2010)]).toEqual([name, Number(code6)]);
      }
    }
  });
});

test('a name is found in every known spelling of it', () => {
  const cities = rowsOf('cities');
  const spellings: readonly ((name: string, province: string) => string)[] = [
    (name) => `  ${name}`,
    (name) => `\u00A0\u3000${name} `,
    (name) => Array.from(name).join(' '),
    (name) => `【${name}】`,
    (name, province) => `${province}${name}`,
    (name, province) => `${province} ${name}`,
    (name, province) => `${province}-${name}`,
    (name) => `${name}(市)`,
  ];
  const kinds = fc.record({
    city: fc.constantFrom(...cities),
    column: fc.constantFrom('name_zh', 'short_zh'),
    spell: fc.constantFrom(...spellings),
  });
  fc.assert(
    fc.property(kinds, ({ city, column, spell }) => {
      const name = city[column] ?? '';
      const written = spell(name, city['province_zh'] ?? '');
      const municipality = city['name_zh'] === city['province_zh'];
      fc.pre(!(municipality && written.includes(`${name}${name}`)));
      expect([written, codeOf(written, 2019)]).toEqual([written, Number(city['code6'])]);
    }),
  );
});

test.each([
  ['[杭州市]', 330100],
  ['【杭州市】', 330100],
  ['  杭州', 330100],
  ['\u00A0\u00A0阜新市', 210900],
  ['浙江省杭州市', 330100],
  ['浙江杭州', 330100],
  ['浙江省-杭州市', 330100],
  ['北京', 110000],
  ['北京市', 110000],
  ['吉林省吉林市', 220200],
  ['吉林市', 220200],
  ['昆山市', 320500],
  ['义乌市', 330700],
  ['江苏省昆山市', 320500],
  ['仙桃市', 429004],
  ['恩施土家族苗族自治州', 422800],
  ['恩施州', 422800],
  ['大理', 532900],
  ['Karamay(city) ', 650200],
  ["Xi'an", 610100],
  ['Hangzhou City', 330100],
  ['Suzhou, Anhui', 341300],
  ['Suzhou, Jiangsu Province', 320500],
])('%j is %s', (name, code) => {
  expect(codeOf(name, 2014)).toBe(code);
});

test.each([
  ['襄樊市', 2008, 420600],
  ['襄樊市', 2015, 420600],
  ['思茅市', 2006, 530800],
  ['巢湖市', 2008, 341400],
  ['巢湖市', 2015, 340100],
  ['莱芜市', 2015, 371200],
  ['莱芜市', 2019, 370100],
  ['简阳市', 2014, 512000],
  ['简阳市', 2018, 510100],
])('%s in %i is %i', (name, year, code) => {
  expect(codeOf(name, year)).toBe(code);
});

test.each([
  ['Suzhou', 'ambiguous_city'],
  ['Yichun', 'ambiguous_city'],
  ['Taizhou', 'ambiguous_city'],
  ['火星市', 'unknown_city'],
  ['吉林省', 'unknown_city'],
  ['海南', 'unknown_city'],
  ['市辖区', 'unknown_city'],
  ['', 'unknown_city'],
])('%j stays %s', (name, reason) => {
  expect(codeOf(name, 2014)).toBe(reason);
});

test('the province tells twins apart', () => {
  expect([codeOf('Suzhou', 2014, 32), codeOf('Suzhou', 2014, 34)]).toEqual([320500, 341300]);
  expect([codeOf('Yulin', 2014, 61), codeOf('Yulin', 2014, 45)]).toEqual([610800, 450900]);
});

test('a county-level city is said to be one', () => {
  expect(resolvePlace(GAZETTEER, '昆山市')).toEqual({
    place: { code: 320500, level: 'county', spelling: 'name' },
  });
});

test('a slip of the pen is said to be one', () => {
  expect(resolvePlace(GAZETTEER, '毫州市')).toEqual({
    place: { code: 341600, level: 'city', spelling: 'error' },
  });
});

test('codes of four and six digits', () => {
  expect(
    [1101, 110100, 110000, 330100, 3301, 999999].map((code) => resolveCode(GAZETTEER, code)),
  ).toEqual([110000, 110000, 110000, 330100, 330100, null]);
});

test('provinces in each form', () => {
  const names = [
    '浙江',
    '浙江省',
    'Zhejiang',
    'Zhejiang Province',
    '33',
    '330000',
    '内蒙古自治区',
    '广西',
    '上海市',
    '火星',
  ];
  expect(names.map((name) => resolveProvince(GAZETTEER, name))).toEqual([
    33,
    33,
    33,
    33,
    33,
    33,
    15,
    45,
    31,
    null,
  ]);
});

test('a source on prefecture-level units means the city, before it was one as well', () => {
  const context = { year: 2008, prefectures: true };
  expect(resolvePlace(GAZETTEER, '铜仁市', context).place?.code).toBe(520600);
  expect(resolvePlace(GAZETTEER, '铜仁市', { year: 2008 }).place?.code).toBe(522200);
  expect(resolvePlace(GAZETTEER, '昆山市', context).place?.level).toBe('county');
});
