import type { DemoFile } from '../demo-file.ts';
import type { SheetCell } from '../formats/sheet-cell.ts';
import { writeCsv } from '../formats/write-csv.ts';
import type { Printed } from '../statistics-table.ts';
import type { Statistic } from '../world/simulate-city.ts';
import type { World } from '../world/simulate-world.ts';

interface Field {
  readonly code: string;
  readonly statistic: Statistic;
  /** What one unit of the table is in units of the world. */
  readonly scale: number;
  readonly meaning: string;
}

const TABLES: Readonly<Record<string, readonly Field[]>> = {
  CRE_Gdpct: [
    { code: 'Gdpct01', statistic: 'gdp', scale: 10_000, meaning: '地区生产总值，单位：亿元' },
    { code: 'Gdpct04', statistic: 'tertiaryShare', scale: 1, meaning: '第三产业占比，单位：%' },
    {
      code: 'GDP_PerCapita',
      statistic: 'gdpPerCapita',
      scale: 1,
      meaning: '人均生产总值，单位：元',
    },
  ],
  CRE_Eect: [{ code: 'Eect01', statistic: 'population', scale: 1, meaning: '总人口，单位：万人' }],
};

/**
 * The statistics of the panel as tables of CSMAR: codes for headers, numbers with four decimals, the
 * names of cities in Latin letters with a blank behind them. What the codes mean stands in a text
 * beside each table.
 */
export function* csmarFiles(world: World, printed: Printed): Generator<DemoFile> {
  for (const [table, fields] of Object.entries(TABLES)) {
    const rows: SheetCell[][] = [
      ['Sgnyea', 'Prvcnm_en', 'Ctnm_en', 'Ctnm_id', ...fields.map(({ code }) => code)],
    ];
    for (const [i, { code, latinName, latinProvince }] of world.cities.entries()) {
      for (let year = world.firstYear; year <= world.lastYear; year++) {
        const cells = fields.map(({ statistic, scale }) => {
          const value = printed(i, year - world.firstYear, statistic);
          return value === null ? '' : (value / scale).toFixed(4);
        });
        rows.push([year, latinProvince, `${latinName} `, code, ...cells]);
      }
    }
    const path = `statistics/csmar_${table}`;
    yield { path: `${path}.csv`, bytes: writeCsv(rows, 'utf-8-bom', 'all') };
    const lines = fields.map(({ code, meaning }) => `${code} [${meaning}] - 合成数据`);
    const text = ['Sgnyea [统计年度]', 'Ctnm_id [城市代码]', ...lines].join('\r\n');
    yield { path: `${path}[DES][csv].txt`, bytes: new TextEncoder().encode(`${text}\r\n`) };
  }
}
