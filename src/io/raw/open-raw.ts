import { stat } from 'node:fs/promises';
import type { RuleOfTable } from '../../sources/rule.ts';
import { placeOf, type RawFile, type RawTable, type Row, type Sheet } from '../../sources/table.ts';
import { openGzip, openMembers } from './archive/members.ts';
import { unpackEntry, zipEntries, type ZipEntry } from './archive/zip.ts';
import { kindOf } from './kind.ts';
import { openParquet } from './parquet.ts';
import { accessProblem, problem, tooLarge } from './problems.ts';
import { diskBytes, memoryBytes, wholeOf, type RawBytes } from './raw-bytes.ts';
import { openDta } from './stata/open-dta.ts';
import { systemFile } from './system-files.ts';
import { openText } from './text/open-text.ts';
import { openCompound, openXls } from './workbook/compound.ts';
import { openOds } from './workbook/ods.ts';
import { openBySheetJs, WORKBOOK_LIMIT } from './workbook/sheetjs.ts';
import { openXlsx } from './workbook/xlsx.ts';
import { attribute, tagsOf } from './workbook/xml.ts';
import { wholeXml } from './workbook/xml-text.ts';

const HEAD = 1 << 12;
/** Archives within archives. */
const NESTED = 4;
/** What a table in memory may have. Texts count by their length, other cells by one. */
const CELLS_LIMIT = 30_000_000;
const TEXT_LIMIT = 2 ** 29;
/** Excel has 16,384 columns and Stata 120,000: a longer row is a file that has lost its line breaks. */
const COLUMNS_LIMIT = 2 ** 17;

/**
 * Says what a raw file is, told by its bytes whatever its name says, and gives its tables. `file` is its
 * path as the reader knows it; `rule` is what the study says of it, where that tells how to open it.
 *
 * Errors: E_FILE_CORRUPT, E_FILE_ENCRYPTED, E_FILE_ENCODING, E_FILE_TOO_LARGE, E_FILE_UNSUPPORTED,
 * E_FILE_UNREADABLE, E_FILE_MISSING.
 */
export async function openRaw(path: string, file: string, rule?: RuleOfTable): Promise<RawFile> {
  const system = systemFile(file);
  if (system !== null) return { outcome: 'ignored', reason: system };
  try {
    const found = await stat(path);
    // A pipe or a device might never end.
    if (!found.isFile()) {
      return { outcome: 'ignored', reason: found.isDirectory() ? 'a folder' : 'no ordinary file' };
    }
  } catch (error) {
    throw accessProblem(file, error) ?? error;
  }
  return await openBytes(diskBytes(path, file), rule);
}

/** `openRaw` for the bytes of a file. */
export async function openBuffer(
  buffer: Buffer,
  file: string,
  rule?: RuleOfTable,
): Promise<RawFile> {
  return await openBytes(memoryBytes(buffer, file), rule);
}

/** Reads a table into memory, within a budget of cells and text. Error: E_FILE_TOO_LARGE. */
export async function sheetOf(table: RawTable): Promise<Sheet> {
  const { file, sheet, format, hidden, labels } = table;
  const rows: Row[] = [];
  let cells = 0;
  let text = 0;
  for await (const batch of table.batches()) {
    for (const row of batch) {
      cells += row.length;
      if (row.length > COLUMNS_LIMIT) {
        const message = `row ${rows.length + 1} has ${row.length} cells, more than a table has columns`;
        const hint =
          'Its line breaks are lost, or it is no table: save it again from where it came.';
        throw problem('E_FILE_TOO_LARGE', placeOf(table), message, hint);
      }
      for (const cell of row) if (typeof cell === 'string') text += cell.length;
      rows.push(row);
    }
    if (cells > CELLS_LIMIT || text > TEXT_LIMIT) {
      throw tooLarge(placeOf(table), 'the table has more cells or text than fit in memory');
    }
  }
  return { file, sheet, format, hidden, ...(labels === undefined ? {} : { labels }), rows };
}

async function openBytes(
  bytes: RawBytes,
  rule: RuleOfTable | undefined,
  depth = 0,
): Promise<RawFile> {
  const { file } = bytes;
  const head = await bytes.read(0, HEAD);
  if (head.length === 0) return { outcome: 'ignored', reason: 'it is empty: it has no bytes' };
  const within = (inner: RawBytes): Promise<RawFile> => {
    if (depth < NESTED) return openBytes(inner, rule, depth + 1);
    throw problem(
      'E_FILE_UNSUPPORTED',
      file,
      `archives lie within archives more than ${NESTED} deep`,
      'Unpack them, and put the files here.',
    );
  };
  const kind = kindOf(head);
  switch (kind) {
    case 'zip':
      return await openZip(bytes, within);
    case 'gzip':
      return await openGzip(bytes, within);
    case 'compound':
      return await openCompound(bytes, rule, within);
    case 'bare biff': {
      const records = await wholeOf(bytes, WORKBOOK_LIMIT);
      return await openXls(records, records, file, rule);
    }
    case 'dta':
      return await openDta(bytes, rule);
    case 'parquet':
      return await openParquet(bytes);
    case null:
      return await openText(bytes, rule);
  }
  if (kind.hint === null) return { outcome: 'ignored', reason: kind.what };
  throw problem('E_FILE_UNSUPPORTED', file, `it is ${kind.what}, which is not read`, kind.hint);
}

/** A zip file is a workbook, a document, or an archive of files. */
async function openZip(
  bytes: RawBytes,
  within: (inner: RawBytes) => Promise<RawFile>,
): Promise<RawFile> {
  const entries = await zipEntries(bytes);
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if (names.has('[content_types].xml')) {
    const main = await mainPart(bytes, entries);
    if (/\.bin$/iu.test(main)) {
      const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
      if (unpacked > WORKBOOK_LIMIT) throw tooLarge(bytes.file, 'the workbook is too large');
      for (const entry of entries) for await (const _ of unpackEntry(bytes, entry));
      return await openBySheetJs(await wholeOf(bytes, WORKBOOK_LIMIT), bytes.file, 'xlsb');
    }
    if (/word\//iu.test(main)) return { outcome: 'ignored', reason: 'a Word document (.docx)' };
    if (/ppt\//iu.test(main)) return { outcome: 'ignored', reason: 'slides of PowerPoint' };
    return await openXlsx(bytes, entries, main);
  }
  if (names.has('content.xml') && names.has('meta-inf/manifest.xml')) {
    const mimetype = entries.find(({ name }) => name === 'mimetype');
    const type =
      mimetype === undefined ? '' : await wholeXml(unpackEntry(bytes, mimetype), bytes.file, HEAD);
    if (type === '' || type.includes('spreadsheet')) return await openOds(bytes, entries);
    return { outcome: 'ignored', reason: 'a document of LibreOffice that is no spreadsheet' };
  }
  return await openMembers(bytes, entries, within);
}

/** The part that a package of Office says is its document. */
async function mainPart(bytes: RawBytes, entries: readonly ZipEntry[]): Promise<string> {
  const relations = entries.find(({ name }) => name.toLowerCase() === '_rels/.rels');
  const xml =
    relations === undefined
      ? ''
      : await wholeXml(unpackEntry(bytes, relations), bytes.file, 1 << 20);
  const tag = tagsOf(xml, 'Relationship').find((one) =>
    (attribute(one, 'Type') ?? '').endsWith('/officeDocument'),
  );
  const target = tag === undefined ? null : attribute(tag, 'Target');
  return (target ?? 'xl/workbook.xml').replace(/^\//u, '');
}
