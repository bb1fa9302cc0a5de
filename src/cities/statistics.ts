import type { Gazetteer } from './gazetteer.ts';
import { findLayout, yearOfSheet, type Layout } from './layout.ts';
import { parseNumber, parseYear } from './number.ts';
import { resolveCode, resolvePlace, resolveProvince } from './resolve.ts';
import {
  cellText,
  firstRow,
  placeOf,
  type Cell,
  type Observation,
  type Rejected,
  type Table,
} from './types.ts';
import { UserError } from '../text/user-error.ts';
import { findVariables, originOf, type VariableColumn } from './columns.ts';
import type { CityReject } from './reasons.ts';

export interface StatisticsReading {
  readonly observations: readonly Observation[];
  readonly rejected: readonly Rejected[];
  /** Cells of variables: read = missing + skipped (in rows of provinces, totals and notes) + rejected + observations. */
  readonly counts: Readonly<Record<'read' | 'missing' | 'skipped' | 'rejected', number>>;
}

/**
 * Reads a sheet of city statistics of any of the usual forms: one row for a city and year, a yearly
 * sheet with a header of two levels and rows of provinces, or one row for a city with a column for
 * each year. Of `全市` and `市辖区` it takes `全市`, except where the yearbook has no other.
 *
 * @param zeroIsMissing variables of which a zero stands for a missing value
 * @throws UserError E_COLUMN_MISSING, E_NO_VARIABLE, E_YEAR_MISSING
 */
export function readStatistics(
  table: Table,
  gazetteer: Gazetteer,
  zeroIsMissing: readonly string[],
): StatisticsReading {
  const layout = findLayout(table, gazetteer);
  if (layout === null) throw noCityColumn(table);
  const { columns, unused } = findVariables(table, layout);
  const rejected = [...unused];
  const sheetYear = yearOfSheet(table, layout.lines);
  if (layout.year === null && sheetYear === null && columns.some(({ year }) => year === null)) {
    throw noYear(table);
  }
  const observations: Observation[] = [];
  const counts = { read: 0, missing: 0, skipped: 0, rejected: 0 };
  const readPlace = placeReader(table, layout, gazetteer);
  for (let at = layout.dataStart; at < table.rows.length; at++) {
    const row = table.rows[at] ?? [];
    if (row.every((cell) => cell === null)) continue;
    const cells = columns.filter(({ index }) => parseNumber(row[index]) !== 'missing');
    const rowYear = layout.year === null ? sheetYear : parseYear(row[layout.year]);
    const place = readPlace(row, rowYear, cells.length);
    const reject = (column: number, reason: CityReject) => {
      const origin = originOf(table, layout, at, column);
      rejected.push({ origin, value: cellText(row[column]), reason });
    };
    counts.read += columns.length;
    counts.missing += columns.length - cells.length;
    if (typeof place !== 'number') {
      reject(layout.name, place.reason);
      counts[place.lost ? 'rejected' : 'skipped'] += cells.length;
      continue;
    }
    if (layout.year !== null && rowYear === null) {
      reject(layout.year, 'bad_year');
      counts.rejected += cells.length;
      continue;
    }
    for (const column of cells) {
      const found = parseNumber(row[column.index]);
      const reason = cellProblem(column, found, zeroIsMissing);
      const year = column.year ?? rowYear;
      if (reason === null && typeof found === 'number' && column.factor !== null && year !== null) {
        const { name: variable, unit } = column.variable;
        const value = scale(found, column.factor);
        const origin = originOf(table, layout, at, column.index);
        observations.push({ place, year, variable, value, unit, origin });
      } else {
        reject(column.index, reason ?? 'bad_year');
        counts.rejected += 1;
      }
    }
  }
  return { observations, rejected, counts };
}

/** Division for factors below one keeps 34415068 yuan at 3441.5068: multiplying by 1e-4 would not. */
function scale(value: number, factor: number): number {
  const result = factor >= 1 ? value * factor : value / (1 / factor);
  return result === 0 ? 0 : result;
}

function cellProblem(
  column: VariableColumn,
  value: number | 'missing' | 'not_a_number',
  zeroIsMissing: readonly string[],
): CityReject | null {
  if (typeof value !== 'number') return 'not_a_number';
  if (value === 0 && zeroIsMissing.includes(column.variable.name)) return 'zero_as_missing';
  return column.factor === null ? 'unknown_unit' : null;
}

const TOTAL = /^(?:全国|总计|合计|地级市合计|市辖区|均值|平均|total|average)$/i;

type NoPlace = { readonly reason: CityReject; readonly lost: boolean };

/** Reads the place of each row in turn; a row of a province says where the rows below it lie. */
function placeReader(table: Table, layout: Layout, gazetteer: Gazetteer) {
  const provinceRows = hasProvinceRows(table, layout, gazetteer);
  let above: number | undefined;
  return (row: readonly Cell[], year: number | null, values: number): number | NoPlace => {
    const name = String(row[layout.name] ?? '');
    const code = layout.code === null ? null : codeOf(row[layout.code] ?? null, gazetteer);
    const lost = values > 0;
    if (name.trim() === '' && code === null) return { reason: lost ? 'no_city' : 'note_row', lost };
    const province = resolveProvince(gazetteer, name);
    const beside =
      layout.province === null ? null : resolveProvince(gazetteer, cellText(row[layout.province]));
    const found = resolvePlace(gazetteer, name, {
      prefectures: true,
      year: year ?? undefined,
      province: beside ?? above,
    });
    const indented = /^\s/.test(name);
    const twin = province !== null && found.place !== null && found.place.code % 10_000 !== 0;
    if (province !== null && (found.place === null || (twin && provinceRows && !indented))) {
      above = province;
      return { reason: 'province_row', lost: false };
    }
    if (code !== null) {
      const same = found.place === null || name.trim() === '' || found.place.code === code;
      return same ? code : { reason: 'code_and_name_differ', lost: true };
    }
    if (found.place === null) {
      if (TOTAL.test(name.trim())) return { reason: 'total_row', lost: false };
      return { reason: lost ? found.reason : 'note_row', lost };
    }
    if (found.place.level === 'county' && found.place.code % 100 === 0) {
      return { reason: 'county_level_unit', lost: true };
    }
    if (provinceRows) above = Math.floor(found.place.code / 10_000);
    return found.place.code;
  };
}

function codeOf(cell: Cell, gazetteer: Gazetteer): number | null {
  const number = parseNumber(cell);
  return typeof number === 'number' ? resolveCode(gazetteer, number) : null;
}

/** Rows of provinces that are no city as well (吉林 is both): a mark of yearbook sheets. */
function hasProvinceRows(table: Table, layout: Layout, gazetteer: Gazetteer): boolean {
  return table.rows.slice(layout.dataStart).some((row) => {
    const name = String(row[layout.name] ?? '');
    return (
      resolveProvince(gazetteer, name) !== null && resolvePlace(gazetteer, name).place === null
    );
  });
}

function noCityColumn(table: Table): UserError {
  return new UserError(
    'E_COLUMN_MISSING',
    `no column of cities: no row names a known city and no header says 城市 or city; row 1 is: ${firstRow(table)}`,
    {
      where: placeOf(table),
      hint: 'Name the column of cities 城市, 地区 or city, or give the codes in a column 行政区划代码.',
    },
  );
}

function noYear(table: Table): UserError {
  return new UserError(
    'E_YEAR_MISSING',
    'no year: there is no column 年份 or year, and neither header, title, sheet nor file name has one',
    {
      where: placeOf(table),
      hint: 'Add a column 年份, or put the year of the data into the file name, such as 2014年.xlsx.',
    },
  );
}
