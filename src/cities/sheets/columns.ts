import type { RuleOfTable } from '../../sources/rule.ts';
import { foldHeader } from '../../sources/match.ts';
import { placeOf } from '../../sources/table.ts';
import { nearest } from '../../text/nearest.ts';
import { UserError } from '../../text/user-error.ts';
import type { HeaderReading } from '../headers/header.ts';
import { meaningOf } from '../headers/reference.ts';
import { parseUnit, type UnitReading } from '../headers/unit.ts';
import { ROLES, VARIABLES, type Role, type Scope, type Variable } from '../headers/variable.ts';
import { readScope } from './context.ts';
import type { Grid } from './grid.ts';
import { cellText, type CellReader } from './reader.ts';

/** A column by its header and the study's rule. */
export interface Column {
  readonly index: number;
  /** Levels joined by `_`. */
  readonly header: string;
  readonly role: Role | null;
  readonly variable: Variable | null;
  /** The kind that is a part of the variable; empty for the whole. */
  readonly part: string;
  readonly unit: UnitReading;
  readonly scope: Scope | null;
  readonly year: number | null;
  /** Where a city stands in the header. */
  readonly place: number | null;
  /** The header says nothing of the variable: year, scope, unit or place at most. */
  readonly plain: boolean;
  /** The header without year, unit and scope: columns of a variable for several years share it. */
  readonly core: string;
  /** What else it is; `left out by the study` where a rule says so. */
  readonly other: string | null;
}

/** The columns of a table. Where the study says what a column is, that stands. */
export function columnsOf(grid: Grid, reader: CellReader, rule: RuleOfTable): Column[] {
  const places = placeHeaders(grid, reader);
  const columns = grid.levels.map((levels, index): Column => {
    const place = places.get(index) ?? null;
    const left = place === null ? levels : levels.filter((level) => !isOfPlace(level, reader));
    const reading = withLabel(reader.header(left), grid.sheet.labels?.[index] ?? '', reader);
    const header = levels.join('_');
    const read = { index, header, place, ...factsOf(reading, levels.length > 0) };
    return withRule(read, ruleOf(rule, header), grid, reader);
  });
  return columns.map((column) => (isCorner(column, columns, grid) ? withoutRole(column) : column));
}

/** `年份` at the corner names the years at its right, and nothing of what stands below it. */
function isCorner({ role, index }: Column, columns: readonly Column[], grid: Grid): boolean {
  if (role !== 'year' || columns.every(({ year }) => year === null)) return false;
  const texts = [...dataRows(grid)].map(({ row }) => cellText(row[index]));
  return texts.every((text) => text === '' || !/^'?\d/.test(text));
}

function withoutRole(column: Column): Column {
  return { ...column, role: null, plain: false };
}

/**
 * The header together with what the file says of the column beside it, as Stata does. The label tells
 * more than a name such as `v12`; if they speak of two things, neither is taken.
 */
function withLabel(header: HeaderReading, label: string, reader: CellReader): HeaderReading {
  if (label.trim() === '') return header;
  const said = reader.header([label]);
  const differ =
    header.known !== null &&
    said.known !== null &&
    (header.known.meaning !== said.known.meaning || header.known.part !== said.known.part);
  const other = header.other ?? said.other;
  const unit = said.unit.kind === 'none' ? header.unit : said.unit;
  const both = { unit, scope: said.scope ?? header.scope, year: said.year ?? header.year };
  if (differ || other !== null) return { ...said, ...both, known: null, plain: false, other };
  if (said.known !== null) return { ...said, ...both };
  // A part of the key is known by its name, whatever words its label has.
  if (typeof header.known?.meaning === 'string') return header;
  return said.plain ? { ...header, ...both } : { ...said, ...both, plain: false };
}

export function factsOf(reading: HeaderReading, filled: boolean) {
  const { known, unit, scope, year, core, other } = reading;
  const meaning = known?.meaning ?? null;
  return {
    role: typeof meaning === 'string' ? meaning : null,
    variable: typeof meaning === 'string' ? null : meaning,
    part: known?.part ?? '',
    unit: unit.kind === 'none' && known !== null ? known.unit : unit,
    scope,
    year,
    plain: filled && reading.plain,
    core,
    other,
  };
}

/** Columns whose header names a city, if at least two do. */
function placeHeaders(grid: Grid, reader: CellReader): Map<number, number> {
  const found = new Map<number, number>();
  grid.levels.forEach((levels, index) => {
    const place = levels.map((level) => reader.place(level)).findLast((one) => one !== null);
    const known = levels.some((level) => ['role', 'variable'].includes(reader.kind(level)));
    if (place !== undefined && place !== null && (!known || levels.length > 1))
      found.set(index, place);
  });
  return new Set(found.values()).size > 1 ? found : new Map();
}

function isOfPlace(level: string, reader: CellReader): boolean {
  return reader.place(level) !== null || reader.isProvince(level);
}

type ColumnRule = NonNullable<RuleOfTable['columns']>[string];

/** What the study says of a column by its header, or of an indicator by its name. */
export function ruleOf(rule: RuleOfTable, header: string): ColumnRule | undefined {
  const folded = foldHeader(header);
  return Object.entries(rule.columns ?? {}).find(([name]) => foldHeader(name) === folded)?.[1];
}

type Facts = Omit<Column, 'index' | 'header' | 'place'>;

/** The facts of a header or an indicator as the study has them. */
export function withRule<T extends Facts>(
  read: T,
  stated: ColumnRule | undefined,
  { sheet }: Pick<Grid, 'sheet'>,
  reader: CellReader,
): T {
  if (stated === undefined) return read;
  const said = typeof stated === 'string' ? { variable: stated } : stated;
  if (said.ignore === true) {
    return { ...read, role: null, variable: null, plain: false, other: 'left out by the study' };
  }
  const where = placeOf(sheet);
  const meaning = said.variable === undefined ? null : meaningOf(said.variable);
  if (said.variable !== undefined && meaning === null) {
    const names = [...VARIABLES.map(({ name }) => name), ...ROLES];
    throw ruleProblem('variable', said.variable, names, where);
  }
  const unit = said.unit === undefined ? null : parseUnit(reader.reference.units, said.unit);
  if (said.unit !== undefined && unit === null) {
    throw ruleProblem('unit', said.unit, ['万元', '亿元', '万人', '万千瓦时', '%'], where);
  }
  const scope = said.scope === undefined ? null : readScope(said.scope);
  if (said.scope !== undefined && scope === null) {
    throw ruleProblem('scope', said.scope, ['全市', '市辖区'], where);
  }
  const named = meaning === null ? {} : namedAs(meaning);
  return {
    ...read,
    ...named,
    ...(unit === null ? {} : { unit: { kind: 'unit', unit, text: said.unit ?? '' } }),
    ...(scope === null ? {} : { scope }),
    ...(said.year === undefined ? {} : { year: said.year }),
  };
}

function namedAs(meaning: Variable | Role): Partial<Facts> {
  const whole = { part: '', plain: false, other: null };
  return typeof meaning === 'string'
    ? { ...whole, role: meaning, variable: null }
    : { ...whole, role: null, variable: meaning };
}

function ruleProblem(
  what: string,
  value: string,
  known: readonly string[],
  where: string,
): UserError {
  const near = nearest(value, known);
  return new UserError(
    'E_SOURCE_RULE',
    `an entry of sources: has the ${what} ${value}, which is not known`,
    {
      where,
      subject: value,
      hint: near === undefined ? `Known are ${known.join(', ')}.` : `Did you mean "${near}"?`,
    },
  );
}

/** The rows of data, blank ones left out. */
export function* dataRows({ sheet, start, end }: Grid) {
  for (let at = start; at < end; at++) {
    const row = sheet.rows[at] ?? [];
    if (row.some((cell) => cellText(cell) !== '')) yield { at, row };
  }
}
