import type { DemoFile } from '../demo-file.ts';
import type { SheetCell } from '../formats/sheet-cell.ts';
import { writeXlsx } from '../formats/write-xlsx.ts';
import type { Printed, Sources } from '../statistics-table.ts';
import type { Statistic } from '../world/simulate-city.ts';
import type { World } from '../world/simulate-world.ts';

interface Indicator {
  readonly statistic: Statistic;
  readonly name: string;
  readonly unit: string;
  /** What one unit of the table is in units of the world. */
  readonly scale: number;
  readonly from?: number;
  readonly until?: number;
}

/** Electricity changes its unit when it does in the yearbooks. */
const INDICATORS: readonly Indicator[] = [
  { statistic: 'population', name: '年末总人口', unit: '万人', scale: 1 },
  { statistic: 'gdp', name: '地区生产总值', unit: '万元', scale: 1 },
  { statistic: 'urbanShare', name: '常住人口城镇化率', unit: '%', scale: 1 },
  { statistic: 'budgetExpenditure', name: '地方一般公共预算支出', unit: '万元', scale: 1 },
  { statistic: 'electricity', name: '全社会用电量', unit: '万千瓦时', scale: 1, until: 2016 },
  { statistic: 'electricity', name: '全社会用电量', unit: '亿千瓦时', scale: 10_000, from: 2017 },
  { statistic: 'gas', name: '供气总量', unit: '万立方米', scale: 1 },
  { statistic: 'lpg', name: '液化石油气供气总量', unit: '吨', scale: 1 },
];

/**
 * The statistics as EPS gives them: a row for each city and indicator with its unit, a column for each
 * year. Where the yearbook has no value, it has that of the other source.
 */
export function epsFile(world: World, { panel, yearbook }: Sources): DemoFile {
  const printed: Printed = (...cell) => yearbook(...cell) ?? panel(...cell);
  const { firstYear, lastYear } = world;
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, t) => firstYear + t);
  const rows: SheetCell[][] = [['地区', '指标', '单位', ...years.map((year) => `${year}年`)]];
  for (const [i, city] of world.cities.entries()) {
    for (const { statistic, name, unit, scale, from, until } of INDICATORS) {
      const cells = years.map((year, t): SheetCell => {
        if (year < (from ?? firstYear) || year > (until ?? lastYear)) return null;
        const value = printed(i, t, statistic);
        return value === null ? null : value / scale;
      });
      if (cells.some((cell) => cell !== null)) rows.push([city.name, name, unit, ...cells]);
    }
  }
  rows.push(['数据来源：EPS数据平台体例，合成数据']);
  return {
    path: `statistics/EPS_${firstYear}-${lastYear}.xlsx`,
    bytes: writeXlsx(rows, { sheet: '城市年度库', strings: 'shared' }),
  };
}
