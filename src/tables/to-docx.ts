import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table as WordTable,
  TableCell,
  TableRow as WordRow,
  TextRun,
  VerticalAlignTable as VerticalAlign,
  WidthType,
  type IBorderOptions,
  type ITableCellBorders,
} from 'docx';
import { shownText } from './shown-text.ts';
import { captionOf, type Align, type Cell, type Table, type TableRow } from './table.ts';
import { WORDS } from './words.ts';
import { withFixedZipTimes } from './zip-times.ts';

/** The fonts of Chinese journals; every Word has both, and others substitute them. */
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimSun' };
/** In half points: 10.5 pt (wuhao) for the table, 9 pt (xiaowu) for its notes. */
const TABLE_SIZE = 21;
const NOTE_SIZE = 18;
/** Text width of an A4 page with margins of one inch, in twips. */
const TEXT_WIDTH = 9026;
/** Half a centimetre more for row headings than a number column gets. */
const LABEL_SHARE = 1.6;
/** Above and below the text of a cell, in twips. */
const CELL_MARGIN = 24;

const NO_LINE: IBorderOptions = { style: BorderStyle.NONE, size: 0 };
/** Line weights of a three-line table in eighths of a point. */
const THICK: IBorderOptions = { style: BorderStyle.SINGLE, size: 12, color: '000000' };
const THIN: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' };

const ALIGN: Readonly<Record<Align, (typeof AlignmentType)[keyof typeof AlignmentType]>> = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
};

/** docx writes the moment of writing here; a document of this project has none. */
const CORE_PATH = 'docProps/core.xml';

interface Place {
  readonly table: Table;
  readonly widths: readonly number[];
}

/**
 * A table as a Word document: title, three-line table of real cells whose heading repeats on each
 * page, notes. The same table gives the same bytes, whatever the clock and the time zone.
 */
export async function toDocx(table: Table): Promise<Uint8Array> {
  const place: Place = { table, widths: columnWidths(table.columns.length) };
  const rows = [
    ...table.head.map((row, i) => wordRow(place, row, { top: i === 0, head: true })),
    ...table.body.map((row, i) => wordRow(place, row, { top: false, first: i === 0 })),
  ];
  const document = new Document({
    styles: {
      default: {
        document: {
          run: { font: FONT, size: TABLE_SIZE, language: { value: 'en-GB', eastAsia: 'zh-CN' } },
        },
      },
    },
    sections: [{ children: [titleOf(table), wordTable(place, rows), ...notesOf(table)] }],
  });
  const bytes = await Packer.pack(document, 'uint8array', false, [
    { path: CORE_PATH, data: coreProperties(table) },
  ]);
  return withFixedZipTimes(bytes);
}

function titleOf(table: Table): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { after: 80 },
    children: [new TextRun({ text: captionOf(table), bold: true })],
  });
}

function wordTable({ widths }: Place, rows: readonly WordRow[]): WordTable {
  return new WordTable({
    alignment: AlignmentType.CENTER,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: NO_LINE,
      bottom: NO_LINE,
      left: NO_LINE,
      right: NO_LINE,
      insideHorizontal: NO_LINE,
      insideVertical: NO_LINE,
    },
    rows,
  });
}

function wordRow(
  { table, widths }: Place,
  row: TableRow,
  where: { readonly top: boolean; readonly head?: boolean; readonly first?: boolean },
): WordRow {
  const last = row === table.body.at(-1);
  const thinAbove = where.first === true || row.rule === true;
  const line: ITableCellBorders = {
    ...(where.top ? { top: THICK } : thinAbove ? { top: THIN } : {}),
    ...(last ? { bottom: THICK } : {}),
  };
  let column = 0;
  const cells = row.cells.map((cell) => {
    const start = column;
    column += cell.span ?? 1;
    const width = widths.slice(start, column).reduce((total, part) => total + part, 0);
    const align = (cell.span ?? 1) > 1 ? 'center' : (table.columns[start]?.align ?? 'center');
    const group = where.head === true && (cell.span ?? 1) > 1 && cell.text !== '';
    return wordCell(cell, { align, width, borders: group ? { ...line, bottom: THIN } : line });
  });
  return new WordRow({ tableHeader: where.head === true, cantSplit: true, children: cells });
}

function wordCell(
  cell: Cell,
  looks: { readonly align: Align; readonly width: number; readonly borders: ITableCellBorders },
): TableCell {
  return new TableCell({
    borders: looks.borders,
    width: { size: looks.width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: CELL_MARGIN, bottom: CELL_MARGIN },
    ...(cell.span === undefined ? {} : { columnSpan: cell.span }),
    children: [
      new Paragraph({
        alignment: ALIGN[looks.align],
        keepNext: true,
        children: [new TextRun(shownText(cell) + (cell.stars ?? ''))],
      }),
    ],
  });
}

function notesOf(table: Table): Paragraph[] {
  return table.notes.map(
    (note, i) =>
      new Paragraph({
        spacing: { before: i === 0 ? 60 : 0 },
        children: [
          new TextRun({
            text: i === 0 ? WORDS[table.language].note + note : note,
            size: NOTE_SIZE,
          }),
        ],
      }),
  );
}

function columnWidths(columns: number): number[] {
  const unit = Math.floor(TEXT_WIDTH / (columns - 1 + LABEL_SHARE));
  const numbers = Array<number>(columns - 1).fill(unit);
  return [TEXT_WIDTH - unit * (columns - 1), ...numbers];
}

function coreProperties(table: Table): string {
  const title = captionOf(table).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${title}</dc:title><cp:revision>1</cp:revision></cp:coreProperties>`,
  ].join('');
}
