import { integer, randomStream } from '../econometrics/numeric/random.ts';
import type { DemoFile } from './demo-file.ts';
import { shortProvince } from './world/filings-of-year.ts';
import type { SheetCell } from './formats/sheet-cell.ts';
import type { World } from './world/simulate-world.ts';
import { fullWidth } from './statistics-table.ts';
import { writeXlsx } from './formats/write-xlsx.ts';

const HEADER = ['省份', '年份', '市场化总指数', '政府与市场的关系', '非国有经济的发展', '备注'];
/** Provinces without any city of the sample, of which some years are blank. */
const SPARSE = new Set([54, 65]);

/** The marketisation index in two files, whose last and first year are the same and agree. */
export function marketisationFiles(world: World): DemoFile[] {
  const middle = Math.floor((world.firstYear + world.lastYear) / 2);
  if (middle === world.lastYear) return [indexFile(world, world.firstYear, world.lastYear)];
  return [indexFile(world, world.firstYear, middle), indexFile(world, middle, world.lastYear)];
}

function indexFile(world: World, first: number, last: number): DemoFile {
  const stream = randomStream(world.seed, `marketisation/${first}`);
  const names = new Map(world.cities.map((city) => [city.province, city.provinceName]));
  const rows: SheetCell[][] = [HEADER];
  for (const [province, values] of world.marketisation) {
    for (let year = first; year <= last; year++) {
      const full = names.get(province) ?? '';
      const value = values[year - world.firstYear] as number;
      const missing = SPARSE.has(province) && year % 5 === 0;
      const roll = integer(stream, 60);
      const written = [fullWidth(String(value)), ` ${value}`][roll] ?? value;
      const part = (share: number): number => Math.round(value * share * 100) / 100;
      const name = province % 2 === 0 ? shortProvince(full) : full;
      rows.push([name, year, missing ? '-' : written, part(0.9), part(1.1), '合成数据']);
    }
  }
  return {
    path: `marketisation/marketisation_${first}-${last}.xlsx`,
    bytes: writeXlsx(rows, { sheet: '市场化指数', strings: 'inline' }),
  };
}
