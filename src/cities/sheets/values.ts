import { hasComma, hasDecimalComma, parseMeasured, type Measured } from '../number.ts';
import type { Row } from '../../sources/table.ts';
import { conversion, parseUnit, type Unit, type UnitReading } from '../headers/unit.ts';
import type { Scope, Variable } from '../headers/variable.ts';
import type { Origin } from '../observation.ts';
import type { CityReject } from '../reasons.ts';
import { factsOf, ruleOf, withRule, type Column } from './columns.ts';
import { unitOfContext, type TableContext } from './context.ts';
import type { CellReader } from './reader.ts';
import type { Grid } from './grid.ts';
import type { RuleOfTable } from '../../sources/rule.ts';

/** A value of which all is known but whether the sheet has a better one. */
export interface Pending {
  readonly place: number;
  readonly year: number;
  readonly variable: Variable;
  readonly part: string;
  readonly scope: Scope;
  /** In its own unit. */
  readonly value: number;
  /** To the canonical unit. */
  readonly factor: number;
  /** The cell itself says percent: it is no share of one. */
  readonly percent: boolean;
  /** Values of one series: a column, or the columns of a variable for several years. */
  readonly series: string;
  readonly origin: Origin;
}

/** What a value is of: from its column's header, its row's indicator, or the title. */
export interface Meaning {
  readonly variable: Variable;
  readonly part: string;
  readonly units: readonly UnitReading[];
  readonly year: number | null;
  readonly scope: Scope | null;
  readonly series: string;
}

/** What the cells of a column mean; a text where their row's indicator is not known. */
export function meaningReader(
  grid: Grid,
  context: TableContext,
  reader: CellReader,
  rule: RuleOfTable,
) {
  const indicators = new Map<string, Column>();
  const indicatorOf = (text: string): Column => {
    const known = indicators.get(text);
    if (known !== undefined) return known;
    const facts = factsOf(reader.header([text]), true);
    const read = { index: -1, header: text, place: null, ...facts };
    const column = withRule(read, ruleOf(rule, text), grid, reader);
    indicators.set(text, column);
    return column;
  };
  const of = (column: Column, indicator: string | null): Meaning | null => {
    const row = indicator === null ? null : indicatorOf(indicator);
    const title = context.title?.reading;
    const named = column.variable === null ? row : column;
    if (named !== null) {
      const { variable, part, core, unit } = named;
      if (variable === null) return null;
      return {
        variable,
        part,
        units: named === column ? [unit] : [unit, column.unit],
        year: column.year ?? row?.year ?? null,
        scope: column.scope ?? row?.scope ?? null,
        series: core,
      };
    }
    const meaning = title?.known?.meaning;
    if (title === undefined || meaning === undefined || typeof meaning === 'string') return null;
    return {
      variable: meaning,
      part: title.known?.part ?? '',
      units: [column.unit, title.unit],
      year: column.year,
      scope: column.scope,
      series: title.core,
    };
  };
  return { of, indicators };
}

/** The factor of a cell's value, or why it is not known. */
export type Factor = { readonly factor: number } | { readonly reason: CityReject };

/**
 * The unit of a value: of the cell itself, of its row, of header or indicator, of the lines about
 * the table. A header and a row that disagree are not reconciled.
 */
export function factorOf(
  meaning: Meaning,
  written: { readonly cell: string; readonly row: string },
  context: TableContext,
  reader: CellReader,
): Factor {
  const { variable } = meaning;
  const { units } = reader.reference;
  const cell = written.cell === '' ? null : parseUnit(units, written.cell);
  if (written.cell !== '' && cell === null) return { reason: 'not_a_number' };
  const row = written.row === '' ? null : parseUnit(units, written.row);
  if (written.row !== '' && row === null) return { reason: 'unknown_unit' };
  const stated = meaning.units.filter(({ kind }) => kind !== 'none');
  if (stated.some(({ kind }) => kind === 'unknown')) return { reason: 'unknown_unit' };
  const said = stated.flatMap((one) => (one.kind === 'unit' ? [one.unit] : []));
  const outer = [...(row === null ? [] : [row]), ...said];
  if (new Set(outer.map((unit) => conversion(variable, unit))).size > 1) {
    return { reason: 'units_differ' };
  }
  const [first] = outer;
  if (cell !== null) return factorOfCell(variable, cell, first);
  if (first !== undefined) return factorIn(variable, first);
  const around = unitOfContext(context, variable);
  if (around.kind === 'unit') return factorIn(variable, around.unit);
  // A share, a rate or a proportion without a unit is in percent.
  if (around.kind === 'none' && variable.dimension === 'share') return { factor: 1 };
  return { reason: 'unknown_unit' };
}

/** `45万` below a header in 万元 may be 45 of them or 45 times ten thousand. */
function factorOfCell(variable: Variable, cell: Unit, outer: Unit | undefined): Factor {
  if (outer === undefined) return factorIn(variable, cell);
  const own = conversion(variable, cell);
  const other = conversion(variable, outer);
  if (cell.dimension === null && own !== other) return { reason: 'units_differ' };
  return other === null ? { reason: 'units_differ' } : factorIn(variable, cell);
}

function factorIn(variable: Variable, unit: Unit): Factor {
  const factor = conversion(variable, unit);
  return factor === null ? { reason: 'unknown_unit' } : { factor };
}

/** Columns in which a comma parts decimals somewhere, so that `1,234` is not clear. */
export function commaColumns(rows: Iterable<{ readonly row: Row }>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { row } of rows) {
    for (const [index, cell] of row.entries()) if (hasDecimalComma(cell)) found.add(index);
  }
  return found;
}

/** A number with its unit, or why it is none. */
export type ReadCell = Measured | 'missing' | 'not_a_number' | 'decimal_comma';

/** A cell of a value; where the column has decimal commas, one with a comma is not read. */
export function readCell(row: Row, index: number, commas: ReadonlySet<number>): ReadCell {
  const cell = row[index];
  return commas.has(index) && hasComma(cell) ? 'decimal_comma' : parseMeasured(cell);
}
