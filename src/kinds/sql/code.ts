import { hashText } from '../../engine/state/hash.ts';
import { connectShared, queryRows, quoteText } from '../../io/duckdb.ts';
import { UserError } from '../../text/user-error.ts';
import { readStatement, type Statement } from './statement.ts';

/** What json_serialize_sql answers. */
interface ParsedSql {
  readonly error_type?: string;
  readonly error_message?: string;
  /** Offset of a syntax error. */
  readonly position?: string;
}

/** A query as its parser sees it. */
export interface ParsedQuery extends Statement {
  /** Of the parsed form without positions: comments, blanks, line breaks and the case of keywords change nothing. */
  readonly hash: string;
}

/** Parses a query. Throws E_SQL for what does not parse, E_SQL_NOT_SELECT for what is not one SELECT. */
export async function parseQuery(sql: string, file: string): Promise<ParsedQuery> {
  const connection = await connectShared();
  try {
    const [row] = await queryRows(
      connection,
      `select json_serialize_sql(${quoteText(sql)}) as tree`,
    );
    const text = String(row?.['tree']);
    if (
      !text.startsWith('{"error":true') &&
      // DuckDB throws when it is asked to count the statements of a text without one.
      !text.includes('"statements":[]') &&
      (await connection.extractStatements(sql)).count === 1
    ) {
      // The text itself is hashed: numbers in it may be longer than a double.
      const hash = hashText(text.replaceAll(/"query_location":\d+,?/g, ''));
      return { hash, ...readStatement(JSON.parse(text), sql) };
    }
    const tree = text.startsWith('{"error":true') ? (JSON.parse(text) as ParsedSql) : {};
    if (tree.error_type === 'parser' || tree.error_type === 'syntax')
      throw syntaxError(tree, sql, file);
    throw new UserError('E_SQL_NOT_SELECT', 'a SQL step holds exactly one SELECT', {
      where: file,
      hint: /\bpivot\b/i.test(sql)
        ? 'name the values of a PIVOT: pivot … on x in (1, 2); else its columns depend on the data'
        : (tree.error_message ?? 'write one, or split several into one step for each'),
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
