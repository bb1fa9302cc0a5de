import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStatistics } from '../../../src/cities/sheets/statistics.ts';
import type { Row } from '../../../src/sources/table.ts';
import { REFERENCE } from '../reference.ts';

/** Names of variables, and units with how many canonical ones each is. */
const VARIABLES: Readonly<Record<string, readonly [string[], Readonly<Record<string, number>>]>> = {
  gdp: [
    ['地区生产总值', 'GDP', '全市生产总值', '名义GDP', 'Gross Regional Product'],
    { 万元: 1, 亿元: 1e4, 亿元人民币: 1e4, 元: 1e-4, '100 million yuan': 1e4 },
  ],
  population: [
    ['年末总人口', '年末户籍人口', '总人口', 'Total population'],
    { 万人: 1, 人: 1e-4, '10,000 persons': 1, 千人: 0.1 },
  ],
  electricity: [
    ['全社会用电量', '全年用电总量', 'Electricity consumption'],
    { 万千瓦时: 1, 亿千瓦小时: 1e4, GWh: 100, 万度: 1 },
  ],
  budget_expenditure: [['地方一般公共预算支出', '地方财政一般预算内支出'], { 万元: 1, 亿元: 1e4 }],
  urban_share: [['城镇化率', '常住人口城镇化率', 'urbanization rate'], { '%': 1, 百分比: 1 }],
};
const CITIES: readonly (readonly [number, string])[] = [
  [330600, '绍兴市'],
  [330500, '湖州'],
  [110000, '北京市'],
  [420500, '湖北省宜昌市'],
  [222400, '延边朝鲜族自治州'],
];
const HEADERS: readonly ((name: string, unit: string) => string)[] = [
  (name, unit) => `${name}(${unit})`,
  (name, unit) => `${name}（${unit}，当年价）`,
  (name, unit) => `${name}【${unit}】`,
  (name, unit) => `${name}_全市_${unit}`,
  (name, unit) => `${name}（单位：${unit}）`,
  (name, unit) => `${name} [${unit}]`,
];
const NUMBERS: readonly ((value: number) => string | number)[] = [
  (value) => value,
  (value) => String(value),
  (value) => value.toLocaleString('en-US', { maximumFractionDigits: 4 }),
  (value) => ` ${value} `,
  (value) => `${value}①`,
  (value) => `${value}[2]`,
  (value) =>
    Array.from(String(value), (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join(''),
];

interface Printed {
  readonly city: readonly [number, string];
  readonly year: number;
  readonly variable: number;
  readonly cell: string | number;
}

/** Tables of the same values; `heads` are headers of the variables. */
const LAYOUTS: readonly ((cells: readonly Printed[], heads: readonly string[]) => Row[])[] = [
  function long(cells, heads) {
    const keys = Map.groupBy(cells, ({ city, year }) => `${city[1]}\n${year}`);
    const rows = [...keys].map(([key, group]): Row => {
      const [city = '', year] = key.split('\n');
      return [city, Number(year), ...heads.map((_, i) => cellOf(group, i))];
    });
    return [['城市', '年份', ...heads], ...rows];
  },
  function wideByYear(cells, heads) {
    const years = [...new Set(cells.map(({ year }) => year))];
    const columns = heads.flatMap((head, i) => years.map((year) => ({ head, i, year })));
    const rows = [...Map.groupBy(cells, ({ city }) => city[1])].map(([city, group]): Row => {
      return [
        city,
        ...columns.map(({ i, year }) =>
          cellOf(
            group.filter((one) => one.year === year),
            i,
          ),
        ),
      ];
    });
    return [
      ['城市', ...columns.map(({ head }) => head)],
      [null, ...columns.map(({ year }) => `${year}年`)],
      ...rows,
    ];
  },
  function indicatorRows(cells, heads) {
    const rows = cells.map(({ city, year, variable, cell }): Row => [
      year,
      city[1],
      heads[variable] ?? '',
      cell,
    ]);
    return [['年份', '地区', '指标', '数值'], ...rows];
  },
  function yearsAcross(cells, heads) {
    const years = [...new Set(cells.map(({ year }) => year))];
    const keys = Map.groupBy(cells, ({ city, variable }) => `${city[1]}\n${variable}`);
    const rows = [...keys].map(([key, group]): Row => {
      const [city = '', variable] = key.split('\n');
      return [
        heads[Number(variable)] ?? '',
        city,
        ...years.map((year) => group.find((one) => one.year === year)?.cell ?? null),
      ];
    });
    return [['指标', '城市', ...years], ...rows];
  },
  function citiesAcross(cells, heads) {
    const cities = [...new Set(cells.map(({ city }) => city[1]))];
    const keys = Map.groupBy(cells, ({ year, variable }) => `${year}\n${variable}`);
    const rows = [...keys].map(([key, group]): Row => {
      const [year, variable] = key.split('\n');
      return [
        Number(year),
        heads[Number(variable)] ?? '',
        ...cities.map((city) => group.find((one) => one.city[1] === city)?.cell ?? null),
      ];
    });
    return [['年份', '指标', ...cities], ...rows];
  },
];

function cellOf(group: readonly Printed[], variable: number): string | number | null {
  return group.find((one) => one.variable === variable)?.cell ?? null;
}

test('what is printed in a known form is read back', () => {
  const spelled = fc.record({
    name: fc.constantFrom(...Object.keys(VARIABLES)),
    spelling: fc.nat(),
    unit: fc.nat(),
    header: fc.constantFrom(...HEADERS),
  });
  const given = fc.record({
    layout: fc.constantFrom(...LAYOUTS),
    variables: fc.uniqueArray(spelled, {
      selector: ({ name }) => name,
      minLength: 1,
      maxLength: 3,
    }),
    cities: fc.uniqueArray(fc.constantFrom(...CITIES), { minLength: 2, maxLength: 4 }),
    years: fc.uniqueArray(fc.integer({ min: 2000, max: 2020 }), { minLength: 2, maxLength: 3 }),
    seeds: fc.array(fc.integer({ min: 2101, max: 98_999 }), { minLength: 36, maxLength: 36 }),
    number: fc.array(fc.constantFrom(...NUMBERS), { minLength: 36, maxLength: 36 }),
  });
  fc.assert(
    fc.property(given, ({ layout, variables, cities, years, seeds, number }) => {
      const heads = variables.map(({ name, spelling, unit, header }) => {
        const [names = [], units = {}] = VARIABLES[name] ?? [];
        const texts = Object.keys(units);
        return header(names[spelling % names.length] ?? '', texts[unit % texts.length] ?? '');
      });
      const expected: string[] = [];
      const cells = variables.flatMap(({ name, unit }, variable) => {
        const factors = Object.values(VARIABLES[name]?.[1] ?? {});
        const factor = factors[unit % factors.length] ?? 1;
        return cities.flatMap((city, c) =>
          years.map((year, y): Printed => {
            const at = variable * 12 + c * 3 + y;
            const value = (seeds[at] ?? 0) / (name === 'urban_share' ? 1000 : 10);
            expected.push(`${city[0]} ${year} ${name} ${(value * factor).toPrecision(9)}`);
            return { city, year, variable, cell: number[at]?.(value) ?? value };
          }),
        );
      });
      const rows = layout(cells, heads);
      const sheet = {
        file: 'a.xlsx',
        sheet: 'Sheet1',
        rows,
        format: 'xlsx',
        hidden: false,
      } as const;
      const found = readStatistics(sheet, REFERENCE, {}, []);
      if ('ignored' in found) throw new Error(found.ignored);
      const values = found.observations.map(({ place, year, variable, value }) => {
        return `${place} ${year} ${variable} ${value.toPrecision(9)}`;
      });
      expect(values.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 100 },
  );
});
