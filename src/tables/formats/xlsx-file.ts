import { strToU8, zipSync } from 'fflate';
import { withFixedZipTimes } from './zip-times.ts';
import type { Align } from '../table.ts';
import { escapedAttribute, escapedText } from '../../text/markup.ts';

export interface CellStyle {
  /** A spreadsheet's number format, `0.000"**"`. */
  readonly format?: string;
  readonly align?: Align;
  readonly wrap?: boolean;
  readonly font?: 'bold' | 'italic';
  readonly top?: Line;
  readonly bottom?: Line;
}

type Line = 'thin' | 'medium';

export interface SheetCell {
  /** A number that the format prints, or a text. */
  readonly value: number | string;
  readonly style: CellStyle;
}

export interface SheetRow {
  readonly cells: readonly SheetCell[];
  /** In points; by the texts unless given. */
  readonly height?: number;
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** Widths of the columns in characters. */
  readonly widths: readonly number[];
  /** The first and the last cell of each area that is one cell: row and column from 0. */
  readonly merges: readonly (readonly [row: number, from: number, to: number])[];
  /** Rows that stay in sight. */
  readonly frozen: number;
  readonly landscape: boolean;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const FONTS = ['', '<b/>', '<i/>'];
/** Below it, formats are Excel’s own, some of which differ between its languages. */
const FIRST_OWN = 164;
/** Excel’s limit for the text of a cell. */
const CELL_LENGTH = 32_767;

/** A workbook of one sheet. The same sheet gives the same bytes. */
export function xlsxFile(sheet: Sheet): Uint8Array {
  const styles = stylesOf(sheet);
  const parts = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="${escapedAttribute(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/worksheets/sheet1.xml': worksheet(sheet, styles),
    'xl/styles.xml': stylesheet(styles),
  };
  const files = Object.entries(parts).map(([path, text]) => [path, strToU8(text)] as const);
  return withFixedZipTimes(zipSync(Object.fromEntries(files)));
}

/** Each style once, in order of appearance; the first is that of empty cells. */
function stylesOf({ rows }: Sheet): string[] {
  const used = rows.flatMap(({ cells }) => cells.map(({ style }) => key(style)));
  return [...new Set([key({}), ...used])];
}

function key({ format, align, wrap, font, top, bottom }: CellStyle): string {
  return JSON.stringify({ format, align, wrap, font, top, bottom });
}

function worksheet(sheet: Sheet, styles: readonly string[]): string {
  const { rows, widths, merges, frozen, landscape } = sheet;
  const columns = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  const lines = rows.map(({ cells, height }, r) => {
    const own = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
    const shown = cells.map((cell, c) => cellXml(cell, r, c, styles.indexOf(key(cell.style))));
    return `<row r="${r + 1}"${own}>${shown.join('')}</row>`;
  });
  const areas = merges.map(([r, from, to]) => `<mergeCell ref="${name(r, from)}:${name(r, to)}"/>`);
  return [
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData>`,
    areas.length === 0 ? '' : `<mergeCells count="${areas.length}">${areas.join('')}</mergeCells>`,
    `<pageSetup paperSize="9" orientation="${landscape ? 'landscape' : 'portrait'}" fitToHeight="0"/></worksheet>`,
  ].join('');
}

function cellXml({ value }: SheetCell, row: number, column: number, style: number): string {
  const open = `<c r="${name(row, column)}" s="${style}"`;
  if (typeof value === 'number') return `${open}><v>${value}</v></c>`;
  if (value === '') return `${open}/>`;
  const text = escapedText(
    value.slice(0, CELL_LENGTH).replaceAll(/_(?=x[\dA-Fa-f]{4}_)/gu, '_x005F_'),
  );
  return `${open} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function stylesheet(keys: readonly string[]): string {
  const styles = keys.map((text) => JSON.parse(text) as CellStyle);
  const formats = [...new Set(styles.flatMap(({ format }) => format ?? []))];
  const borders = [...new Set(styles.map((style) => borderXml(style)))];
  const cells = styles.map(({ format, font, align, wrap, ...lines }) => {
    const id = format === undefined ? 0 : FIRST_OWN + formats.indexOf(format);
    const look = font === 'bold' ? 1 : font === 'italic' ? 2 : 0;
    const place = [
      ...(align === undefined ? [] : [`horizontal="${align}"`]),
      ...(wrap === true ? ['vertical="top"', 'wrapText="1"'] : []),
    ].join(' ');
    return `<xf numFmtId="${id}" fontId="${look}" fillId="0" borderId="${borders.indexOf(borderXml(lines))}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment ${place}/></xf>`;
  });
  const fonts = FONTS.map(
    (mark) => `<font>${mark}<sz val="11"/><name val="Times New Roman"/></font>`,
  );
  const fills = ['none', 'gray125'].map(
    (kind) => `<fill><patternFill patternType="${kind}"/></fill>`,
  );
  const own = formats.map(
    (format, i) => `<numFmt numFmtId="${FIRST_OWN + i}" formatCode="${escapedAttribute(format)}"/>`,
  );
  return [
    `${HEAD}<styleSheet xmlns="${MAIN}">`,
    own.length === 0 ? '' : list('numFmts', own),
    list('fonts', fonts),
    list('fills', fills),
    list('borders', borders),
    list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
    list('cellXfs', cells),
    '</styleSheet>',
  ].join('');
}

function borderXml({ top, bottom }: Pick<CellStyle, 'top' | 'bottom'>): string {
  const line = (side: string, kind: Line | undefined): string =>
    kind === undefined ? `<${side}/>` : `<${side} style="${kind}"><color auto="1"/></${side}>`;
  return `<border><left/><right/>${line('top', top)}${line('bottom', bottom)}<diagonal/></border>`;
}

function list(tag: string, items: readonly string[]): string {
  return `<${tag} count="${items.length}">${items.join('')}</${tag}>`;
}

function contentTypes(): string {
  const part = (path: string, kind: string): string =>
    `<Override PartName="/xl/${path}.xml" ContentType="${TYPE}.${kind}+xml"/>`;
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('workbook', 'sheet.main')}${part('worksheets/sheet1', 'worksheet')}${part('styles', 'styles')}</Types>`;
}

function relations(targets: readonly (readonly [kind: string, target: string])[]): string {
  const all = targets.map(
    ([kind, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${DOCUMENT}/${kind}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

/** `A1` of the first cell. */
function name(row: number, column: number): string {
  const letters = (place: number): string =>
    (place < 26 ? '' : letters(Math.floor(place / 26) - 1)) +
    String.fromCodePoint(65 + (place % 26));
  return `${letters(column)}${row + 1}`;
}
