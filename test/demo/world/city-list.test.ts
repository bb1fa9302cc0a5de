import { describe, expect, it } from 'vitest';
import { cityList } from '../../../src/demo/world/city-list.ts';
import { REAL_CITIES } from '../real-cities.ts';

describe('cityList', () => {
  it('reads the committed list', () => {
    const sample = REAL_CITIES.filter(({ inSample }) => inSample);
    expect(REAL_CITIES.length).toBe(297);
    expect(sample.length).toBe(256);
    expect(sample.filter(({ treated }) => treated).length).toBe(55);
  });

  it('tells former names from misspellings', () => {
    const city = (code: number) => REAL_CITIES.find((one) => one.code === code);
    expect(city(420600)?.formerNames).toEqual([{ name: '襄樊市', until: 2010 }]);
    expect(city(530800)?.formerNames).toEqual([{ name: '思茅市', until: 2007 }]);
    expect(city(341600)?.misspellings).toEqual(['毫州市']);
    expect(city(650200)?.misspellings).toEqual(['克垃玛依市', '克托玛依市']);
  });

  it('throws on a list without a needed column', () => {
    expect(() => cityList([{ code6: '110000', name_zh: '北京市' }])).toThrow(/no column/);
  });
});
