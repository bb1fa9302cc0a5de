import { readFileSync } from 'node:fs';
import { UserError } from '../../text/user-error.ts';
import { detectDelimiter, parseDelimited } from './delimited.ts';
import type { RawFormat, Sheet } from '../../sources/table.ts';
import type { WorkbookSheet } from './cell.ts';
import { decodeText } from './encoding.ts';
import { readHtml, readWorkbook } from './workbook.ts';
import { zipDamage } from './zip.ts';

const TRY_SAVING =
  'Open it in Excel or LibreOffice and save it again as .xlsx or as "CSV UTF-8", or download it again.';
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Reads the tables of an xlsx, xls, csv, tsv, txt or html file. What a file is, is told from its
 * bytes, since an `.xls` may well be HTML or GBK text. Sheets without any value are left out;
 * merged cells carry their value in every cell.
 *
 * Errors: E_FILE_CORRUPT, E_FILE_ENCRYPTED, E_FILE_ENCODING, E_NOT_A_TABLE, E_SHEET_EMPTY.
 */
export function readSheets(path: string, file: string = path): Sheet[] {
  return parseSheets(readFileSync(path), file);
}

/** `readSheets` on bytes. */
export function parseSheets(bytes: Buffer, file: string): Sheet[] {
  if (bytes.length === 0) throw problem('E_SHEET_EMPTY', file, 'the file has no bytes');
  const [format, sheets] = parseByContent(bytes, file);
  const filled = sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== null)));
  if (filled.length === 0) throw problem('E_SHEET_EMPTY', file, 'no sheet of it has a value');
  return filled.map(({ name, hidden, rows }) => ({ file, sheet: name, format, hidden, rows }));
}

function parseByContent(bytes: Buffer, file: string): [RawFormat, WorkbookSheet[]] {
  const head = bytes.readUIntBE(0, Math.min(4, bytes.length));
  const workbook = (): WorkbookSheet[] => guard(file, () => readWorkbook(bytes));
  if (head === 0x504b0304) {
    const damage = zipDamage(bytes);
    if (damage === null) return ['xlsx', workbook()];
    throw problem('E_FILE_CORRUPT', file, `the workbook cannot be read: ${damage}`);
  }
  if (head === 0xd0cf11e0 || isBareBiff(bytes)) {
    if (bytes.includes(ENCRYPTED_PACKAGE)) throw encrypted(file);
    return ['xls', workbook()];
  }
  if (head === 0x25504446) throw problem('E_NOT_A_TABLE', file, 'it is a PDF document');
  const decoded = decodeText(bytes);
  if (decoded.encoding === null) {
    const line = bytes.subarray(0, decoded.offset).filter((byte) => byte === 10).length + 1;
    const place = `not UTF-8 from byte ${decoded.offset + 1}, line ${line}`;
    const message = `its bytes are no text in UTF-8, UTF-16 or GB18030 (${place})`;
    throw problem('E_FILE_ENCODING', file, message);
  }
  const start = decoded.text.slice(0, 1000).trimStart().toLowerCase();
  if (start.startsWith('<?xml') && start.includes('workbook')) return ['xls', workbook()];
  if (/^<(?:!doctype|html|head|meta|table|body|div|style|\?xml|!--)/.test(start)) {
    if (!/<table/i.test(decoded.text))
      throw problem('E_NOT_A_TABLE', file, 'it is a page of HTML without a table');
    return ['html', guard(file, () => readHtml(decoded.text))];
  }
  return ['text', [{ name: '', hidden: false, rows: parseText(decoded.text, file) }]];
}

/** BIFF 2 to 4: a BOF record without a compound file around it. */
function isBareBiff(bytes: Buffer): boolean {
  return bytes[0] === 0x09 && [0, 2, 4, 8].includes(bytes[1] ?? -1) && bytes[3] === 0;
}

function guard(file: string, parse: () => WorkbookSheet[]): WorkbookSheet[] {
  try {
    return parse();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(message)) throw encrypted(file);
    throw problem('E_FILE_CORRUPT', file, `the workbook cannot be read (${message.slice(0, 200)})`);
  }
}

function parseText(text: string, file: string): (string | null)[][] {
  const delimiter = detectDelimiter(text);
  if (delimiter === null) {
    throw problem('E_NOT_A_TABLE', file, 'no comma, tab, | or ; splits its rows into cells');
  }
  const { rows, unclosed } = parseDelimited(text, delimiter);
  if (unclosed !== null) {
    const reason = `a quote that opens in row ${unclosed.row} is never closed: the file is cut short, or a quote in a cell is not doubled`;
    throw problem('E_FILE_CORRUPT', file, reason);
  }
  return rows;
}

function encrypted(file: string): UserError {
  return new UserError('E_FILE_ENCRYPTED', 'the workbook is protected by a password', {
    where: file,
    hint: 'Open it with its password and save a copy without one (File > Info > Protect Workbook).',
  });
}

function problem(code: string, file: string, message: string): UserError {
  return new UserError(code, message, { where: file, hint: TRY_SAVING });
}
