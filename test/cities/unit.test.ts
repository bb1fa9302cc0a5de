import { describe, expect, it } from 'vitest';
import { findUnit, parseUnit } from '../../src/cities/unit.ts';

describe('a unit that stands alone', () => {
  it.each([
    ['万元', 'money', 1e4],
    ['亿千瓦小时', 'energy', 1e8],
    ['百万 人', 'persons', 1e6],
    ['10,000 m3', 'volume', 1e4],
    ['GWh', 'energy', 1e6],
    ['million yuan', 'money', 1e6],
    ['％', 'share', 1],
  ])('%s', (text, dimension, factor) => {
    expect(parseUnit(text)).toEqual({ dimension, factor });
  });

  it('is not taken for the end of another', () => {
    expect(parseUnit('万美元')).toBeNull();
    expect(parseUnit('furlongs')).toBeNull();
  });
});

describe('the unit in a heading', () => {
  it('stands in brackets, behind the last underscore or at the end', () => {
    for (const header of ['GDP(万元)', '地区生产总值_当年价格_全市_万元', '地区生产总值万元'])
      expect(findUnit(header), header).toMatchObject({ kind: 'unit', unit: { factor: 1e4 } });
  });

  it('is unknown where something stands that nobody knows, and none where nothing does', () => {
    expect(findUnit('地区生产总值(万美元)').kind).toBe('unknown');
    expect(findUnit('地区生产总值万美元').kind).toBe('unknown');
    expect(findUnit('gas_supply').kind).toBe('none');
    expect(findUnit('城市').kind).toBe('none');
  });
});
