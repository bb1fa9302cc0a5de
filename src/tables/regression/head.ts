import { headingRows } from '../heading-rows.ts';
import { differ, labelOf, rowLabel, type Layout } from './layout.ts';
import type { TableRow } from '../table.ts';
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
  return [...headingRows(headings, layout.language), numbers, ...outcomeRow(layout)];
}

function outcomeRow(layout: Layout): TableRow[] {
  const wanted = layout.outcomes ?? differ(layout, ({ outcome }) => outcome);
  if (!wanted) return [];
  const label = rowLabel(layout, 'outcome', WORDS[layout.language].outcome);
  const cells = layout.fits.map(({ fit }) => ({ text: labelOf(layout, fit.outcome) }));
  return [{ id: 'outcome', kind: 'head', cells: [{ text: label }, ...cells] }];
}
