import { expect, it } from 'vitest';
import { writeDta } from '../../../src/demo/formats/write-dta.ts';

const BYTES = writeDta(
  [
    { name: 'city', label: '城市', type: 'text', values: ['杭州市', 'a', ''] },
    { name: 'year', label: '年份', type: 'int', values: [2006, 2007, null] },
    { name: 'code', label: '', type: 'long', values: [330100, null, -1] },
    { name: 'gdp', label: '地区生产总值（万元）', type: 'double', values: [34_415_068.5, null, 0] },
  ],
  '合成数据',
);
const TEXT = Buffer.from(BYTES);
const view = new DataView(BYTES.buffer, BYTES.byteOffset);
const after = (tag: string): number => TEXT.indexOf(`<${tag}>`) + tag.length + 2;
const name = (at: number): string => TEXT.toString('utf8', at, TEXT.indexOf(0, at));

it('says what it is, how many variables and rows it has, and what it is called', () => {
  const header = TEXT.toString('latin1', 0, after('K'));
  expect(header).toBe('<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>');
  expect(view.getUint16(after('K'), true)).toBe(4);
  expect(view.getBigUint64(after('N'), true)).toBe(3n);
  expect(TEXT.toString('utf8', after('label') + 2, TEXT.indexOf('</label>'))).toBe('合成数据');
});

it('has a map with the place of each of its parts', () => {
  const places = Array.from({ length: 14 }, (_, i) =>
    Number(view.getBigUint64(after('map') + 8 * i, true)),
  );
  const tags = places.slice(0, 13).map((place) => {
    return TEXT.toString('latin1', place, TEXT.indexOf('>', place) + 1);
  });
  expect(tags).toEqual([
    '<stata_dta>',
    '<map>',
    '<variable_types>',
    '<varnames>',
    '<sortlist>',
    '<formats>',
    '<value_label_names>',
    '<variable_labels>',
    '<characteristics>',
    '<data>',
    '<strls>',
    '<value_labels>',
    '</stata_dta>',
  ]);
  expect(places[13]).toBe(BYTES.length);
});

it('names its variables and says what they are', () => {
  const types = [0, 1, 2, 3].map((i) => view.getUint16(after('variable_types') + 2 * i, true));
  expect(types).toEqual([9, 65_529, 65_528, 65_526]);
  const names = [0, 1, 2, 3].map((i) => name(after('varnames') + 129 * i));
  expect(names).toEqual(['city', 'year', 'code', 'gdp']);
  const labels = [0, 1, 2, 3].map((i) => name(after('variable_labels') + 321 * i));
  expect(labels).toEqual(['城市', '年份', '', '地区生产总值（万元）']);
});

it('has the values row by row, and the codes of Stata for missing ones', () => {
  const rows = [0, 1, 2].map((row) => {
    const at = after('data') + 23 * row;
    return [
      TEXT.toString('utf8', at, at + 9).replaceAll('\0', ''),
      view.getInt16(at + 9, true),
      view.getInt32(at + 11, true),
      view.getFloat64(at + 15, true),
    ];
  });
  expect(rows).toEqual([
    ['杭州市', 2006, 330100, 34_415_068.5],
    ['a', 2007, 2_147_483_621, 2 ** 1023],
    ['', 32_741, -1, 0],
  ]);
});
