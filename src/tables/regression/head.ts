import { headingRows } from '../grid.ts';
import { labelOf, rowLabel, type Layout } from './layout.ts';
import type { TableRow } from '../table.ts';
import { UserError } from '../../text/user-error.ts';
import { WORDS } from '../words.ts';

/** Heading lines from the outermost to the columns' numbers, and the outcomes where they differ. */
export function headRows(layout: Layout): TableRow[] {
  const words = WORDS[layout.language];
  const numbers: TableRow = {
    id: 'columns',
    kind: 'head',
    cells: [
      { text: rowLabel(layout, 'variable', words.variable) },
      ...layout.columns.map((_, i) => ({ text: `(${i + 1})` })),
    ],
  };
  const headings = layout.columns.map(({ heading }) => heading ?? '');
  return [...headingRows(headings, layout.language), numbers];
}

/**
 * The line of outcomes: under the head, or, where panels differ in them, under the title of each panel.
 * Errors: `E_OUTCOMES_DIFFER` where columns differ and the line was refused.
 */
export function outcomeRows(panels: readonly Layout[]): {
  readonly head: readonly TableRow[];
  readonly panels: readonly (readonly TableRow[])[];
} {
  const names = panels.map(({ fits }) => fits.map(({ fit }) => fit.outcome));
  const all = [...new Set(names.flat())];
  const none = panels.map(() => []);
  const wanted = panels[0]?.outcomes ?? all.length > 1;
  if (!wanted && all.length > 1) {
    const message = `"outcomes" is false, but the columns have different ones: ${all.join(', ')}`;
    const hint = 'leave it out, and a line names the outcome of each column';
    throw new UserError('E_OUTCOMES_DIFFER', message, { hint });
  }
  if (!wanted) return { head: [], panels: none };
  const rows = panels.map((layout) => [outcomeRow(layout)]);
  const alike = new Set(names.map((own) => JSON.stringify(own))).size === 1;
  return alike ? { head: rows[0] ?? [], panels: none } : { head: [], panels: rows };
}

function outcomeRow(layout: Layout): TableRow {
  const label = rowLabel(layout, 'outcome', WORDS[layout.language].outcome);
  const cells = layout.fits.map(({ fit }) => ({ text: labelOf(layout, fit.outcome) }));
  return { id: 'outcome', kind: 'head', cells: [{ text: label }, ...cells] };
}
