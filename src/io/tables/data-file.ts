import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { nearestNames } from '../../econometrics/frame/column.ts';
import { UserError } from '../../text/user-error.ts';
import { delimitedRows, detectDelimiter } from '../raw/text/delimited.ts';
import { columnTypes, lockDatabase, openDatabase, quoteText } from '../duckdb.ts';
import { diskBytes, memoryBytes, type RawBytes } from '../raw/raw-bytes.ts';
import { decodeText, detectEncoding, type TextEncoding } from '../raw/text/encoding.ts';

/** A data file as the one table `data` of a database that can read nothing else. */
export interface DataFile {
  readonly connection: DuckDBConnection;
  /** Column -> DuckDB type, in the file's order. */
  readonly schema: ReadonlyMap<string, string>;
  readonly close: () => void;
}

/** Rows come back in the file's order whatever the number of threads: DuckDB keeps insertion order. */
const THREADS = 4;
const HEAD_BYTES = 1 << 18;
const MAGIC = 'PAR1';
const MOST_NAMES = 8;
/** Cells of a csv file that stand for a missing value: empty, R's and Stata's. */
const MISSING = ['', 'NA', '.'];

/**
 * Opens a parquet file or a delimited text file (comma, tab, semicolon or bar; UTF-8, UTF-16 or GB18030;
 * names in the first line). What it is, its first bytes say, not its name.
 *
 * Errors: `UserError` with `E_NO_FILE`, `E_EMPTY_FILE`, `E_DATA_FORMAT`, `E_ENCODING`, `E_CSV`.
 */
export async function openDataFile(path: string, shown: string): Promise<DataFile> {
  const head = readHead(path, shown);
  if (head.subarray(0, 4).toString('latin1') === MAGIC) return openParquet(path, shown);
  refuseBinary(head, path, shown);
  return openText(path, shown, head);
}

async function openParquet(path: string, shown: string): Promise<DataFile> {
  const create = `create view data as from read_parquet(${quoteText(literalGlob(path))})`;
  try {
    return await openTable(path, create);
  } catch (error) {
    throw new UserError('E_DATA_FORMAT', `this parquet file cannot be read: ${reason(error)}`, {
      where: shown,
      hint: 'it may be damaged or not written to its end',
    });
  }
}

async function openText(path: string, shown: string, head: Buffer): Promise<DataFile> {
  const lastLine = head.lastIndexOf(0x0a);
  const start = memoryBytes(
    head.length < HEAD_BYTES ? head : head.subarray(0, lastLine + 1),
    shown,
  );
  const encoding = await encodingOf(start);
  const text = await joined(decodeText(start, encoding));
  const delimiter = detectDelimiter(text) ?? ',';
  if (encoding !== 'utf-8') return openDecoded(path, shown, delimiter);
  try {
    return await openDelimited(path, delimiter);
  } catch (error) {
    // Text in GB18030 can stand behind a head that is plain ASCII.
    if (/not utf-8/i.test(reason(error))) return openDecoded(path, shown, delimiter);
    throw await unreadable(diskBytes(path, shown), 'utf-8', error, delimiter);
  }
}

/** DuckDB reads UTF-8 only without an extension that it would have to fetch. */
async function openDecoded(path: string, shown: string, delimiter: string): Promise<DataFile> {
  const bytes = diskBytes(path, shown);
  const encoding = await encodingOf(bytes);
  const folder = await mkdtemp(join(tmpdir(), 'didactic-fit-'));
  try {
    const copy = join(folder, 'data.csv');
    await writeFile(copy, decodeText(bytes, encoding));
    return await openDelimited(copy, delimiter);
  } catch (error) {
    throw await unreadable(bytes, encoding, error, delimiter);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function openDelimited(path: string, delimiter: string): Promise<DataFile> {
  const missing = MISSING.map(quoteText).join(', ');
  // The whole file decides types: a sample would let a late text cell stop the reading.
  const options = `header = true, skip = 0, comment = '', delim = ${quoteText(delimiter)}, quote = '"', escape = '"', sample_size = -1, nullstr = [${missing}]`;
  const call = `read_csv(${quoteText(literalGlob(path))}, ${options})`;
  return openTable(path, `create table data as from ${call}`);
}

async function openTable(path: string, create: string): Promise<DataFile> {
  const database = await openDatabase(THREADS);
  try {
    const { connection } = database;
    await lockDatabase(database, { files: [path, literalGlob(path)], folders: [] });
    await connection.run(create);
    const schema = await columnTypes(connection, 'data');
    return { connection, schema, close: database.close };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The first paragraph of DuckDB's message; the rest repeats our own SQL. */
export function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [text = ''] = message.split(/\n\s*(?:LINE \d|Possible |file =|The search space )/u);
  return text.replaceAll(/\s*\n\s*/gu, ' ').trim();
}

/** DuckDB takes a path for a pattern; these brackets make each special character stand for itself. */
function literalGlob(path: string): string {
  return path.replaceAll(/[[*?]/gu, '[$&]');
}

function readHead(path: string, shown: string): Buffer {
  const size = sizeOf(path, shown);
  if (size === 0) throw new UserError('E_EMPTY_FILE', 'this file is empty', { where: shown });
  const buffer = Buffer.alloc(Math.min(size, HEAD_BYTES));
  const file = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}

function sizeOf(path: string, shown: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() === true) return stats.size;
  const refuse = (message: string, hint: string): UserError =>
    new UserError('E_NO_FILE', message, { where: shown, hint });
  if (stats === undefined) throw refuse('there is no such file', neighbours(path));
  if (stats.isDirectory()) {
    throw refuse('this is a folder, and a file is needed', neighbours(join(path, '?')));
  }
  throw refuse(
    'this is no ordinary file, and it is read more than once',
    'write what comes through the pipe into a file first',
  );
}

/** What data files stand where one was looked for. */
function neighbours(path: string): string {
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return `there is no folder ${folder} either`;
  }
  const files = readdirSync(folder).filter((name) => /\.(?:parquet|csv|tsv|txt)$/iu.test(name));
  const near = nearestNames(basename(path), files);
  if (near.length > 0) return `Did you mean ${near.join(', ')}?`;
  const shown = files.sort().slice(0, MOST_NAMES).join(', ');
  return shown === '' ? 'its folder holds no parquet or csv file' : `its folder holds ${shown}`;
}

function refuseBinary(head: Buffer, path: string, shown: string): void {
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const isZip = head.subarray(0, 2).toString('latin1') === 'PK';
  const named = /\.(?:parquet|pq)$/iu.test(path);
  if (!named && !isZip && (marked || !isBinary(head))) return;
  const what = named ? 'this is no parquet file: it does not start with PAR1' : 'this is no text';
  throw new UserError('E_DATA_FORMAT', what, {
    where: shown,
    hint: 'fit reads parquet and csv: save a workbook or a Stata file as csv, unpack an archive',
  });
}

/** Control characters that no text has; zeros at every other byte are UTF-16. */
function isBinary(head: Buffer): boolean {
  const start = head.subarray(0, 4096);
  const zeros = start.filter((byte) => byte === 0).length;
  const controls = start.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
  return controls.length > zeros || (zeros > 0 && zeros < start.length / 20);
}

async function encodingOf(bytes: RawBytes): Promise<TextEncoding> {
  try {
    return await detectEncoding(bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError('E_ENCODING', error.message, {
      where: bytes.file,
      hint: 'save it as UTF-8',
    });
  }
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  return (await Array.fromAsync(pieces)).join('');
}

async function unreadable(
  bytes: RawBytes,
  encoding: TextEncoding,
  error: unknown,
  delimiter: string,
): Promise<unknown> {
  if (error instanceof UserError) return error;
  const why = (await unevenRow(bytes, encoding, delimiter)) ?? reason(error);
  return new UserError('E_CSV', `this text table cannot be read: ${why}`, {
    where: bytes.file,
    hint: 'names stand in the first line, and every line has as many cells',
  });
}

/** DuckDB gives up without a place where rows differ in length, so they are counted here. */
async function unevenRow(
  bytes: RawBytes,
  encoding: TextEncoding,
  delimiter: string,
): Promise<string | undefined> {
  let width = 0;
  let number = 0;
  try {
    const text = decodeText(bytes, encoding);
    for await (const rows of delimitedRows(text, delimiter, bytes.file)) {
      for (const { length } of rows) {
        number += 1;
        if (number === 1) width = length;
        if (length !== width) return `row ${number} has ${length} cells, the first has ${width}`;
      }
    }
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return undefined;
}
