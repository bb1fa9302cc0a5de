import { Parser } from 'htmlparser2';
import type { Cell } from '../../../sources/table.ts';
import { CellBudget } from '../cell-budget.ts';
import { problem, tooLarge } from '../problems.ts';
import { superscript } from '../superscript.ts';
import type { FoundTable } from '../tables-of.ts';
import { joinTables, type PagePart } from './join.ts';
import { SpanTable } from './spans.ts';

const DEPTH_LIMIT = 20_000;
const TEXT_LIMIT = 2 ** 29;
const SILENT = new Set(['script', 'style', 'title', 'noscript']);
/** They end a line of text. */
const BLOCKS = new Set(['br', 'p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tr', 'table']);

interface OpenTable {
  readonly table: SpanTable;
  cell: { text: string; readonly columns: number; readonly rows: number } | null;
}

/**
 * The tables of a page. Cells stay text, so that `007` and `1,234` keep their form; a line break in a
 * cell stays one; superscript digits become superscript characters. A table within a cell of another
 * is a table of its own.
 * Error: E_FILE_TOO_LARGE.
 */
export async function htmlTables(
  pieces: AsyncIterable<string>,
  file: string,
): Promise<FoundTable[]> {
  const page = new Page(new CellBudget(file));
  const parser = new Parser(page, { decodeEntities: true });
  let length = 0;
  for await (const piece of pieces) {
    parser.write(piece);
    length += piece.length;
    if (length > TEXT_LIMIT) throw tooLarge(file, 'the page has more text than is read of one');
    if (page.isTooDeep) {
      throw problem('E_FILE_CORRUPT', file, 'the page is damaged: its elements never end');
    }
  }
  parser.end();
  return joinTables(page.parts()).map((rows, i, all) => ({
    name: all.length === 1 ? '' : `table ${i + 1}`,
    hidden: false,
    rows,
  }));
}

/** What the parser tells of a page, kept as its tables and the text before each of them. */
class Page {
  readonly #parts: PagePart[] = [];
  readonly #open: OpenTable[] = [];
  #silent = 0;
  #raised = 0;
  #depth = 0;
  #loose = '';
  readonly #budget: CellBudget;
  isTooDeep = false;

  constructor(budget: CellBudget) {
    this.#budget = budget;
  }

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth += 1;
    if (this.#depth > DEPTH_LIMIT) this.isTooDeep = true;
    if (SILENT.has(name)) this.#silent += 1;
    if (name === 'sup') this.#raised += 1;
    const top = this.#open.at(-1);
    if (name === 'table') {
      this.#part({ text: this.#loose });
      this.#loose = '';
      this.#open.push({ table: new SpanTable(this.#budget), cell: null });
    } else if (top !== undefined && name === 'tr') {
      this.#endCell(top);
      top.table.beginRow();
    } else if (top !== undefined && (name === 'td' || name === 'th')) {
      this.#endCell(top);
      top.cell = {
        text: '',
        columns: Number(attributes['colspan'] ?? 1),
        rows: Number(attributes['rowspan'] ?? 1),
      };
    } else if (BLOCKS.has(name)) this.#write('\n');
  }

  ontext(text: string): void {
    if (this.#silent > 0) return;
    const plain = text.replaceAll(/[ \t\r\n\f]+/gu, ' ');
    this.#write(this.#raised > 0 ? superscript(plain) : plain);
  }

  onclosetag(name: string): void {
    this.#depth -= 1;
    if (SILENT.has(name)) this.#silent -= 1;
    if (name === 'sup') this.#raised -= 1;
    const top = this.#open.at(-1);
    if (top !== undefined && (name === 'td' || name === 'th')) this.#endCell(top);
    else if (top !== undefined && name === 'tr') {
      this.#endCell(top);
      top.table.endRow();
    } else if (top !== undefined && name === 'table') {
      this.#endCell(top);
      top.table.endRow();
      this.#open.pop();
      this.#part({ rows: top.table.rows });
    } else if (top?.cell === null && name === 'caption') {
      this.#part({ text: this.#loose });
      this.#loose = '';
    } else if (BLOCKS.has(name) && name !== 'br') this.#write('\n');
  }

  /** The tables and texts, in the order in which they end. */
  parts(): readonly PagePart[] {
    while (this.#open.length > 0) this.onclosetag('table');
    this.#part({ text: this.#loose });
    this.#loose = '';
    return this.#parts;
  }

  #part(part: PagePart): void {
    if ('rows' in part || part.text.trim() !== '') this.#parts.push(part);
  }

  #write(text: string): void {
    const cell = this.#open.at(-1)?.cell;
    if (cell !== null && cell !== undefined) cell.text += text;
    else if (this.#open.length === 0 || text.trim() !== '') this.#loose += text;
  }

  #endCell(open: OpenTable): void {
    if (open.cell === null) return;
    const { text, columns, rows } = open.cell;
    open.cell = null;
    open.table.cell(cellOf(text), columns, rows);
  }
}

function cellOf(text: string): Cell {
  const plain = tidyLines(text);
  return plain === '' ? null : plain;
}

/** Lines without blanks around them; a blank that does not break is how names are indented, and stays. */
function tidyLines(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^ +/u, '')
        .replace(/(?<! ) +$/u, '')
        .replaceAll('\u00A0', ' '),
    )
    .filter((line) => line !== '')
    .join('\n');
}
