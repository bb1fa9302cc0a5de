import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../src/cities/headers/header.ts';
import { parseUnit, unitAtEnd } from '../../../src/cities/headers/unit.ts';
import { REFERENCE } from '../reference.ts';

const { units } = REFERENCE;
const findUnit = (header: string) => readHeader(REFERENCE, [header]).unit;

describe('a unit that stands alone', () => {
  it.each([
    ['万元', 'money', 1e4],
    ['亿千瓦小时', 'energy', 1e8],
    ['百万 人', 'persons', 1e6],
    ['10,000 m3', 'volume', 1e4],
    ['GWh', 'energy', 1e6],
    ['million yuan', 'money', 1e6],
    ['％', 'share', 1],
    ['亿元人民币', 'money', 1e8],
    ['人民币亿元', 'money', 1e8],
    ['元/人', 'money', 1],
    ['10 000 yuan', 'money', 1e4],
    ['10^4 kWh', 'energy', 1e4],
    ['万度', 'energy', 1e4],
    ['万m³', 'volume', 1e4],
    ['亿', null, 1e8],
  ])('%s', (text, dimension, factor) => {
    expect(parseUnit(units, text)).toEqual({ dimension, factor });
  });

  it('is not taken for the end of another', () => {
    expect(parseUnit(units, '万美元')?.dimension).toBe('other');
    expect(parseUnit(units, 'furlongs')).toBeNull();
    expect(parseUnit(units, '2010元')).toBeNull();
    expect(unitAtEnd(units, 'amount')).toBeNull();
    expect(unitAtEnd(units, '人口10')).toBeNull();
  });
});

describe('the unit in a heading', () => {
  it('stands in brackets, behind the last underscore or at the end', () => {
    for (const header of ['GDP(万元)', '地区生产总值_当年价格_全市_万元', '地区生产总值万元'])
      expect(findUnit(header), header).toMatchObject({ kind: 'unit', unit: { factor: 1e4 } });
  });

  it('is unknown where something stands that nobody knows, and none where nothing does', () => {
    expect(findUnit('地区生产总值(万方)').kind).toBe('unknown');
    expect(findUnit('gas_supply').kind).toBe('none');
    expect(findUnit('城市').kind).toBe('none');
  });
});
