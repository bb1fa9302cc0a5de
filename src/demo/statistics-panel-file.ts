import { randomStream } from '../econometrics/numeric/random.ts';
import type { DemoFile } from './demo-file.ts';
import type { SheetCell } from './formats/sheet-cell.ts';
import type { World } from './world/simulate-world.ts';
import { printNumber, type Printed } from './statistics-table.ts';
import type { Statistic } from './world/simulate-city.ts';
import { writeXlsx } from './formats/write-xlsx.ts';

const COLUMNS: readonly (readonly [Statistic, string])[] = [
  ['population', '年末总人口_全市_万人'],
  ['gdp', '地区生产总值_当年价格_全市_万元'],
  ['gdpPerCapita', '人均地区生产总值_全市_元'],
  ['tertiaryShare', '第三产业占GDP的比重_全市_百分比'],
  ['urbanShare', '常住人口城镇化率_全市_百分比'],
];

/** The researcher's panel: a row for each city and year, units in the headers. */
export function statisticsPanelFile(world: World, printed: Printed): DemoFile {
  const stream = randomStream(world.seed, 'statistics/panel');
  const rows: SheetCell[][] = [['城市', '年份', ...COLUMNS.map(([, header]) => header), '备注']];
  world.cities.forEach((city, i) => {
    for (let year = world.firstYear; year <= world.lastYear; year++) {
      const t = year - world.firstYear;
      const values = COLUMNS.map(([name]) => printNumber(stream, printed(i, t, name)));
      rows.push([city.name, year, ...values, '合成数据']);
    }
  });
  return {
    path: `statistics/city_panel_${world.firstYear}-${world.lastYear}.xlsx`,
    bytes: writeXlsx(rows, { sheet: '面板', strings: 'shared' }),
  };
}
