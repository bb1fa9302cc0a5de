import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table as WordTable,
  TableCell,
  TableLayoutType,
  TableRow as WordRow,
  TextRun,
  VerticalAlignTable as VerticalAlign,
  WidthType,
  type IBorderOptions,
  type ITableCellBorders,
} from 'docx';
import { noteTexts, placed, plainText, shownText } from './shown-text.ts';
import { splitToFit } from './split.ts';
import { captionOf, type Align, type Cell, type Table, type TableRow } from '../table.ts';
import { columnWidths, pageFit, type PageFit } from './widths.ts';
import { captionParagraph, captionStyle } from './word-caption.ts';
import { withFixedZipTimes } from './zip-times.ts';

/** The fonts of Chinese journals; every Word has both, and others substitute them. */
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimSun' };
/** In half points: 10.5 pt (wuhao) for the table, 9 pt (xiaowu) for its notes. */
const TABLE_SIZE = 21;
const NOTE_SIZE = 18;
/** An A4 page with margins of one inch, in twips. */
const PAGE = { width: 11_906, height: 16_838, margin: 1440 };
const TWIPS_PER_EM = TABLE_SIZE * 10;
/** Around the text of a cell, in twips. */
const CELL_MARGIN = { above: 24, beside: 80 };
const FIT = {
  portrait: (PAGE.width - 2 * PAGE.margin) / TWIPS_PER_EM,
  landscape: (PAGE.height - 2 * PAGE.margin) / TWIPS_PER_EM,
  gap: (2 * CELL_MARGIN.beside) / TWIPS_PER_EM,
};

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
  readonly fit: PageFit;
  /** Of the columns, in twips; together the text's. */
  readonly widths: readonly number[];
}

/**
 * A table as a Word document: caption, three-line table of real cells whose heading repeats on each
 * page, notes. A table that fits on no page is split into blocks of columns. The same table gives the
 * same bytes, whatever the clock and the time zone.
 */
export async function toDocx(given: Table): Promise<Uint8Array> {
  const table = splitToFit(given, FIT);
  const fit = pageFit(columnWidths(table), FIT);
  const place: Place = { table, fit, widths: twips(table, fit) };
  const all = [...table.head, ...table.body];
  const rows = all.map((row, i) =>
    wordRow(place, row, i < table.head.length, {
      ...(i === 0
        ? { top: THICK }
        : i === table.head.length || row.rule === true
          ? { top: THIN }
          : {}),
      ...(i === all.length - 1 ? { bottom: THICK } : {}),
    }),
  );
  const document = new Document({
    styles: {
      default: {
        document: {
          run: {
            font: FONT,
            size: sized(TABLE_SIZE, fit),
            language: { value: 'en-GB', eastAsia: 'zh-CN' },
          },
        },
      },
      paragraphStyles: [captionStyle(TABLE_SIZE)],
    },
    sections: [
      {
        properties: { page: pageOf(fit) },
        children: [captionParagraph(table), wordTable(place, rows), ...notesOf(place)],
      },
    ],
  });
  const bytes = await Packer.pack(document, 'uint8array', false, [
    { path: CORE_PATH, data: coreProperties(table) },
  ]);
  return withFixedZipTimes(bytes);
}

/** Word wants the sides of the upright page beside the word for the turned one. */
function pageOf({ landscape }: PageFit) {
  const { width, height, margin } = PAGE;
  const orientation = landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  return {
    size: { width, height, orientation },
    margin: { top: margin, right: margin, bottom: margin, left: margin },
  };
}

function sized(halfPoints: number, { scale }: PageFit): number {
  return Math.round(halfPoints * scale);
}

function wordTable({ widths }: Place, rows: readonly WordRow[]): WordTable {
  return new WordTable({
    alignment: AlignmentType.CENTER,
    width: { size: widths.reduce((total, width) => total + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
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
  tableHeader: boolean,
  line: ITableCellBorders,
): WordRow {
  const cells = placed(row).map(([cell, start]) => {
    const { span = 1, text } = cell;
    const width = widths.slice(start, start + span).reduce((total, part) => total + part, 0);
    const spans = row.kind === 'panel' ? 'left' : 'center';
    const align = span > 1 ? spans : (table.columns[start]?.align ?? 'center');
    const group = row.kind === 'head' && span > 1 && text !== '';
    return wordCell(cell, {
      align,
      width,
      borders: group ? { ...line, bottom: THIN } : line,
      italics: row.kind === 'panel',
    });
  });
  return new WordRow({ tableHeader, cantSplit: true, children: cells });
}

function wordCell(
  cell: Cell,
  looks: {
    readonly align: Align;
    readonly width: number;
    readonly borders: ITableCellBorders;
    readonly italics: boolean;
  },
): TableCell {
  return new TableCell({
    borders: looks.borders,
    width: { size: looks.width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: {
      top: CELL_MARGIN.above,
      bottom: CELL_MARGIN.above,
      left: CELL_MARGIN.beside,
      right: CELL_MARGIN.beside,
    },
    ...(cell.span === undefined ? {} : { columnSpan: cell.span }),
    children: [
      new Paragraph({
        alignment: ALIGN[looks.align],
        keepNext: true,
        children: [
          new TextRun({
            text: plainText(shownText(cell) + (cell.stars ?? '')),
            italics: looks.italics,
          }),
        ],
      }),
    ],
  });
}

function notesOf({ table, fit }: Place): Paragraph[] {
  return noteTexts(table).map(
    (note, i) =>
      new Paragraph({
        spacing: { before: i === 0 ? 60 : 0 },
        children: [new TextRun({ text: plainText(note), size: sized(NOTE_SIZE, fit) })],
      }),
  );
}

/** The page's width in proportion to what each column needs; margins of cells keep their size. */
function twips(table: Table, { landscape, scale }: PageFit): number[] {
  const needs = columnWidths(table).map((width) => width * scale + FIT.gap);
  const total = needs.reduce((sum, need) => sum + need, 0);
  const width = (landscape ? PAGE.height : PAGE.width) - 2 * PAGE.margin;
  return needs.map((need) => Math.floor((width * need) / total));
}

function coreProperties(table: Table): string {
  const title = plainText(captionOf(table)).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${title}</dc:title><cp:revision>1</cp:revision></cp:coreProperties>`,
  ].join('');
}
