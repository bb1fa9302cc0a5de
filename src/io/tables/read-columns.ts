import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column, Frame } from '../../econometrics/frame/frame.ts';
import { quoteName } from '../duckdb.ts';

/** A column, and what it becomes. */
export interface SelectedColumn {
  readonly name: string;
  readonly kind: Column['kind'];
}

/**
 * Reads columns into typed arrays, in the order in which the rows come: numbers as doubles (missing
 * NaN), text as codes into levels sorted by code unit (missing −1). `from` is the rest of the query.
 */
export async function readColumns(
  connection: DuckDBConnection,
  selected: readonly SelectedColumn[],
  from: string,
): Promise<Frame> {
  const list = selected.map(({ name, kind }) =>
    kind === 'number'
      ? `coalesce(${quoteName(name)}::double, 'nan'::double)`
      : `${quoteName(name)}::varchar`,
  );
  // Prepared, since a prepared statement is one: a user's condition cannot bring a second with it.
  // The first column counts the rows where no other is asked for.
  const statement = await connection.prepare(`select ${['true', ...list].join(', ')} ${from}`);
  const result = await statement.run();
  const readers = selected.map(({ kind }) => (kind === 'number' ? numbers() : texts()));
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    readers.forEach((reader, i) => reader.add(chunk.getColumnVector(i + 1), chunk.rowCount));
    rows += chunk.rowCount;
  }
  const columns = selected.map(({ name }, i) => [name, readers[i]?.done(rows)] as const);
  return { rows, columns: Object.fromEntries(columns) as Record<string, Column> };
}

interface ColumnReader {
  add(items: { getItem(index: number): unknown }, count: number): void;
  done(rows: number): Column;
}

function numbers(): ColumnReader {
  let values = new Float64Array(4096);
  let next = 0;
  return {
    add: (items, count) => {
      if (next + count > values.length) {
        const full = values;
        values = new Float64Array(Math.max(next + count, 2 * full.length));
        values.set(full);
      }
      for (let i = 0; i < count; i++) values[next++] = items.getItem(i) as number;
    },
    done: (rows) => ({ kind: 'number', values: values.slice(0, rows) }),
  };
}

function texts(): ColumnReader {
  const seen = new Map<string, number>();
  const codes: number[] = [];
  return {
    add: (items, count) => {
      for (let i = 0; i < count; i++) {
        const text = items.getItem(i);
        const code = typeof text === 'string' ? (seen.get(text) ?? seen.size) : -1;
        if (code === seen.size) seen.set(text as string, code);
        codes.push(code);
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
