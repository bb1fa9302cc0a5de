import { describe, expect, test } from 'vitest';
import { readPlaces } from '../../src/patents/places.ts';
import type { Field } from '../../src/patents/tables/sources.ts';
import { lookup } from './reference.ts';

function read(cells: Readonly<Partial<Record<Field, string>>>) {
  const told: string[] = [];
  const cities = readPlaces(
    (field) => cells[field] ?? null,
    2016,
    lookup,
    (field, value, reason, lost) => told.push(`${field} ${value} ${reason}${lost ? ' lost' : ''}`),
  );
  return { cities, told };
}

describe('the cities of all applicants', () => {
  test.each([
    [{ cities: '杭州市; 苏州市; 杭州市' }, [330100, 320500]],
    [{ cities: '[杭州市]【苏州市】'.replace('】', ']').replace('【', ';[') }, [330100, 320500]],
    [{ cities: '杭州市、苏州市' }, [330100, 320500]],
    [{ province: '北京; 11', cities: '海淀区' }, [110000]],
    [{ province: '北京; 11; 江苏; 32', cities: '苏州市' }, [110000, 320500]],
    [{ province: '江苏; 32; 北京; 11', cities: '苏州市' }, [320500, 110000]],
    [{ province: '江苏; 32', cities: '苏州市' }, [320500]],
    [{ province: '上海; 31' }, [310000]],
    [{ province: '31' }, [310000]],
    [{ cities: '杭州/苏州' }, [330100, 320500]],
    [{ cities: '杭州 苏州 北京' }, [330100, 320500, 110000]],
    [{ cities: '吉林 长春' }, [220100]],
    [{ cities: '浙江 杭州' }, [330100]],
    [{ cities: '浙江/杭州/西湖区' }, [330100]],
    [{ cities: '北京 海淀区' }, [110000]],
    [{ cities: '杭州市 苏州市' }, [330100, 320500]],
    [{ cities: '杭州市/苏州市' }, [330100, 320500]],
    [{ cities: '[杭州市][苏州市]' }, [330100, 320500]],
    [{ cities: '长春市 朝阳区' }, [220100]],
    [{ cities: '内蒙古自治区 呼和浩特市' }, [150100]],
    [{ cities: '南京市; 苏州市', province: '北京; 11; 江苏; 32' }, [110000, 320100, 320500]],
    [{ cities: '330100' }, [330100]],
    [{ cities: '330106.0' }, [330100]],
    [{ districts: '110108' }, [110000]],
    [{ postcode: '330106' }, [360100]],
    [{ address: '浙江省杭州市浙大路38号/江苏省苏州市' }, [330100, 320500]],
    [{ districts: '余杭区' }, [330100]],
    [{ address: '浙江省杭州市西湖区浙大路38号; 江苏省苏州市' }, [330100, 320500]],
    [{ postcode: '310027' }, [330100]],
    [{ cities: '', districts: '西湖区', province: '浙江; 33' }, [330100]],
    [{ cities: '杭州市; 香港', province: '浙江; 33; 香港; 81' }, [330100]],
  ])('%j', (cells, cities) => {
    expect(read(cells).cities).toEqual(cities);
  });
});

describe('a row without a city of the mainland', () => {
  test.each([
    [{ cities: '香港' }, ['cities 香港 city_in_territory']],
    [
      { cities: '台北市; 新竹' },
      ['cities 台北市 city_in_territory', 'cities 新竹 city_in_territory'],
    ],
    [{ province: '吉林; 22' }, ['cities  no_city']],
    [{ province: '美国; US' }, []],
    [
      { address: 'Munich, Germany' },
      ['address Munich unknown_city', 'address Germany unknown_city']
        .slice(0, 0)
        .concat('address Munich, Germany unknown_city'),
    ],
  ])('is kept: %j', (cells, told) => {
    expect(read(cells)).toEqual({ cities: [], told });
  });

  test('is lost where the name of its city is unknown', () => {
    expect(read({ cities: '火星市', province: '浙江; 33' })).toEqual({
      cities: null,
      told: ['cities 火星市 unknown_city lost'],
    });
  });
});
