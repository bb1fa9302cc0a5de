import type { Gazetteer } from './gazetteer.ts';
import { foldName } from './name.ts';
import { parseNumber, parseYear } from './number.ts';
import { resolveProvince } from './resolve.ts';
import {
  cellText,
  firstRow,
  placeOf,
  type Observation,
  type Rejected,
  type Table,
} from './types.ts';
import { UserError } from '../text/user-error.ts';
import type { CityReject } from './reasons.ts';

export interface MarketisationReading {
  /** `place` is the two digits of the province. */
  readonly observations: readonly Observation[];
  readonly rejected: readonly Rejected[];
  readonly counts: { readonly read: number; readonly missing: number; readonly rejected: number };
}

/** Scores lie between about 0 (below it in Tibet) and 12; years far outside are misprints. */
const SCORES = { min: -5, max: 20 };
const PROVINCE = /^(?:省份?|省市|地区|省份名称|省级|area|province|region|prov|pcode|省份代码)$/;
const YEAR = /^(?:年份?|年度|year)$/;
const TOTAL =
  /^(?:市场化(?:总)?指数.*|市场化进程.*|市场化总得分|总得分|总指数|总评分|total|totalscore|index|marketi[sz]ation.*|mkt)$/;
const SEARCH_ROWS = 20;

interface Columns {
  /** Row of the header, and columns. */
  readonly header: number;
  readonly province: number;
  readonly year: number | null;
  /** The year is null where it is in a column of its own. */
  readonly scores: readonly { readonly index: number; readonly year: number | null }[];
}

/**
 * Reads the marketisation index by province: either a row for a province and year with the total
 * score, or a row for a province with a column for each year.
 *
 * @throws UserError E_COLUMN_MISSING
 */
export function readMarketisation(table: Table, gazetteer: Gazetteer): MarketisationReading {
  const { header, province, year, scores } = findColumns(table);
  const names = (table.rows[header] ?? []).map(cellText);
  const { file, sheet } = table;
  const observations: Observation[] = [];
  const rejected: Rejected[] = [];
  const counts = { read: 0, missing: 0, rejected: 0 };
  for (let at = header + 1; at < table.rows.length; at++) {
    const row = table.rows[at] ?? [];
    if (row.every((cell) => cell === null)) continue;
    const originOf = (column: number) => ({
      file,
      sheet,
      row: at + 1,
      column: names[column] ?? '',
    });
    const reject = (column: number, reason: CityReject) => {
      rejected.push({ origin: originOf(column), value: cellText(row[column]), reason });
    };
    const place = resolveProvince(gazetteer, String(row[province] ?? ''));
    const rowYear = year === null ? null : parseYear(row[year]);
    for (const score of scores) {
      const value = parseNumber(row[score.index]);
      const of = score.year ?? rowYear;
      counts.read += 1;
      if (value === 'missing') {
        counts.missing += 1;
      } else if (place === null || of === null || !isScore(value)) {
        counts.rejected += 1;
        if (place === null) reject(province, 'unknown_province');
        else if (of === null) reject(year ?? score.index, 'bad_year');
        else reject(score.index, value === 'not_a_number' ? value : 'out_of_scale');
      } else {
        const origin = originOf(score.index);
        const meant = { variable: 'marketisation', unit: 'index' };
        observations.push({ place, year: of, ...meant, value, origin });
      }
    }
  }
  return { observations, rejected, counts };
}

function isScore(value: number | 'not_a_number'): value is number {
  return typeof value === 'number' && value >= SCORES.min && value <= SCORES.max;
}

function findColumns(table: Table): Columns {
  for (let header = 0; header < Math.min(SEARCH_ROWS, table.rows.length); header++) {
    const names = (table.rows[header] ?? []).map((cell) => foldName(String(cell ?? '')));
    const province = names.findIndex((name) => PROVINCE.test(name));
    if (province < 0) continue;
    const year = names.findIndex((name) => YEAR.test(name));
    const total = names.findIndex((name) => TOTAL.test(name));
    const wide = names.flatMap((name, index) => {
      const of = parseYear(name.replace(/^\D+/, ''));
      return of === null ? [] : [{ index, year: of }];
    });
    if (year >= 0 && total >= 0)
      return { header, province, year, scores: [{ index: total, year: null }] };
    if (wide.length > 0) return { header, province, year: null, scores: wide };
  }
  throw new UserError(
    'E_COLUMN_MISSING',
    `expected columns 省份 (or area), 年份 (or year) and 市场化指数 (or total); row 1 is: ${firstRow(table)}`,
    {
      where: placeOf(table),
      hint: 'Name the columns so, or give one row for each province with a column for each year.',
    },
  );
}
