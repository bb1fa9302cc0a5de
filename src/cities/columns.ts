import type { Layout } from './layout.ts';
import { placeOf, type Origin, type Rejected, type Table } from './types.ts';
import { UserError } from '../text/user-error.ts';
import { parseUnit, type UnitReading } from './unit.ts';
import { conversion, readVariableHeader, VARIABLES, type VariableHeader } from './variable.ts';

export interface VariableColumn extends VariableHeader {
  readonly index: number;
  readonly header: string;
  readonly unit: UnitReading;
  /** To the canonical unit; null if the unit is unknown or measures something else. */
  readonly factor: number | null;
}

export interface VariableColumns {
  readonly columns: readonly VariableColumn[];
  /** Headers that hold no variable, or one of the districts only: named once each. */
  readonly unused: readonly Rejected[];
}

/**
 * Finds the columns of variables in a sheet.
 *
 * @throws UserError E_NO_VARIABLE if it has none
 */
export function findVariables(table: Table, layout: Layout): VariableColumns {
  const all = layout.headers.flatMap((header, index): VariableColumn[] => {
    const read = readVariableHeader(header);
    if (read === null) return [];
    const unit = read.unit.kind === 'none' ? unitOfSheet(layout.lines) : read.unit;
    const factor = unit.kind === 'unit' ? conversion(read.variable, unit.unit) : null;
    return [{ ...read, index, header, unit, factor }];
  });
  const columns = all.filter((column) => isWanted(column, all));
  if (columns.length === 0) throw noVariable(table, layout);
  const used = new Set([layout.name, layout.code, layout.province, layout.year]);
  for (const { index } of columns) used.add(index);
  const unused = layout.headers.flatMap((value, index): Rejected[] => {
    if (value === '' || used.has(index)) return [];
    const districts = all.some((column) => column.index === index);
    const reason = districts ? 'column_of_districts' : 'column_not_used';
    return [{ origin: originOf(table, layout, layout.headerRow, index), value, reason }];
  });
  return { columns, unused };
}

function isWanted(column: VariableColumn, all: readonly VariableColumn[]): boolean {
  if (column.scope === 'prefecture') return true;
  const whole = all.some(
    (other) => other.variable === column.variable && other.scope === 'prefecture',
  );
  return column.variable.districtsOnly && !whole;
}

/** The unit that a line such as `单位:万元` gives to all columns without one of their own. */
function unitOfSheet(lines: readonly string[]): UnitReading {
  for (const line of lines) {
    const stated = /(?:单位|unit)\s*:\s*(.+?)\s*\)?$/i.exec(line.normalize('NFKC'))?.[1];
    if (stated === undefined) continue;
    const unit = parseUnit(stated);
    return unit === null ? { kind: 'unknown', text: stated } : { kind: 'unit', unit, text: stated };
  }
  return { kind: 'none' };
}

/** File, sheet, row and column of a cell, for the reader. */
export function originOf(table: Table, layout: Layout, at: number, column: number): Origin {
  const { file, sheet } = table;
  return { file, sheet, row: at + 1, column: layout.headers[column] ?? '' };
}

function noVariable(table: Table, layout: Layout): UserError {
  const names = VARIABLES.map(({ name }) => name).join(', ');
  const found = layout.headers.filter((header) => header !== '').slice(0, 12);
  return new UserError(
    'E_NO_VARIABLE',
    `none of its columns is a known variable (${names}); found: ${found.join(', ')}`,
    {
      where: placeOf(table),
      hint: 'Write headers as the yearbook does, with their unit: 地区生产总值(万元), 年末总人口_全市_万人.',
    },
  );
}
