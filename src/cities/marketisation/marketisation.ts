import type { ColumnUse, Ignored, TableMapping } from '../../sources/mapping.ts';
import type { RuleOfTable } from '../../sources/rule.ts';
import { placeOf, type Row, type Sheet } from '../../sources/table.ts';
import { UserError } from '../../text/user-error.ts';
import type { Gazetteer } from '../gazetteer.ts';
import { yearOfLine, yearOfText } from '../headers/year-of-text.ts';
import { withoutMarks } from '../marks.ts';
import { parseNumber, parseYear } from '../number.ts';
import type { Observation, Rejected } from '../observation.ts';
import type { CityReject } from '../reasons.ts';
import { resolveProvince } from '../resolve.ts';
import { findIndexTable, type IndexColumn, type IndexTable } from './columns.ts';
import { scoresOf } from './scores.ts';
import { tablesOf } from './tables.ts';
import { baseOf, readIndexHeader, type IndexWords } from './words.ts';

export interface MarketisationReading {
  readonly mapping: TableMapping;
  /** `place` is the two digits of the province. */
  readonly observations: readonly Observation[];
  readonly rejected: readonly Rejected[];
  readonly counts: Readonly<Record<'read' | 'missing' | 'skipped' | 'rejected', number>>;
}

/** Scores lie between about 0 (below it in Tibet) and 12; years far outside are misprints. */
const SCORES = { min: -5, max: 20 };
const NO_PROVINCE = /^(?:全国|平均|均值|合计|东部|中部|西部|东北|全国平均|average|mean)/i;

/**
 * Reads the marketisation index by province: a row for a province and year, a column for each year,
 * or a column for each province. It takes the score of the whole index, never a rank, a row number or a
 * part of it, and of several bases the one that is asked for.
 *
 * @param base year of the base, or `old` or `new`; empty if the study does not choose
 * @throws UserError E_SEVERAL_BASES, E_SEVERAL_SCORES, E_YEAR_MISSING
 */
export function readMarketisation(
  sheet: Sheet,
  words: IndexWords,
  gazetteer: Gazetteer,
  rule: RuleOfTable,
  base: string,
): MarketisationReading | Ignored {
  if (sheet.hidden && rule.sheet === undefined) return { ignored: 'a hidden sheet', mapping: null };
  const readings = tablesOf(sheet, words, gazetteer, rule).map((table) =>
    readTable(table, words, gazetteer, rule, base),
  );
  const read = readings.flatMap((one) => ('ignored' in one ? [] : [one]));
  const [first] = read;
  if (first === undefined) {
    return readings.find((one) => 'ignored' in one) ?? { ignored: 'no provinces', mapping: null };
  }
  const sum = (name: keyof typeof first.counts) =>
    read.reduce((total, { counts }) => total + counts[name], 0);
  return {
    mapping: { ...first.mapping, columns: read.flatMap(({ mapping }) => mapping.columns) },
    observations: read.flatMap(({ observations }) => observations),
    rejected: read.flatMap(({ rejected }) => rejected),
    counts: {
      read: sum('read'),
      missing: sum('missing'),
      skipped: sum('skipped'),
      rejected: sum('rejected'),
    },
  };
}

function readTable(
  sheet: Sheet,
  words: IndexWords,
  gazetteer: Gazetteer,
  rule: RuleOfTable,
  base: string,
): MarketisationReading | Ignored {
  const table = findIndexTable(sheet, words, gazetteer, rule);
  if (table === null) return { ignored: 'no provinces', mapping: null };
  const scores = scoresOf(sheet, table, words, rule, base);
  const mapping = mappingOf(table, Array.isArray(scores) ? scores : []);
  if (!Array.isArray(scores)) return { ignored: scores.ignored, mapping };
  if (table.province === null && scores.every(({ province }) => province === null)) {
    return { ignored: 'no provinces', mapping };
  }
  const context = yearOfSheet(sheet, table, rule);
  const told = context !== null || sheet.rows.slice(table.last + 1).some(saysYear);
  if (table.year === null && !told && scores.some(({ year }) => year === null)) {
    throw noYear(sheet);
  }
  return {
    mapping: { ...mapping, yearFrom: yearFrom(table, scores, mapping) },
    ...readRows(sheet, table, scores, words, gazetteer, rule, context),
  };
}

function readRows(
  sheet: Sheet,
  table: IndexTable,
  scores: readonly IndexColumn[],
  words: IndexWords,
  gazetteer: Gazetteer,
  rule: RuleOfTable,
  context: number | null,
) {
  const { province, year, indicator, last } = table;
  const observations: Observation[] = [];
  const rejected: Rejected[] = [];
  const counts = { read: 0, missing: 0, skipped: 0, rejected: 0 };
  const dated = scores.some((score) => score.year !== null);
  /** Of the line above the row, where lines say the years. */
  let yearAbove = context;
  for (let at = last + 1; at < sheet.rows.length; at++) {
    const row = sheet.rows[at] ?? [];
    if (row.every((cell) => cell === null || cell === '')) continue;
    const ofLine = year === null && !dated ? yearOfLine(row) : null;
    if (ofLine !== null) {
      yearAbove = ofLine;
      counts.read += scores.length;
      counts.missing += scores.length;
      continue;
    }
    const reject = (column: IndexColumn, reason: CityReject) => {
      const origin = { file: sheet.file, sheet: sheet.sheet, row: at + 1, column: column.header };
      rejected.push({ origin, value: String(row[column.index] ?? '').trim(), reason });
    };
    const name = province === null ? '' : withoutMarks(String(row[province.index] ?? ''));
    const ofRow = province === null ? null : resolveProvince(gazetteer, name);
    const told =
      indicator === null ? null : readIndexHeader(words, [String(row[indicator.index] ?? '')]);
    const rowYear = year === null ? yearAbove : parseYear(row[year.index]);
    for (const score of scores) {
      const value = parseNumber(row[score.index]);
      const place = score.province ?? ofRow;
      const of = score.year ?? rowYear;
      counts.read += 1;
      if (value === 'missing') {
        counts.missing += 1;
      } else if (
        (told !== null && told.kind !== 'total') ||
        (place === null && NO_PROVINCE.test(name.trim()))
      ) {
        counts.skipped += 1;
      } else if (place === null || of === null || !isScore(value)) {
        counts.rejected += 1;
        if (place === null) reject(province ?? score, 'unknown_province');
        else if (of === null) reject(year ?? score, 'bad_year');
        else reject(score, value === 'not_a_number' ? value : 'out_of_scale');
      } else {
        const origin = { file: sheet.file, sheet: sheet.sheet, row: at + 1, column: score.header };
        const meant = { variable: 'marketisation', unit: 'index', priority: rule.priority ?? 0 };
        observations.push({ place, year: of, ...meant, value, origin });
      }
    }
  }
  return { observations, rejected, counts };
}

function saysYear(row: Row): boolean {
  return yearOfLine(row) !== null;
}

function isScore(value: number | 'not_a_number'): value is number {
  return typeof value === 'number' && value >= SCORES.min && value <= SCORES.max;
}

function yearOfSheet(sheet: Sheet, { titles }: IndexTable, rule: RuleOfTable): number | null {
  if (rule.year !== undefined) return rule.year;
  const texts = [...titles, sheet.sheet, sheet.file.split('/').at(-1) ?? ''];
  const named = texts.filter((text) => baseOf(text) === '').map(yearOfText);
  return named.find((year) => year !== null) ?? null;
}

function yearFrom(
  { year }: IndexTable,
  scores: readonly IndexColumn[],
  { yearFrom: otherwise }: TableMapping,
): TableMapping['yearFrom'] {
  if (scores.some((score) => score.year !== null)) return 'header';
  return year === null ? otherwise : 'column';
}

const WHY_NOT: Readonly<Record<string, string>> = {
  rank: 'a rank or number of a row',
  part: 'a part of the index',
  other: 'computed from the index',
};

function mappingOf(table: IndexTable, scores: readonly IndexColumn[]): TableMapping {
  const keys = new Map([
    [table.province?.index, 'province'],
    [table.year?.index, 'year'],
    [table.indicator?.index, 'indicator'],
  ]);
  const taken = new Set(scores.map(({ index }) => index));
  const columns = table.columns.filter(({ header }) => header !== '');
  return {
    kind: 'marketisation index',
    kindZh: '市场化指数',
    why: `columns ${columns
      .slice(0, 6)
      .map(({ header }) => header)
      .join(', ')}`,
    headerRows: [table.first + 1, table.last + 1],
    yearFrom: 'title',
    columns: columns.map(({ index, header, kind, year }): ColumnUse => {
      const variable = taken.has(index) ? 'marketisation' : (keys.get(index) ?? null);
      const note = variable === null ? (WHY_NOT[kind] ?? 'not known as a score') : null;
      return { index, header, variable, unit: null, year, scope: null, note, nearest: null };
    }),
  };
}

function noYear(sheet: Sheet): UserError {
  const name = sheet.file.split('/').at(-1) ?? sheet.file;
  return new UserError(
    'E_YEAR_MISSING',
    'no year: no column holds years, and neither header, title, sheet nor file name has one',
    {
      where: placeOf(sheet),
      hint: `Say it: sources: [{ files: ${name}, year: 2014 }], or name the column: sources: [{ files: ${name}, columns: { 时间: year } }].`,
    },
  );
}
