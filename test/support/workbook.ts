import { utils, write, type BookType, type WorkSheet } from '@e965/xlsx';

export type Rows = readonly (readonly unknown[])[];

/** The bytes of a workbook: name of sheet -> rows. */
export function workbook(
  sheets: Readonly<Record<string, Rows>>,
  bookType: BookType = 'xlsx',
  change: (sheet: WorkSheet) => void = () => {},
): Buffer {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows as unknown[][], { UTC: true });
    change(sheet);
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: 'buffer', bookType }) as Buffer;
}

/** The code of the error that a call throws; null if it throws none. */
export function codeOf(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
