import { hashJson, type Json } from '../engine/hash.ts';
import { connectShared, queryRows, quoteText } from '../io/duckdb.ts';
import { UserError } from '../step.ts';

/** What json_serialize_sql answers. */
interface ParsedSql {
  readonly statements?: Json[];
  readonly error_type?: string;
  readonly error_message?: string;
  /** Offset of a syntax error. */
  readonly position?: string;
}

/**
 * Hash of a query's parsed form without its positions: comments, blanks, line breaks and the case of
 * keywords change nothing. Throws E_SQL for what does not parse, E_SQL_NOT_SELECT for what is not
 * one SELECT.
 */
export async function normalisedSqlHash(sql: string, file: string): Promise<string> {
  const connection = await connectShared();
  try {
    const [row] = await queryRows(
      connection,
      `select json_serialize_sql(${quoteText(sql)}) as tree`,
    );
    const tree = JSON.parse(String(row?.['tree'])) as ParsedSql;
    if (tree.statements?.length === 1) return hashJson(withoutPositions(tree.statements));
    if (tree.error_type === 'parser' || tree.error_type === 'syntax')
      throw syntaxError(tree, sql, file);
    throw new UserError('E_SQL_NOT_SELECT', 'a SQL step holds exactly one SELECT', {
      where: file,
      hint: /\bpivot\b/i.test(sql)
        ? 'name the values of a PIVOT: pivot … on x in (1, 2); else its columns depend on the data'
        : (tree.error_message ?? 'split it into one step for each statement'),
    });
  } finally {
    connection.closeSync();
  }
}

function syntaxError(tree: ParsedSql, sql: string, file: string): UserError {
  const line = sql.slice(0, Number(tree.position ?? 0)).split('\n').length;
  return new UserError('E_SQL', tree.error_message ?? 'does not parse', {
    where: `${file}:${line}`,
  });
}

function withoutPositions(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutPositions);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Record<string, Json>);
  return Object.fromEntries(
    entries
      .filter(([key]) => key !== 'query_location')
      .map(([key, item]) => [key, withoutPositions(item)]),
  );
}
