import { describe, expect, it } from 'vitest';
import { parseCityList } from '../../../src/demo/world/city-list.ts';
import { REAL_CITIES } from '../real-cities.ts';

describe('parseCityList', () => {
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

  it('keeps a comma inside quotes', () => {
    const header =
      'code6,name_zh,short_zh,province_zh,in_sample,energy_use_rights_pilot,carbon_ets_pilot,old_industrial_base,resource_type,drop_reason,aliases';
    const [city] = parseCityList(`${header}\n110000,北京市,北京,北京市,1,0,1,1,none,"a, ""b""",\n`);
    expect(city).toMatchObject({ code: 110000, province: 11, inSample: true, formerNames: [] });
  });

  it('throws on a list without a needed column', () => {
    expect(() => parseCityList('code6,name_zh\n110000,北京市\n')).toThrow(/no column/);
  });
});
