import type { SharesOfPart, SharesRecord, SharesRow } from '../../records/descriptives.ts';
import { factRow, gridTable, nameOf, panelRow, sourced } from '../grid.ts';
import type { TableSettings } from '../settings.ts';
import type { Table } from '../table.ts';
import { textIn, type Text } from '../../text/language.ts';

/** A row of a table of counts. */
export interface CountedCell {
  readonly row: string;
  readonly column: string;
  readonly whole: number;
  /** By the name of the part. */
  readonly parts: Readonly<Record<string, number>>;
}

/** Shares of each part in the whole, rows and columns in the order in which they first stand. */
export function sharesOf(cells: readonly CountedCell[], parts: readonly string[]): SharesRecord {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const byRow = [...Map.groupBy(cells, ({ row }) => row)];
  const share = (some: readonly CountedCell[], part: string): number | null => {
    const whole = some.reduce((sum, cell) => sum + cell.whole, 0);
    const own = some.reduce((sum, cell) => sum + (cell.parts[part] ?? 0), 0);
    return whole === 0 ? null : (100 * own) / whole;
  };
  const rowsOf = (part: string): SharesRow[] =>
    byRow.map(([row, own]) => ({
      row,
      shares: columns.map((column) =>
        share(
          own.filter((cell) => cell.column === column),
          part,
        ),
      ),
      all: share(own, part),
    }));
  return { columns, parts: parts.map((part) => ({ part, rows: rowsOf(part) })) };
}

/**
 * A panel for each part, with a last column for all columns together; a part that is nothing anywhere
 * is a note.
 */
export function sharesTable(
  { columns, parts }: SharesRecord,
  { corner, names }: { readonly corner: Text; readonly names: Readonly<Record<string, Text>> },
  settings: TableSettings,
): Table {
  const { id: step, language } = settings;
  const percent = (path: string, value: number | null) =>
    sourced({ step, path }, value, { decimals: 1 });
  const nameOfPart = (part: string): Text => names[part] ?? part;
  const isNothing = ({ rows }: SharesOfPart): boolean => rows.every(({ all }) => (all ?? 0) === 0);
  const shown = parts.filter((part) => !isNothing(part));
  return gridTable(settings, {
    corner,
    columns: [
      ...columns.map((column) => ({ id: column, heading: column })),
      { id: 'all', heading: { en: 'All', zh: '合计' } },
    ],
    rows: shown.flatMap(({ part, rows }, p) => [
      panelRow(part, textIn(nameOfPart(part), language), columns.length + 2, p > 0),
      ...rows.map(({ row, shares, all }, r) => {
        const path = `$.parts[${parts.findIndex((one) => one.part === part)}].rows[${r}]`;
        return factRow(`${part}.${row}`, [
          { text: nameOf(settings, row) },
          ...shares.map((value, i) => percent(`${path}.shares[${i}]`, value)),
          percent(`${path}.all`, all),
        ]);
      }),
    ]),
    notes: [
      { en: 'Percent of all cells.', zh: '占全部单元格的百分比。' },
      ...parts.filter(isNothing).map(({ part }) => ({
        en: `${textIn(nameOfPart(part), 'en')}: none.`,
        zh: `${textIn(nameOfPart(part), 'zh')}：无。`,
      })),
    ],
  });
}
