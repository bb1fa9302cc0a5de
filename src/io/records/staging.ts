import { mkdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Place } from '../../sources/outcome.ts';
import type { ReadRow, WholeText } from '../../sources/row-rule.ts';
import { openDatabase, queryRows, quoteName, quoteText, type Database } from '../duckdb.ts';
import { createTable } from '../tables/parquet.ts';
import { bytesOfLine, hasBlankLine, strictScan, toUtf8 } from './strict-text.ts';

/** A record that is read already. */
export interface StagedRecord {
  readonly origin: Place;
  /** From 1. */
  readonly row: number;
  readonly text: string;
}

/** What DuckDB may use before it writes to the disk. */
const MEMORY = '1GB';
const MOST_THREADS = 4;
/** Of files that are read again soon; a group is the batch that keeps its place in the order. */
const LAYOUT = 'format parquet, compression lz4, write_bloom_filter false';
/** Rows of a group, and bytes of it: groups of long rows would not fit into memory together. */
const GROUP_ROWS = 122_880;
const GROUP_BYTES = 60e6;
const VECTOR_ROWS = 2048;

/** How many rows a group has whose rows have so many bytes, as DuckDB counts them out. */
export function groupRows(bytesOfRow: number): number {
  const vectors = Math.floor(GROUP_BYTES / bytesOfRow / VECTOR_ROWS);
  return Math.min(GROUP_ROWS, Math.max(1, vectors) * VECTOR_ROWS);
}

const RECORDS = { done: 'VARCHAR', place: 'INTEGER', row: 'INTEGER' } as const;

/**
 * Rows of raw files on their way to a table: text as it stands in a file, or records that were read of
 * other files, in the order of files and rows. They lie on the disk, so that memory does not grow with them.
 */
export class Staging {
  readonly cells: readonly string[];
  readonly folder: string;
  readonly #database: Database;
  readonly #parts: { readonly path: string; readonly rows: number; readonly first: number }[] = [];
  readonly #places: (Place & { readonly text: WholeText | null })[] = [];
  #waiting: StagedRecord[] = [];
  #bytes = 0;
  #waitingBytes = 0;

  constructor(database: Database, folder: string, cells: readonly string[]) {
    this.#database = database;
    this.folder = folder;
    this.cells = cells;
  }

  /** Opens a staging in a folder that it makes and takes away. */
  static async open(folder: string, cells: readonly string[], threads?: number): Promise<Staging> {
    mkdirSync(folder, { recursive: true });
    const used = threads ?? Math.min(availableParallelism(), MOST_THREADS);
    const database = await openDatabase(used);
    await database.connection.run(`set memory_limit = '${MEMORY}'`);
    await database.connection.run(`set temp_directory = ${quoteText(join(folder, 'spilled'))}`);
    return new Staging(database, folder, cells);
  }

  close(): void {
    this.#database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get connection(): DuckDBConnection {
    return this.#database.connection;
  }

  /** Rows of a group of the table that is made of all rows. */
  get groupRows(): number {
    return groupRows(this.#bytes / Math.max(1, this.rows));
  }

  get rows(): number {
    return this.#parts.reduce((sum, { rows }) => sum + rows, 0);
  }

  place(index: number): Place & { readonly text: WholeText | null } {
    const found = this.#places[index];
    if (found === undefined) throw new RangeError(`no place ${index}`);
    return found;
  }

  /** Reads a row of a text file by its row rule. */
  read(place: number, cells: readonly (string | null)[]): ReadRow {
    const { text } = this.place(place);
    if (text === null) throw new TypeError(`place ${place} holds records that are read`);
    return text.read(cells);
  }

  /** Stages a text file as it is, and returns its rows; null, and nothing staged, where DuckDB might read it otherwise. */
  async addText(whole: WholeText): Promise<number | null> {
    await this.flush();
    const { text } = whole;
    const path = text.encoding === 'utf-8' ? text.path : join(this.folder, 'text.csv');
    const scan = strictScan(whole, path);
    if (scan === null) return null;
    const part = join(this.folder, `${this.#parts.length}.parquet`);
    let bytes = 0;
    try {
      if (path !== text.path) toUtf8(text, path);
      if (hasBlankLine(path)) return null;
      const query = this.#textQuery(whole, scan);
      const size = groupRows(bytesOfLine(path));
      await this.connection.run(
        `copy (${query}) to ${quoteText(part)} (${LAYOUT}, row_group_size ${size})`,
      );
      bytes = statSync(path).size;
    } catch {
      // The row-by-row reader says what is wrong, and at which row.
      rmSync(part, { force: true });
      return null;
    } finally {
      if (path !== text.path) rmSync(path, { force: true });
    }
    const [counted] = await queryRows(
      this.connection,
      `select count(*) as every, count(*) filter (where is_header) as headers, count(*) filter (where not is_blank) as filled
       from read_parquet(${quoteText(part)})`,
    );
    if (counted === undefined || Number(counted['headers']) > 0) {
      rmSync(part);
      return null;
    }
    this.#bytes += bytes;
    this.#places.push({ ...whole.origin, text: whole });
    this.#parts.push({ path: part, rows: Number(counted['every']), first: whole.headerRow + 1 });
    return Number(counted['filled']);
  }

  #textQuery({ header, positions }: WholeText, scan: string): string {
    const all = header.map((_, i) => `c${i}`);
    const same = header.map((name, i) =>
      name === null ? `c${i} is null` : `c${i} = ${quoteText(name)}`,
    );
    const first = header.findIndex((name) => name !== null);
    const cells = this.cells.map((name, i) => {
      const at = (positions[i] ?? []).map((column) => `c${column}`);
      const cell = at.length > 1 ? `coalesce(${at.join(', ')})` : (at[0] ?? 'null::varchar');
      return `${cell} as ${quoteName(name)}`;
    });
    // Each CASE looks at the other columns of those few rows only where the first ones ask for it.
    return `select ${cells.join(', ')}, null::varchar as done, ${this.#places.length}::integer as place, null::integer as row,
      case when c${positions.find((at) => at.length > 0)?.[0] ?? 0} is null then coalesce(${all.join(', ')}) is null else false end as is_blank,
      case when c${first} = ${quoteText(header[first] ?? '')} then ${same.join(' and ')} else false end as is_header
      from ${scan}`;
  }

  /** Stages a record; those that follow each other lie in one part. */
  async addRecord(record: StagedRecord): Promise<void> {
    this.#waiting.push(record);
    this.#bytes += record.text.length;
    this.#waitingBytes += record.text.length;
    if (this.#waiting.length >= GROUP_ROWS || this.#waitingBytes > GROUP_BYTES) await this.flush();
  }

  /** Writes the records that wait. */
  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const known = new Map<string, number>();
    const rows = this.#waiting.map(({ origin, row, text }) => {
      const key = `${origin.file}\n${origin.sheet}`;
      const place = known.get(key) ?? this.#placeOf(origin);
      known.set(key, place);
      return [text, place, row];
    });
    this.#waiting = [];
    this.#waitingBytes = 0;
    await createTable(this.connection, 'records', RECORDS, rows);
    const part = join(this.folder, `${this.#parts.length}.parquet`);
    const cells = this.cells.map((name) => `null::varchar as ${quoteName(name)}`);
    await this.connection.run(
      `copy (select ${cells.join(', ')}, *, false as is_blank, false as is_header from records) to ${quoteText(part)} (${LAYOUT}, row_group_size ${GROUP_ROWS})`,
    );
    await this.connection.run('drop table records');
    this.#parts.push({ path: part, rows: rows.length, first: 0 });
  }

  #placeOf(origin: Place): number {
    const last = this.#places.at(-1);
    const isLast = last?.file === origin.file && last.sheet === origin.sheet && last.text === null;
    return isLast ? this.#places.length - 1 : this.#places.push({ ...origin, text: null }) - 1;
  }

  /**
   * Makes the view `staged`: all rows, numbered by `n` from 0 in the order of files and rows. The number of
   * a row comes with it from the file, since counting rows in a query would bind it to one thread.
   */
  async finish(): Promise<void> {
    await this.flush();
    if (this.#parts.length === 0) return;
    const paths = this.#parts.map(({ path }) => quoteText(path));
    let before = 0;
    const starts = this.#parts.map(({ rows }) => (before += rows) - rows);
    const firsts = this.#parts.map(({ first }) => first);
    await this.connection.run(`set variable starts = [${starts.join(', ')}]::bigint[]`);
    await this.connection.run(`set variable firsts = [${firsts.join(', ')}]::bigint[]`);
    const places = this.#places.map(
      ({ file, sheet }) => `{file: ${quoteText(file)}, sheet: ${quoteText(sheet)}}`,
    );
    await this.connection.run(`set variable places = [${places.join(', ')}]`);
    await this.connection.run(
      `create view staged as select * exclude (row, file_row_number, is_header),
         coalesce(row, file_row_number + getvariable('firsts')[file_index::bigint + 1])::integer as row,
         file_row_number + getvariable('starts')[file_index::bigint + 1] as n
       from (select *, file_index from read_parquet([${paths.join(', ')}], file_row_number = true))
       where not is_blank`,
    );
  }
}
