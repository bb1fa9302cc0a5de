import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../econometrics/frame.ts';
import { UserError } from '../step.ts';
import { queryRows, quoteName } from './duckdb.ts';

/**
 * What a column of a file is to a model: a number, text, a date (a category only), or whole numbers that
 * doubles cannot tell apart (a category only, too).
 */
export type Nature = 'number' | 'text' | 'date' | 'big';

export interface DataColumns {
  readonly rows: number;
  /** Rows of the whole table, also those that `where` leaves out. */
  readonly all: number;
  readonly columns: Readonly<Record<string, Column>>;
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
  const list = names.map((name) =>
    natures[name] === 'number'
      ? `coalesce(${quoteName(name)}::double, 'nan'::double)`
      : `${quoteName(name)}::varchar`,
  );
  // Prepared, since a prepared statement is one: a predicate cannot bring a second with it.
  const statement = await connection.prepare(`select ${['true', ...list].join(', ')} ${from}`);
  const result = await statement.run();
  const readers = names.map((name) => (natures[name] === 'number' ? numbers() : texts()));
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    readers.forEach((reader, i) => reader.add(chunk.getColumnVector(i + 1), chunk.rowCount));
    rows += chunk.rowCount;
  }
  const columns = names.map((name, i) => [name, readers[i]?.done(rows)] as const);
  const all = where === undefined ? rows : await countRows(connection);
  return { rows, all, columns: Object.fromEntries(columns) as Record<string, Column>, natures };
}

async function countRows(connection: DuckDBConnection): Promise<number> {
  const [row] = await queryRows(connection, 'select count(*)::double as n from data');
  return Number(row?.['n']);
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

interface Items {
  getItem(index: number): unknown;
}

interface ColumnReader {
  add(items: Items, count: number): void;
  done(rows: number): Column;
}

function numbers(): ColumnReader {
  let values = new Float64Array(4096);
  let next = 0;
  return {
    add: (items, count) => {
      if (next + count > values.length) values = grown(values, next + count);
      for (let i = 0; i < count; i++) values[next++] = items.getItem(i) as number;
    },
    done: (rows) => ({ kind: 'number', values: values.slice(0, rows) }),
  };
}

function grown(values: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(size, 2 * values.length));
  larger.set(values);
  return larger;
}

function texts(): ColumnReader {
  const seen = new Map<string, number>();
  const codes: number[] = [];
  return {
    add: (items, count) => {
      for (let i = 0; i < count; i++) {
        const text = items.getItem(i);
        if (typeof text !== 'string') {
          codes.push(-1);
          continue;
        }
        const known = seen.get(text);
        codes.push(known ?? seen.size);
        if (known === undefined) seen.set(text, seen.size);
      }
    },
    done: () => {
      const found = [...seen.keys()];
      const levels = found.toSorted((a, b) => (a < b ? -1 : 1));
      const place = new Map(levels.map((level, code) => [level, code]));
      const moved = Int32Array.from(found, (level) => place.get(level) ?? -1);
      return { kind: 'text', codes: Int32Array.from(codes, (code) => moved[code] ?? -1), levels };
    },
  };
}
