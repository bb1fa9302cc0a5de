import { didYouMean } from '../../text/nearest.ts';
import { UserError } from '../../text/user-error.ts';
import type { Cell, CellSource, RowKind, Table } from '../../tables/table.ts';
import { usageError } from '../arguments.ts';

/** `table1:2:did`, or `table1:2:did:spread` for the line below it. */
export interface CellAddress {
  readonly step: string;
  readonly column: string;
  readonly row: string;
  readonly kind: RowKind | undefined;
}

const KINDS: readonly string[] = ['head', 'estimate', 'spread', 'fact', 'statistic'];

export function parseAddress(text: string | undefined): CellAddress {
  const parts = text?.split(':') ?? [];
  const kind = parts.length > 3 && KINDS.includes(parts.at(-1) ?? '') ? parts.pop() : undefined;
  // A term such as `rel::-1:treat` has colons of its own.
  const [step, column, ...row] = parts;
  if (!step || !column || row.length === 0) {
    throw usageError('audit trace takes a cell of a table', 'didactic audit trace table1:2:did');
  }
  return { step, column, row: row.join(':'), kind: kind as RowKind | undefined };
}

/** The cell at an address. Errors: `E_UNKNOWN_CELL`, with the names that there are. */
export function cellAt(table: Table, { step, column, row, kind }: CellAddress): Cell {
  const place = table.columns.findIndex(({ id }) => id === column);
  const columns = table.columns.slice(1).map(({ id }) => id);
  if (place < 1) throw unknown(`${step} has no column "${column}"`, column, columns);
  const found = table.body.find(
    (one) => one.id === row && (kind === undefined || one.kind === kind),
  );
  const rows = [...new Set(table.body.map(({ id }) => id))];
  if (found === undefined) throw unknown(`${step} has no row "${row}"`, row, rows);
  let start = 0;
  for (const cell of found.cells) {
    start += cell.span ?? 1;
    if (start > place) return cell;
  }
  throw unknown(`${step} has no cell in column "${column}" of row "${row}"`, row, rows);
}

function unknown(message: string, wanted: string, names: readonly string[]): UserError {
  return new UserError('E_UNKNOWN_CELL', message, {
    hint: didYouMean(wanted, names) || `there are ${names.join(', ')}`,
  });
}

/** The place of the fit in a source's path: `$.fits[1]` of `$.fits[1].terms[0].estimate`. */
export function fitIndexOf({ path }: CellSource): number | undefined {
  const match = /^\$\.fits\[(\d+)\]/u.exec(path);
  return match === null ? undefined : Number(match[1]);
}
