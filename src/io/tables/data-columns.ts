import type { DuckDBConnection } from '@duckdb/node-api';
import type { Frame } from '../../econometrics/frame/frame.ts';
import { UserError } from '../../text/user-error.ts';
import { readColumns } from './read-columns.ts';
import { queryCount, queryRows, quoteName } from '../duckdb.ts';

/**
 * What a column of a file is to a model: a number, text, a date (a category only), or whole numbers that
 * doubles cannot tell apart (a category only, too).
 */
export type Nature = 'number' | 'text' | 'date' | 'big';

export interface DataColumns extends Frame {
  /** Rows of the whole table, also those that `where` leaves out. */
  readonly all: number;
  readonly natures: Readonly<Record<string, Nature>>;
}

const NUMBER = /^(?:U?TINYINT|U?SMALLINT|U?INTEGER|FLOAT|DOUBLE|BOOLEAN|DECIMAL.*)$/u;
const WIDE = /^(?:U?BIGINT|U?HUGEINT|DECIMAL\((?:1[6-9]|[23]\d),0\))$/u;
const DATE = /^(?:DATE|TIME.*)$/u;
const TEXT = /^(?:VARCHAR|ENUM.*|UUID)$/u;
const LARGEST_EXACT = Number.MAX_SAFE_INTEGER;

/**
 * Reads columns of the table `data` into typed arrays, in its order: numbers and truth values as doubles
 * (missing NaN), everything else as codes into levels sorted by code unit (missing −1). Whole numbers
 * beyond 2^53 become text, so that two of them never become one.
 *
 * Precondition: the columns exist. Errors: `UserError` with `E_COLUMN_TYPE`, and DuckDB's own for `where`.
 */
export async function readDataColumns(
  connection: DuckDBConnection,
  schema: ReadonlyMap<string, string>,
  names: readonly string[],
  where: string | undefined,
): Promise<DataColumns> {
  // A comment at the predicate's end must not swallow the bracket.
  const from = where === undefined ? 'from data' : `from data where (\n${where}\n)`;
  const natures = await naturesOf(connection, schema, names, from);
  const selected = names.map((name) => {
    return { name, kind: natures[name] === 'number' ? 'number' : 'text' } as const;
  });
  const { rows, columns } = await readColumns(connection, selected, from);
  const count = 'select count(*)::double as n from data';
  const all = where === undefined ? rows : await queryCount(connection, count);
  return { rows, all, columns, natures };
}

async function naturesOf(
  connection: DuckDBConnection,
  schema: ReadonlyMap<string, string>,
  names: readonly string[],
  from: string,
): Promise<Record<string, Nature>> {
  const natures = names.map((name) => [name, natureOf(name, schema.get(name) ?? '')] as const);
  const wide = names.filter((name) => WIDE.test(schema.get(name) ?? ''));
  if (wide.length === 0) return Object.fromEntries(natures);
  const beyond = wide.map((name, i) => {
    const column = quoteName(name);
    return `coalesce(bool_or(${column} not between -${LARGEST_EXACT} and ${LARGEST_EXACT}), false) as c${i}`;
  });
  const [row] = await queryRows(connection, `select ${beyond.join(', ')} ${from}`);
  const big = wide.filter((_, i) => row?.[`c${i}`] === true).map((name) => [name, 'big'] as const);
  return Object.fromEntries([...natures, ...big]);
}

function natureOf(name: string, type: string): Nature {
  if (NUMBER.test(type) || WIDE.test(type)) return 'number';
  if (TEXT.test(type)) return 'text';
  if (DATE.test(type)) return 'date';
  throw new UserError('E_COLUMN_TYPE', `column "${name}" is ${type}, and a model takes no such`, {
    hint: 'it takes numbers, truth values, text and dates',
  });
}
