import type { RuleOfTable } from '../../../sources/rule.ts';
import type { DelimitedFile, RawFile, RawFormat, RawTable, Row } from '../../../sources/table.ts';
import { UserError } from '../../../text/user-error.ts';
import { htmlTables } from '../pages/html.ts';
import { looksLikeHtml, looksLikeMhtml } from '../pages/looks.ts';
import { mhtmlTables } from '../pages/mhtml.ts';
import { corrupt } from '../problems.ts';
import type { RawBytes } from '../raw-bytes.ts';
import { hasValue, tablesOf, type FoundTable } from '../tables-of.ts';
import { openSpreadsheetMl } from '../workbook/sheetjs.ts';
import { delimitedRows, detectDelimiter } from './delimited.ts';
import { decodeText, detectEncoding, type TextEncoding } from './encoding.ts';
import { jsonRows, looksLikeJson } from './json-rows.ts';
import { looksTagged, taggedRows } from './tagged.ts';

const SAMPLE = 200_000;
const NO_TABLE: RawFile = {
  outcome: 'ignored',
  reason: 'not a table: no comma, tab, | or ; splits its lines into cells',
};

/** Opens whatever is text: delimited, a page, JSON, tagged lines. */
export async function openText(bytes: RawBytes, rule?: RuleOfTable): Promise<RawFile> {
  const encoding = await encodingOf(bytes, rule);
  const text = (): AsyncIterable<string> => decodeText(bytes, encoding);
  const { start, isWhole } = await startOf(text());
  const { file } = bytes;
  if (start.slice(0, 1000).includes('\0'))
    throw corrupt(file, 'where text should be, it holds zeros');
  if (start.trim() === '') return { outcome: 'ignored', reason: 'it is empty' };
  if (/^\s*<\?xml[^>]*>/u.test(start) && start.slice(0, 2000).includes('office:spreadsheet')) {
    return await openSpreadsheetMl(bytes);
  }
  if (looksLikeMhtml(start)) return pageOf(file, await mhtmlTables(bytes));
  if (looksLikeHtml(start)) return pageOf(file, await htmlTables(text(), file));
  const one = (format: RawFormat, batches: RawTable['batches'], more?: DelimitedFile): RawFile => ({
    outcome: 'tables',
    format,
    tables: [
      {
        file,
        sheet: '',
        format,
        hidden: false,
        ...(more === undefined ? {} : { text: more }),
        batches,
      },
    ],
    leftOut: [],
  });
  if (looksLikeJson(start)) {
    return one('json lines', await jsonRows(text, file));
  }
  if (looksTagged(start)) return one('tagged text', () => taggedRows(text(), file));

  const said = /^sep=(.)\r?\n/u.exec(start)?.[1];
  const delimiter = said ?? detectDelimiter(start);
  if (delimiter === null) return NO_TABLE;
  const rows = (): AsyncIterable<Row[]> => delimitedRows(text(), delimiter, file);
  if (isWhole && !(await hasValue(rows()))) return { outcome: 'ignored', reason: 'it is empty' };
  return said === undefined
    ? one('text', rows, delimitedFile(bytes, encoding, delimiter))
    : one('text', () => withoutFirst(rows()));
}

/** What encodes it: by the study, by its bytes, or, for a page, by what it says of itself. */
async function encodingOf(
  bytes: RawBytes,
  rule: RuleOfTable | undefined,
): Promise<TextEncoding | { readonly label: string }> {
  if (rule?.encoding !== undefined) return rule.encoding;
  try {
    return await detectEncoding(bytes);
  } catch (error) {
    const head = (await bytes.read(0, 4096)).toString('latin1');
    const [, label] = /^\s*<[^]*?(?:charset|encoding)\s*=\s*["']?([\w-]{2,30})/iu.exec(head) ?? [];
    if (!(error instanceof UserError) || label === undefined || !isLabel(label)) throw error;
    return { label };
  }
}

function isLabel(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== 'utf-8';
  } catch {
    return false;
  }
}

async function startOf(
  pieces: AsyncIterable<string>,
): Promise<{ readonly start: string; readonly isWhole: boolean }> {
  let start = '';
  for await (const piece of pieces) {
    start += piece;
    if (start.length >= SAMPLE) return { start: start.slice(0, SAMPLE), isWhole: false };
  }
  return { start, isWhole: true };
}

/** The line that tells Excel the delimiter is no cell, and stays as a row that is blank. */
async function* withoutFirst(batches: AsyncIterable<Row[]>): AsyncIterable<Row[]> {
  let isFirst = true;
  for await (const rows of batches) {
    yield isFirst ? [[null], ...rows.slice(1)] : rows;
    isFirst = false;
  }
}

/** What DuckDB may read by itself: a file on the disk in an encoding that the readers share. */
function delimitedFile(
  { path }: RawBytes,
  encoding: TextEncoding | { readonly label: string },
  delimiter: string,
): DelimitedFile | undefined {
  if (path === null || typeof encoding !== 'string') return undefined;
  if (encoding === 'big5' || encoding === 'latin1') return undefined;
  return { path, encoding, delimiter };
}

function pageOf(file: string, tables: readonly FoundTable[]): RawFile {
  return tables.length === 0
    ? { outcome: 'ignored', reason: 'not a table: a page of HTML without one' }
    : tablesOf(file, 'html', tables);
}
