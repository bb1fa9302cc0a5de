import type { TableProfile } from '../engine/state/receipt.ts';
import { connectShared, queryRows, quoteName, quoteText } from '../io/duckdb.ts';

/**
 * Rows, column types and logical column hashes of a parquet file. A column's hash is the exclusive or
 * of MD5(row number, null or value) over its rows: it depends on type, values and their order, not on
 * row groups, compression or threads, and streams over files of any size.
 */
export async function profileParquet(path: string): Promise<TableProfile> {
  const connection = await connectShared();
  try {
    const source = `read_parquet(${quoteText(path)}, file_row_number = true)`;
    const described = await queryRows(connection, `describe from read_parquet(${quoteText(path)})`);
    const columns = described.map((row) => ({
      name: String(row['column_name']),
      type: String(row['column_type']),
    }));
    const hashes = columns.map(
      ({ name, type }, i) => `${columnHash(quoteName(name), type)} as h${i}`,
    );
    const [row] = await queryRows(
      connection,
      `select ${['count(*)::double as n', ...hashes].join(', ')} from ${source}`,
    );
    return {
      rows: Number(row?.['n'] ?? 0),
      columns: columns.map((column, i) => ({ ...column, hash: asText(row?.[`h${i}`]) })),
    };
  } finally {
    connection.closeSync();
  }
}

/** Values become JSON text, which tells a list of two from a text with a comma. */
function columnHash(column: string, type: string): string {
  const text = type === 'JSON' ? `${column}::varchar` : `to_json(${column})::varchar`;
  const cell = `case when ${column} is null then 'n' else 'v' || ${text} end`;
  return `bit_xor(md5_number(file_row_number || ${cell}))::varchar`;
}

/** A table without rows has no hash to combine. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : '0';
}
