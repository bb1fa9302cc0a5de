import { fillMerged, type Cell, type WorkbookSheet } from './cell.ts';

type Parts = ReadonlyMap<string, Buffer>;

interface Book {
  readonly strings: readonly string[];
  /** Whether a style, by number, shows a date. */
  readonly dateStyles: readonly boolean[];
  /** Serial number of 1970-01-01 in the workbook's calendar. */
  readonly epoch: number;
}

/** Excel's own limits. */
const ROWS = 1_048_576;
const COLUMNS = 16_384;
const MS_PER_DAY = 86_400_000;
const CELL = /<c(?:\s([^>]*?))?(?:\/>|>([\s\S]*?)<\/c>)|<row(?:\s([^>]*?))?\/?>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/**
 * Reads the sheets of an unpacked xlsx file whose markup is the one that Excel, LibreOffice, openpyxl
 * and exports write. Null if it is of another kind (prefixed tags, a binary workbook), which the
 * general parser reads, four times as slowly.
 */
export function readXlsx(parts: Parts): WorkbookSheet[] | null {
  const workbook = textOf(parts, 'xl/workbook.xml');
  const relations = textOf(parts, 'xl/_rels/workbook.xml.rels');
  if (workbook === null || relations === null || !workbook.includes('<sheets>')) return null;
  const targets = new Map(
    tags(relations, 'Relationship').map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  );
  const book: Book = {
    strings: sharedStrings(textOf(parts, 'xl/sharedStrings.xml') ?? ''),
    dateStyles: dateStyles(textOf(parts, 'xl/styles.xml') ?? ''),
    epoch: /date1904="(?:1|true)"/.test(workbook) ? 25_569 - 1462 : 25_569,
  };
  const sheets: WorkbookSheet[] = [];
  for (const tag of tags(workbook, 'sheet')) {
    const target = targets.get(attribute(tag, 'r:id')) ?? '';
    const xml = textOf(parts, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    if (xml === null || !/<sheetData\b/.test(xml)) return null;
    sheets.push({ name: decode(attribute(tag, 'name')), rows: readRows(xml, book) });
  }
  return sheets;
}

function readRows(xml: string, book: Book): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  for (const [tag, cell = '', content, line = ''] of xml.matchAll(CELL)) {
    if (tag.startsWith('<row')) {
      const number = within(Number(attribute(line, 'r')), ROWS) ?? rows.length + 1;
      while (rows.length < number) rows.push([]);
      row = rows[number - 1] ?? row;
      continue;
    }
    const column = columnOf(attribute(cell, 'r')) ?? row.length;
    while (row.length < column) row.push(null);
    row[column] = content === undefined ? null : cellOf(cell, content, book);
  }
  for (const tag of tags(xml, 'mergeCell')) {
    const [from = '', to = from] = attribute(tag, 'ref').split(':');
    fillMerged(rows, {
      top: rowOf(from),
      left: columnOf(from) ?? 0,
      bottom: rowOf(to),
      right: columnOf(to) ?? 0,
    });
  }
  return rows;
}

function cellOf(attributes: string, content: string, book: Book): Cell {
  const type = attribute(attributes, 't');
  if (type === 'inlineStr') return runs(content) || null;
  const start = content.indexOf('<v');
  if (start < 0) return null;
  const value = content.slice(content.indexOf('>', start) + 1, content.indexOf('</v>', start));
  if (type === 's') return book.strings[Number(value)] || null;
  if (type === 'b') return value === '1' || value === 'true';
  if (type === 'd') return value.slice(0, 10);
  if (type === 'str' || type === 'e') return decode(value) || null;
  const number = Number(value);
  if (value === '' || Number.isNaN(number)) return value === '' ? null : value;
  return book.dateStyles[Number(attribute(attributes, 's') || 0)] ? isoDay(number, book) : number;
}

/** Excel counts 1900-02-29, which was no day, so its first sixty days lie one day late. */
function isoDay(serial: number, { epoch }: Book): string {
  const day = Math.floor(serial) + (epoch === 25_569 && serial < 60 ? 1 : 0);
  return new Date((day - epoch) * MS_PER_DAY).toISOString().slice(0, 10);
}

function sharedStrings(xml: string): string[] {
  return Array.from(xml.matchAll(/<si>([\s\S]*?)<\/si>|<si\/>/g), ([, item]) => runs(item ?? ''));
}

/** Text of all runs of a string, without the readings that stand above Chinese characters. */
function runs(xml: string): string {
  const plain = xml.includes('<rPh') ? xml.replaceAll(/<rPh[\s\S]*?<\/rPh>/g, '') : xml;
  let text = '';
  for (const [, run = ''] of plain.matchAll(/<t(?:\s[^>]*)?>([\s\S]*?)<\/t>/g)) text += run;
  return decode(text);
}

function dateStyles(xml: string): boolean[] {
  const formats = new Map(
    tags(xml, 'numFmt').map((tag) => [
      attribute(tag, 'numFmtId'),
      decode(attribute(tag, 'formatCode')),
    ]),
  );
  const styles = /<cellXfs[\s\S]*?<\/cellXfs>/.exec(xml)?.[0] ?? '';
  return tags(styles, 'xf').map((tag) => {
    const id = attribute(tag, 'numFmtId');
    const format = formats.get(id);
    return format === undefined ? isBuiltInDate(Number(id)) : isDateFormat(format);
  });
}

/** Formats 14 to 17 and 22, and those that Chinese and Japanese Excel add. Times alone are numbers. */
function isBuiltInDate(id: number): boolean {
  return (
    (id >= 14 && id <= 17) ||
    id === 22 ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 58)
  );
}

function isDateFormat(format: string): boolean {
  return /[yd]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}

function tags(xml: string, name: string): string[] {
  return Array.from(
    xml.matchAll(new RegExp(`<${name}\\s([^>]*?)/?>`, 'g')),
    ([, inner]) => inner ?? '',
  );
}

function attribute(tag: string, name: string): string {
  const start = tag.startsWith(`${name}="`) ? 0 : tag.indexOf(` ${name}="`) + 1;
  if (start === 0 && !tag.startsWith(`${name}="`)) return '';
  const from = start + name.length + 2;
  return tag.slice(from, tag.indexOf('"', from));
}

/** A number that a sheet can have; a file that claims another does not get the memory for it. */
function within(number: number, limit: number): number | null {
  return number >= 1 && number <= limit ? number : null;
}

/** Column of a reference such as `AB12`, from zero; null without letters. */
function columnOf(reference: string): number | null {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return within(column, COLUMNS) === null ? null : column - 1;
}

function rowOf(reference: string): number {
  return Number(reference.replace(/^[A-Z]+/, '')) - 1;
}

function decode(text: string): string {
  const plain = text.includes('&')
    ? text.replaceAll(
        /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
        (whole: string, hex?: string, decimal?: string, name?: string) => {
          if (name !== undefined) return ENTITIES[name] ?? whole;
          return String.fromCodePoint(
            hex === undefined ? Number(decimal) : Number.parseInt(hex, 16),
          );
        },
      )
    : text;
  // Excel writes characters that XML cannot hold, such as a carriage return, as _x000D_.
  return plain.includes('_x')
    ? plain.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : plain;
}

function textOf(parts: Parts, name: string): string | null {
  return (
    parts
      .get(name)
      ?.toString('utf8')
      .replace(/^\uFEFF/, '') ?? null
  );
}
