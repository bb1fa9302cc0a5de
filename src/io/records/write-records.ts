import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Place } from '../../sources/outcome.ts';
import type { PlainRows, ReadRow, RecordType, RowProblem } from '../../sources/row-rule.ts';
import { quoteName, quoteText } from '../duckdb.ts';
import { PARQUET_FORMAT } from '../tables/parquet.ts';
import { withKnownCells } from './known-cells.ts';
import { ENTRY_END_SQL, listOfText, recordText, valueInText, valueOfText } from './record-text.ts';
import { runWithProgress } from './query-progress.ts';
import { registerRowFunction, type StagedRow } from './row-function.ts';
import type { Staging } from './staging.ts';

export interface RecordSchema {
  readonly record: Readonly<Record<string, RecordType>>;
  /** The column by which two records of the same are found. */
  readonly key: string;
}

/** What becomes of a row that is no plain record of its own. */
export interface RowOutcome {
  readonly place: Place;
  readonly row: number;
  readonly problems: readonly RowProblem[];
  /** A record that says the same as an earlier one. */
  readonly mergedKey: string | null;
  readonly isRejected: boolean;
}

/**
 * Writes the records of staged rows to a parquet file, in the order of files and rows: plain rows by SQL, all
 * others by the row rule. Of records that say the same the first stays. Returns the rows with something to say.
 */
export async function writeRecords(
  staging: Staging,
  plain: PlainRows,
  schema: RecordSchema,
  path: string,
  tell: (done: number, rows: number) => void,
): Promise<RowOutcome[]> {
  await staging.finish();
  const { connection } = staging;
  const { cells } = plain;
  if (staging.rows === 0) return [];
  const outcomes = new Map<number, RowOutcome>();
  const source = await withKnownCells(connection, plain.known, 'staged', staging.rows);
  const names = cells.map(quoteName).join(', ');
  const made = Object.entries(plain.made).map(([name, sql]) => `, ${sql} as ${quoteName(name)}`);
  const asked = (name: string) => `${name}(n::integer, place, row, ${names})`;

  const keyFailed = registerRowFunction(connection, 'key_of_row', cells.length, (at, row) => {
    const record = staging.read(at.place, row).record;
    return record === null ? null : keyOf(record, schema);
  });
  await connection.run(
    `create temp table keys as select n, hash(key) as h from (select n, case when done is not null then ${valueInText('done', schema.key, schema.record)}
       else coalesce(${plain.key}, ${asked('key_of_row')}) end as key from staged) where key is not null`,
  );
  keyFailed();
  await connection.run(
    `set variable dropped = ${quoteText(await repeats(staging, plain, schema, outcomes))}::bit`,
  );

  const rowFailed = registerRowFunction(connection, 'read_row', cells.length, (at, row) => {
    const found = staging.read(at.place, row);
    note(outcomes, staging, at, found);
    return found.record === null ? null : recordText(found.record, schema.record);
  });
  await mkdir(dirname(path), { recursive: true });
  await runWithProgress(
    connection,
    `copy (select ${[...columns(plain, schema.record)].join(', ')},
       (getvariable('places')[place + 1]).file as source_file, (getvariable('places')[place + 1]).sheet as source_sheet, row as source_row
     from (select *, case when is_plain or is_dropped then null when done is not null then done else ${asked('read_row')} end as said
       from (select *, not is_dropped and done is null and coalesce(${plain.isPlain}, false) as is_plain
         from (select *, get_bit(getvariable('dropped'), n::integer) = 1 as is_dropped${made.join('')} from ${source})))
     where is_plain or said is not null) to ${quoteText(path)} (${PARQUET_FORMAT}, row_group_size ${staging.groupRows})`,
    (share) => tell(Math.round(share * staging.rows), staging.rows),
  );
  rowFailed();
  return [...outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
}

function note(
  outcomes: Map<number, RowOutcome>,
  staging: Staging,
  { n, place, row }: StagedRow,
  { record, problems }: ReadRow,
  mergedKey: string | null = null,
): void {
  if (record !== null && problems.length === 0 && mergedKey === null) return;
  const { file, sheet } = staging.place(place);
  const isRejected = record === null;
  outcomes.set(n, { place: { file, sheet }, row, problems, mergedKey, isRejected });
}

/**
 * Which rows repeat an earlier record, a bit for each row. Only records with a key that another one has as
 * well are read for it, in their order.
 */
async function repeats(
  staging: Staging,
  { cells }: PlainRows,
  schema: RecordSchema,
  outcomes: Map<number, RowOutcome>,
): Promise<string> {
  const { connection } = staging;
  const bits = Buffer.alloc(staging.rows, '0');
  await connection.run(
    'create temp table twice as select n from keys where h in (select h from keys group by h having count(*) > 1)',
  );
  const result = await connection.stream(
    `select n::integer, place, row, done, ${cells.map(quoteName).join(', ')} from staged
     where n in (from twice) order by n`,
  );
  const seen = new Set<string>();
  for await (const rows of result.yieldRows()) {
    for (const [n, place, row, done, ...texts] of rows) {
      const at = { n: Number(n), place: Number(place), row: Number(row) };
      const found = typeof done === 'string' ? null : staging.read(at.place, texts as string[]);
      if (found?.record === null) continue;
      const text = found === null ? String(done) : recordText(found.record, schema.record);
      const hash = createHash('sha256').update(text).digest('base64').slice(0, 22);
      const known = seen.size;
      if (seen.add(hash).size > known) continue;
      bits[at.n] = ONE;
      const reading = { record: {}, problems: found?.problems ?? [] };
      note(outcomes, staging, at, reading, valueOfText(text, schema.key, schema.record));
    }
  }
  return bits.toString('latin1');
}

function keyOf(record: object, { key, record: types }: RecordSchema): string {
  return valueOfText(recordText(record, types), key, types);
}

/** The character `1`. */
const ONE = 49;

/** SQL of the columns of a record. */
function* columns(
  { values }: PlainRows,
  record: Readonly<Record<string, RecordType>>,
): Generator<string> {
  for (const [name, type] of Object.entries(record)) {
    const value = values[name] ?? 'null';
    const said = valueInText('said', name, record);
    const sql =
      type === 'VARCHAR[]'
        ? listSql(value, said)
        : `case when is_plain then ${value} else (${said})::${type} end`;
    yield `(${sql})::${type} as ${quoteName(name)}`;
  }
}

/**
 * Every entry has its end mark, so that a list without entries is the text of none; what stands behind the
 * last mark is cut off. Choosing between two texts costs less than choosing between two lists.
 */
function listSql(value: string, said: string): string {
  const text = `case when is_plain then coalesce(nullif(${value}, '') || '; ', '') else ${said} end`;
  return listOfText(text, `case when is_plain then '; ' else ${ENTRY_END_SQL} end`);
}
