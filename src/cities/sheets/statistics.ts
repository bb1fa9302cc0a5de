import type { Ignored, TableMapping } from '../../sources/mapping.ts';
import type { RuleOfTable } from '../../sources/rule.ts';
import { placeOf, type Sheet } from '../../sources/table.ts';
import { UserError } from '../../text/user-error.ts';
import type { StatisticsReference } from '../headers/reference.ts';
import type { Observation, Rejected } from '../observation.ts';
import { blocksOf, type Block } from './blocks.ts';
import { columnsOf, type Column } from './columns.ts';
import { contextOf, type TableContext } from './context.ts';
import { gridsOf, type Grid } from './grid.ts';
import { hasYearLines } from './keys.ts';
import { mappingOf } from './mapping.ts';
import { cellReader, type CellReader } from './reader.ts';
import { readBlock, type Counts } from './rows.ts';
import { keyOf, settleValues } from './settle.ts';
import type { Pending } from './values.ts';

export interface StatisticsReading {
  readonly mapping: TableMapping;
  readonly observations: readonly Observation[];
  readonly rejected: readonly Rejected[];
  /** Cells of variables: read = missing + skipped (rows of provinces, totals, notes, other indicators) + rejected + observations. */
  readonly counts: Readonly<Counts>;
}

/**
 * Reads a sheet of city statistics. A value's city, year, variable, unit and scope may each be told by
 * its column's header, by a cell of its row, or by title, sheet and file for all of them: that
 * covers long panels, a column for each year or for each city, a row for each indicator, and tables
 * below or beside each other. Of `全市` and `市辖区` it takes `全市`, except where the yearbook has no other.
 *
 * @param zeroIsMissing variables of which a zero stands for a missing value
 * @throws UserError E_YEAR_MISSING, E_YEAR_AMBIGUOUS, E_SOURCE_RULE
 */
export function readStatistics(
  sheet: Sheet,
  reference: StatisticsReference,
  rule: RuleOfTable,
  zeroIsMissing: readonly string[],
): StatisticsReading | Ignored {
  if (sheet.hidden && rule.sheet === undefined) return { ignored: 'a hidden sheet', mapping: null };
  const reader = cellReader(reference);
  const grids = gridsOf(sheet, reader, rule);
  const readings = grids.map((grid, at) =>
    readGrid(grid, grids[at - 1] ?? null, reader, rule, zeroIsMissing),
  );
  const read = readings.flatMap((one) => ('ignored' in one ? [] : [one]));
  const [first] = read;
  if (first === undefined) {
    return readings.find((one) => 'ignored' in one) ?? { ignored: 'no cities', mapping: null };
  }
  const counts: Counts = { read: 0, missing: 0, skipped: 0, rejected: 0 };
  for (const one of read) {
    counts.read += one.counts.read;
    counts.missing += one.counts.missing;
    counts.skipped += one.counts.skipped;
    counts.rejected += one.counts.rejected;
  }
  return {
    mapping: { ...first.mapping, columns: read.flatMap(({ mapping }) => mapping.columns) },
    observations: read.flatMap(({ observations }) => observations),
    rejected: read.flatMap(({ rejected }) => rejected),
    counts,
  };
}

function readGrid(
  grid: Grid,
  above: Grid | null,
  reader: CellReader,
  rule: RuleOfTable,
  zeroIsMissing: readonly string[],
): StatisticsReading | Ignored {
  const context = contextOf(grid, above, reader, rule);
  const columns = columnsOf(grid, reader, rule);
  const blocks = blocksOf(grid, columns, context, reader).map((block) =>
    withoutDistricts(block, context),
  );
  const mapping = (indicators: ReadonlyMap<string, Column>, fractions: ReadonlySet<string>) =>
    mappingOf(
      grid,
      columns,
      blocks,
      indicators,
      context,
      ({ variable, core }) => variable !== null && fractions.has(keyOf({ variable, series: core })),
      reader.reference,
    );
  const reason = reasonToIgnore(columns, blocks, context);
  if (reason !== null) return { ignored: reason, mapping: mapping(new Map(), new Set()) };
  const readings = blocks.map((block) => readBlock(grid, block, columns, context, reader, rule));
  const indicators = new Map(readings.flatMap((one) => [...one.indicators]));
  const known =
    blocks.some(({ indicator }) => indicator.length === 0) ||
    [...indicators.values()].some(({ variable }) => variable !== null);
  if (!known) return { ignored: 'no known statistic', mapping: mapping(indicators, new Set()) };
  if (!hasYear(columns, blocks, indicators, context) && !hasYearLines(grid))
    throw noYear(grid, columns);
  const { values, zeros } = withoutZeros(
    readings.flatMap((one) => one.values),
    zeroIsMissing,
  );
  const settled = settleValues(values, rule.priority ?? 0);
  const sum = (name: keyof Counts) =>
    readings.reduce((total, { counts }) => total + counts[name], 0);
  return {
    mapping: mapping(indicators, settled.fractions),
    observations: settled.observations,
    rejected: [
      ...unusedColumns(grid, columns, blocks, context),
      ...readings.flatMap(({ rejected }) => rejected),
      ...zeros,
      ...settled.rejected,
    ],
    counts: {
      read: sum('read'),
      missing: sum('missing'),
      skipped: sum('skipped') + settled.skipped,
      rejected: sum('rejected') + zeros.length,
    },
  };
}

/** Columns of the districts count only where the table has none of the whole city. */
function withoutDistricts(block: Block, context: TableContext): Block {
  const isDistricts = ({ scope }: Column) => (scope ?? context.scope) === 'districts';
  const wanted = (column: Column) => {
    if (!isDistricts(column) || column.variable === null) return true;
    const whole = block.values.some((one) => one.variable === column.variable && !isDistricts(one));
    return column.variable.districtsOnly && !whole;
  };
  return { ...block, values: block.values.filter(wanted) };
}

function reasonToIgnore(
  columns: readonly Column[],
  blocks: readonly Block[],
  context: TableContext,
): string | null {
  if (context.other !== null) return `no observed values: ${context.other}`;
  const across = columns.some(({ place }) => place !== null);
  const placed = blocks.some(({ name, code }) => name !== null || code !== null);
  if (!placed && !across && context.place === null) return 'no cities';
  if (blocks.some(({ values }) => values.length > 0)) return null;
  const known = columns.filter(({ variable }) => variable !== null);
  if (known.length === 0) return 'no known statistic';
  return known.some(({ scope }) => (scope ?? context.scope) === 'districts')
    ? 'values of the districts only'
    : 'columns with the same header';
}

/** A zero of some variables says that nothing was reported; a part may well be zero. */
function withoutZeros(values: readonly Pending[], zeroIsMissing: readonly string[]) {
  const isZero = ({ value, variable, part }: Pending) =>
    value === 0 && part === '' && zeroIsMissing.includes(variable.name);
  const zeros = values.filter(isZero).map(({ origin, value }): Rejected => {
    return { origin, value: String(value), reason: 'zero_as_missing' };
  });
  return { values: values.filter((one) => !isZero(one)), zeros };
}

function unusedColumns(
  grid: Grid,
  columns: readonly Column[],
  blocks: readonly Block[],
  context: TableContext,
): Rejected[] {
  const used = new Set(
    blocks.flatMap(({ name, code, province, year, indicator, unit, scope, values }) => {
      return [
        name,
        code,
        province,
        year,
        ...indicator,
        ...unit,
        ...scope,
        ...values.map(({ index }) => index),
      ];
    }),
  );
  const { file, sheet } = grid.sheet;
  const row = (grid.header?.[1] ?? Math.max(0, grid.start - 1)) + 1;
  return columns.flatMap(({ index, header, variable, scope: own }): Rejected[] => {
    if (header === '' || used.has(index)) return [];
    const districts = (own ?? context.scope) === 'districts';
    const known = districts ? 'column_of_districts' : 'column_twice';
    const reason = variable === null ? 'column_not_used' : known;
    return [{ origin: { file, sheet, row, column: header }, value: header, reason }];
  });
}

function hasYear(
  columns: readonly Column[],
  blocks: readonly Block[],
  indicators: ReadonlyMap<string, Column>,
  context: TableContext,
): boolean {
  if (context.year !== null || blocks.some(({ year }) => year !== null)) return true;
  const all = [...blocks.flatMap(({ values }) => values), ...indicators.values()];
  return all.some(({ year }) => year !== null) && columns.length > 0;
}

function noYear({ sheet }: Grid, columns: readonly Column[]): UserError {
  const name = sheet.file.split('/').at(-1) ?? sheet.file;
  const found = columns.map(({ header }) => header).filter((header) => header !== '');
  const free = columns.find(({ header, variable, role }) => {
    return header !== '' && variable === null && role === null;
  });
  const column =
    free === undefined
      ? ''
      : `, or name the column: sources: [{ files: ${name}, columns: { ${free.header}: year } }]`;
  return new UserError(
    'E_YEAR_MISSING',
    `no year: no column holds years, and neither header, title, sheet nor file name has one; its columns: ${found.slice(0, 12).join(', ')}`,
    {
      where: placeOf(sheet),
      hint: `Say it, with its own year: sources: [{ files: ${name}, year: 2014 }]${column}.`,
    },
  );
}
