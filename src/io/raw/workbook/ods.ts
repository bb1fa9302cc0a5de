import { Parser } from 'htmlparser2';
import type { Cell, RawFile, Row } from '../../../sources/table.ts';
import { unpackEntry, type ZipEntry } from '../archive/zip.ts';
import { CellBudget } from '../cell-budget.ts';
import { corrupt, problem, tooLarge } from '../problems.ts';
import type { RawBytes } from '../raw-bytes.ts';
import { tablesOf, type FoundTable } from '../tables-of.ts';
import { MergedCells, type MergedRange } from './merged.ts';
import { MOST_COLUMNS, MOST_ROWS } from './references.ts';
import { wholeXml, xmlText } from './xml-text.ts';

const TEXT_LIMIT = 2 ** 29;
const SMALL_PART = 2 ** 24;

/** Opens a spreadsheet of LibreOffice. Errors: E_FILE_CORRUPT, E_FILE_ENCRYPTED, E_FILE_TOO_LARGE. */
export async function openOds(bytes: RawBytes, entries: readonly ZipEntry[]): Promise<RawFile> {
  const { file } = bytes;
  const part = (name: string) => entries.find((entry) => entry.name === name);
  const manifest = part('META-INF/manifest.xml');
  const said =
    manifest === undefined ? '' : await wholeXml(unpackEntry(bytes, manifest), file, SMALL_PART);
  if (said.includes('encryption-data')) {
    throw problem(
      'E_FILE_ENCRYPTED',
      file,
      'the spreadsheet is protected by a password',
      'Open it with its password and save a copy without one.',
    );
  }
  const content = part('content.xml');
  if (content === undefined) throw corrupt(file, 'it cannot be read: it has no content');
  const reader = new Spreadsheet(new CellBudget(file));
  const parser = new Parser(reader, { xmlMode: true });
  let length = 0;
  for await (const piece of xmlText(unpackEntry(bytes, content), file)) {
    length += piece.length;
    if (length > TEXT_LIMIT) throw tooLarge(file, 'it has more text than is read of one');
    parser.write(piece);
  }
  parser.end();
  return tablesOf(file, 'ods', reader.tables);
}

interface OpenSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: Cell[][];
  readonly merged: MergedRange[];
  /** Blank rows that stand only if a filled one follows. */
  blank: number;
}

interface OpenCell {
  readonly attributes: Readonly<Record<string, string>>;
  text: string | null;
}

class Spreadsheet {
  readonly tables: FoundTable[] = [];
  readonly #budget: CellBudget;
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #sheet: OpenSheet | null = null;
  #row: Cell[] = [];
  #column = 0;
  #cell: OpenCell | null = null;
  #times = 1;
  #note = 0;
  /** Whether the text is of a paragraph of the cell, and none of the blanks between elements. */
  #inText = 0;

  constructor(budget: CellBudget) {
    this.#budget = budget;
  }

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'style:style':
        this.#style = attributes['style:name'] ?? '';
        break;
      case 'style:table-properties':
        if (attributes['table:display'] === 'false') this.#hiddenStyles.add(this.#style);
        break;
      case 'table:table':
        this.#sheet = {
          name: attributes['table:name'] ?? '',
          hidden: this.#hiddenStyles.has(attributes['table:style-name'] ?? ''),
          rows: [],
          merged: [],
          blank: 0,
        };
        break;
      case 'table:table-row':
        this.#row = [];
        this.#column = 0;
        this.#times = countOf(attributes['table:number-rows-repeated'], MOST_ROWS);
        break;
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.#cell = { attributes, text: null };
        break;
      case 'office:annotation':
        this.#note += 1;
        break;
      case 'text:p':
        this.#inText += 1;
        if (this.#cell !== null && this.#note === 0)
          this.#cell.text = this.#cell.text === null ? '' : `${this.#cell.text}\n`;
        break;
      case 'text:s':
        this.#write(' '.repeat(countOf(attributes['text:c'], 1000)));
        break;
      case 'text:tab':
        this.#write('\t');
        break;
      case 'text:line-break':
        this.#write('\n');
        break;
    }
  }

  ontext(text: string): void {
    if (this.#inText > 0) this.#write(text);
  }

  onclosetag(name: string): void {
    switch (name) {
      case 'office:annotation':
        this.#note -= 1;
        break;
      case 'text:p':
        this.#inText -= 1;
        break;
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.#endCell();
        break;
      case 'table:table-row':
        this.#endRow();
        break;
      case 'table:table':
        this.#endSheet();
        break;
    }
  }

  #write(text: string): void {
    if (this.#cell !== null && this.#note === 0) this.#cell.text = (this.#cell.text ?? '') + text;
  }

  #endCell(): void {
    const { attributes, text } = this.#cell ?? { attributes: {}, text: null };
    this.#cell = null;
    const value = cellOf(attributes, text);
    const times = countOf(attributes['table:number-columns-repeated'], MOST_COLUMNS);
    const wide = countOf(attributes['table:number-columns-spanned'], MOST_COLUMNS);
    const long = countOf(attributes['table:number-rows-spanned'], MOST_ROWS);
    const sheet = this.#sheet;
    if (sheet !== null && (wide > 1 || long > 1)) {
      const top = sheet.rows.length + sheet.blank;
      const left = this.#column;
      sheet.merged.push({ top, left, bottom: top + long - 1, right: left + wide - 1 });
    }
    this.#column += times;
    if (value === null || this.#column > MOST_COLUMNS) return;
    this.#budget.take(this.#column - this.#row.length);
    while (this.#row.length < this.#column - times) this.#row.push(null);
    for (let i = 0; i < times; i++) this.#row.push(value);
  }

  #endRow(): void {
    const sheet = this.#sheet;
    if (sheet === null) return;
    if (this.#row.length === 0) {
      sheet.blank = Math.min(sheet.blank + this.#times, MOST_ROWS);
      return;
    }
    const times = Math.min(this.#times, MOST_ROWS - sheet.rows.length - sheet.blank);
    this.#budget.take(sheet.blank + (times - 1) * this.#row.length);
    for (; sheet.blank > 0; sheet.blank--) sheet.rows.push([]);
    for (let i = 0; i < times; i++) sheet.rows.push([...this.#row]);
  }

  #endSheet(): void {
    if (this.#sheet === null) return;
    const { name, hidden, rows, merged } = this.#sheet;
    this.#sheet = null;
    const cells = new MergedCells(merged);
    for (const [i, row] of rows.entries()) cells.fill(row, i);
    this.tables.push({ name, hidden, rows: rows satisfies Row[] });
  }
}

function cellOf(attributes: Readonly<Record<string, string>>, text: string | null): Cell {
  const type = attributes['office:value-type'] ?? attributes['calcext:value-type'] ?? '';
  const plain = text === '' ? null : text;
  switch (type) {
    case 'float':
    case 'percentage':
    case 'currency': {
      const number = Number(attributes['office:value'] ?? Number.NaN);
      return Number.isNaN(number) ? plain : number;
    }
    case 'date':
      return attributes['office:date-value']?.slice(0, 10) ?? plain;
    case 'boolean':
      return attributes['office:boolean-value'] === 'true';
    default: {
      const formula = attributes['table:formula'];
      const said = plain ?? attributes['office:string-value'] ?? null;
      // A formula that no program has worked out is given as such, so that it is seen to be no number.
      if (said === null && type === '' && formula !== undefined)
        return formula.replace(/^\w{1,10}:/u, '');
      return said === '' ? null : said;
    }
  }
}

function countOf(text: string | undefined, most: number): number {
  const count = Number(text ?? 1);
  return Number.isInteger(count) && count >= 1 ? Math.min(count, most) : 1;
}
