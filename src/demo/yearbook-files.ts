import { randomStream, type RandomStream } from '../econometrics/numeric/random.ts';
import type { DemoFile } from './demo-file.ts';
import type { MergedRange, SheetCell } from './formats/sheet-cell.ts';
import type { DemoCity } from './world/city-list.ts';
import type { World } from './world/simulate-world.ts';
import { printNumber, yearbookName, type Printed } from './statistics-table.ts';
import type { Statistic } from './world/simulate-city.ts';
import { writeBiff } from './formats/write-biff.ts';
import { writeCsv } from './formats/write-csv.ts';
import { writeHtmlTable } from './formats/write-html-table.ts';
import { writeXlsx } from './formats/write-xlsx.ts';

interface Column {
  readonly statistic: Statistic;
  readonly name: string;
  readonly unit: string;
  /** What one unit of the source is in units of the panel. */
  readonly scale: number;
  /** Whether the yearbook has the districts beside the whole city. */
  readonly districts: boolean;
}

/** What a yearbook prints, under the names and units of its year. */
function columnsOf(year: number): Column[] {
  const people = year < 2016 ? '年末总人口' : '年末户籍人口';
  const budget = year < 2015 ? '地方财政一般预算内支出' : '地方一般公共预算支出';
  const power = year < 2017 ? { unit: '万千瓦时', scale: 1 } : { unit: '亿千瓦时', scale: 10_000 };
  const of = (statistic: Statistic, name: string, unit: string, districts: boolean): Column => {
    return { statistic, name, unit, districts, scale: 1 };
  };
  return [
    of('population', people, '万人', true),
    of('gdp', '地区生产总值(当年价格)', '万元', true),
    of('budgetExpenditure', budget, '万元', true),
    { ...of('electricity', '全社会用电量', '', true), ...power },
    of('gas', '供气总量(人工、天然气)', '万立方米', false),
    of('lpg', '液化石油气供气总量', '吨', false),
  ];
}

const FORMS = ['biff', 'xlsx', 'html', 'xlsx', 'csv', 'xlsx', 'xlsx'] as const;
const NBSP = '\u00A0';

/** One yearbook-like file a year, in the forms that such files are found in. */
export function* yearbookFiles(world: World, printed: Printed): Generator<DemoFile> {
  for (let year = world.firstYear; year <= world.lastYear; year++) {
    const form = FORMS[(year - world.firstYear) % FORMS.length];
    const columns = columnsOf(year);
    const rows = cityRows(world, printed, year, columns);
    const { table, merged } = twoLineTable(rows, columns, year);
    const path = `statistics/yearbook_${year + 1}.xls`;
    if (form === 'csv') yield { path, bytes: flatCsv(rows, columns, year) };
    else if (form === 'biff') yield { path, bytes: writeBiff(table, merged) };
    else if (form === 'html') yield { path, bytes: writeHtmlTable(table, merged) };
    else {
      const bytes = writeXlsx(table, { sheet: '城市统计', strings: 'shared', merged });
      yield { path: `${path}x`, bytes };
    }
  }
}

interface YearbookRow {
  readonly name: string;
  /** A province's row holds sums, in the place of a city's values. */
  readonly level: 'province' | 'city';
  readonly values: readonly SheetCell[];
}

function cityRows(
  world: World,
  printed: Printed,
  year: number,
  columns: readonly Column[],
): YearbookRow[] {
  const stream = randomStream(world.seed, `statistics/yearbook/${year}`);
  const t = year - world.firstYear;
  const rows: YearbookRow[] = [];
  let province = 0;
  world.cities.forEach((city, i) => {
    const municipality = city.code % 10_000 === 0;
    if (city.province !== province && !municipality) {
      rows.push(provinceRow(world, printed, city, t, columns));
    }
    province = city.province;
    const values = columns.flatMap((column) =>
      columnCells(stream, printed(i, t, column.statistic), column),
    );
    const name = municipality ? city.name : NBSP + NBSP + yearbookName(stream, city, year);
    rows.push({ name, level: 'city', values });
  });
  // A unit that is no city, as the ends of such tables have them.
  const values = columns.flatMap(({ districts }) => (districts ? [100, null] : [100]));
  return [...rows, { name: '示例开发区', level: 'city', values }];
}

function columnCells(stream: RandomStream, value: number | null, column: Column): SheetCell[] {
  const whole = value === null ? null : value / column.scale;
  const cell = printNumber(stream, whole);
  if (!column.districts) return [cell];
  return [cell, whole === null ? null : Math.round(whole * 35) / 100];
}

function provinceRow(
  { cities }: World,
  printed: Printed,
  { province, provinceName }: DemoCity,
  t: number,
  columns: readonly Column[],
): YearbookRow {
  const values = columns.flatMap(({ statistic, scale, districts }) => {
    const own = cities.map((city, i) =>
      city.province === province ? (printed(i, t, statistic) ?? 0) : 0,
    );
    const cell = Math.round((own.reduce((sum, value) => sum + value, 0) / scale) * 100) / 100;
    return districts ? [cell, null] : [cell];
  });
  return { name: provinceName, level: 'province', values };
}

/** Title, a line about units, a header of two lines, rows of provinces and cities, a source. */
function twoLineTable(
  rows: readonly YearbookRow[],
  columns: readonly Column[],
  year: number,
): { readonly table: SheetCell[][]; readonly merged: MergedRange[] } {
  const top: SheetCell[] = ['城市'];
  const bottom: SheetCell[] = [null];
  const merged = [{ firstRow: 2, firstColumn: 0, lastRow: 3, lastColumn: 0 }];
  for (const { name, unit, districts } of columns) {
    const start = { firstRow: 2, firstColumn: top.length };
    if (districts) merged.push({ ...start, lastRow: 2, lastColumn: top.length + 1 });
    else merged.push({ ...start, lastRow: 3, lastColumn: top.length });
    top.push(`${name}(${unit})`, ...(districts ? [null] : []));
    bottom.push(...(districts ? ['全市', '市辖区'] : [null]));
  }
  return {
    table: [
      [`中国${year}年地级以上城市统计（合成数据）`],
      ['单位:见各列'],
      top,
      bottom,
      ...rows.map(({ name, values }) => [name, ...values]),
      [`资料来源：合成数据，体例仿《中国城市统计年鉴${year + 1}》`],
    ],
    merged,
  };
}

/** The re-packed form: comma-separated GBK under the name of a workbook. */
function flatCsv(
  rows: readonly YearbookRow[],
  columns: readonly Column[],
  year: number,
): Uint8Array {
  const header = columns.flatMap(({ name, unit, districts }) =>
    districts ? [`${name}_全市_${unit}`, `${name}_市辖区_${unit}`] : [`${name}_${unit}`],
  );
  const body = rows
    .filter(({ level }) => level === 'city')
    .map(({ name, values }) => {
      return [name.replaceAll(NBSP, ''), year, ...values.map((value) => value ?? 'NA'), '合成数据'];
    });
  return writeCsv([['城市', '年份', ...header, '备注'], ...body], 'gb18030');
}
