import type { Gazetteer } from './gazetteer.ts';
import { findLayout, yearOfSheet, type Layout } from './layout.ts';
import { parseNumber, parseYear } from './number.ts';
import { resolveCode, resolvePlace, resolveProvince } from './resolve.ts';
import type { Cell, Observation, Origin, Rejected, Table } from './types.ts';
import { UserError } from '../text/user-error.ts';
import { findVariables, originOf, placeOf, type VariableColumn } from './columns.ts';
import type { CityReject } from './reasons.ts';

export interface StatisticsReading {
  readonly observations: readonly Observation[];
  readonly rejected: readonly Rejected[];
  readonly counts: CellCounts;
}

/** Cells of variables: read = missing + not of a city + rejected + observations. */
export interface CellCounts {
  readonly read: number;
  readonly missing: number;
  /** In rows of provinces, totals and notes. */
  readonly skipped: number;
  readonly rejected: number;
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
  const rejected: Rejected[] = [...unused];
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
    const place = readPlace(row, at, rowYear, cells.length);
    const origin = (column: number): Origin => originOf(table, layout, at, column);
    counts.read += columns.length;
    counts.missing += columns.length - cells.length;
    if (typeof place !== 'number') {
      rejected.push({
        origin: origin(layout.name),
        value: text(row[layout.name]),
        reason: place.reason,
      });
      if (place.lost) counts.rejected += cells.length;
      else counts.skipped += cells.length;
      continue;
    }
    if (layout.year !== null && rowYear === null) {
      rejected.push({
        origin: origin(layout.year),
        value: text(row[layout.year]),
        reason: 'bad_year',
      });
      counts.rejected += cells.length;
      continue;
    }
    for (const column of cells) {
      const value = parseNumber(row[column.index]);
      const reason = cellProblem(column, value, zeroIsMissing);
      const year = column.year ?? rowYear;
      if (reason === null && typeof value === 'number' && column.factor !== null && year !== null) {
        const { name, unit } = column.variable;
        const converted = scale(value, column.factor);
        observations.push({
          place,
          year,
          variable: name,
          value: converted,
          unit,
          origin: origin(column.index),
        });
      } else {
        rejected.push({
          origin: origin(column.index),
          value: text(row[column.index]),
          reason: reason ?? 'bad_year',
        });
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

type NoPlace = { readonly reason: CityReject; readonly lost: boolean };

/** Reads the place of each row in turn; a row of a province says where the rows below it lie. */
function placeReader(table: Table, layout: Layout, gazetteer: Gazetteer) {
  const provinceRows = hasProvinceRows(table, layout, gazetteer);
  let above: number | undefined;
  return (
    row: readonly Cell[],
    _at: number,
    year: number | null,
    values: number,
  ): number | NoPlace => {
    const name = String(row[layout.name] ?? '');
    const code = layout.code === null ? null : codeOf(row[layout.code] ?? null, gazetteer);
    if (name.trim() === '' && code === null)
      return { reason: values > 0 ? 'no_city' : 'note_row', lost: values > 0 };
    const province = resolveProvince(gazetteer, name);
    const beside =
      layout.province === null ? null : resolveProvince(gazetteer, text(row[layout.province]));
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
      const isTotal = /^(?:全国|总计|合计|地级市合计|市辖区|均值|平均|total|average)$/.test(
        name.trim().toLowerCase(),
      );
      if (isTotal) return { reason: 'total_row', lost: false };
      return values === 0
        ? { reason: 'note_row', lost: false }
        : { reason: found.reason, lost: true };
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

function text(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

function noCityColumn(table: Table): UserError {
  const found =
    table.rows[0]
      ?.filter((cell) => cell !== null)
      .slice(0, 8)
      .join(', ') ?? '';
  return new UserError(
    'E_COLUMN_MISSING',
    `no column of cities: no row names a known city and no header says 城市 or city; row 1 is: ${found}`,
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
