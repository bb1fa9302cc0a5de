import type { DemoFile } from '../demo-file.ts';
import { writeDta, type DtaVariable } from '../formats/write-dta.ts';
import type { Printed } from '../statistics-table.ts';
import type { Statistic } from '../world/simulate-city.ts';
import type { World } from '../world/simulate-world.ts';

const STATISTICS: readonly (readonly [Statistic, name: string, label: string])[] = [
  ['population', 'population', '年末总人口（万人）'],
  ['gdp', 'gdp', '地区生产总值（万元）'],
  ['gdpPerCapita', 'gdp_per_capita', '人均地区生产总值（元）'],
  ['tertiaryShare', 'tertiary_share', '第三产业占GDP的比重（%）'],
  ['urbanShare', 'urban_share', '常住人口城镇化率（%）'],
  ['budgetExpenditure', 'budget_expenditure', '地方一般公共预算支出（万元）'],
  ['electricity', 'electricity', '全社会用电量（万千瓦时）'],
  ['gas', 'gas', '供气总量（万立方米）'],
  ['lpg', 'lpg', '液化石油气供气总量（吨）'],
];
/**
 * All statistics in one panel of Stata, as a researcher has made it of the other sources: where they
 * contradict each other, the value is missing.
 */
export function dtaFile(world: World, settled: Printed): DemoFile {
  const cells = world.cities.flatMap((city, i) =>
    Array.from({ length: world.lastYear - world.firstYear + 1 }, (_, t) => ({ city, i, t })),
  );
  const variables: DtaVariable[] = [
    {
      name: 'city_code',
      label: '城市代码',
      type: 'long',
      values: cells.map(({ city }) => city.code),
    },
    { name: 'city', label: '城市', type: 'text', values: cells.map(({ city }) => city.name) },
    {
      name: 'year',
      label: '年份',
      type: 'int',
      values: cells.map(({ t }) => world.firstYear + t),
    },
    ...STATISTICS.map(([statistic, name, label]): DtaVariable => {
      const values = cells.map(({ i, t }) => {
        const value = settled(i, t, statistic);
        const inHundredMillions = statistic === 'electricity' && world.firstYear + t >= 2017;
        // The yearbook has it in units of 10,000 times the size from then on.
        return value !== null && inHundredMillions ? (value / 10_000) * 10_000 : value;
      });
      return { name, label, type: 'double', values };
    }),
  ];
  const label = '城市面板（合成数据）';
  return {
    path: `statistics/city_panel_${world.firstYear}-${world.lastYear}.dta`,
    bytes: writeDta(variables, label),
  };
}
