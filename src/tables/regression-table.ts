import type { Layout, RegressionTableSettings, SourcedFit } from './regression-layout.ts';
import { tableNotes } from './regression-notes.ts';
import {
  constantRows,
  controlRow,
  effectRows,
  statisticRows,
  termRows,
} from './regression-rows.ts';
import { TableError, textIn, type Table, type TableRow } from './table.ts';
import { WORDS } from './words.ts';

/** The sections of the body from top to bottom; a rule separates the statistics. */
const SECTIONS: readonly ((layout: Layout) => readonly TableRow[])[] = [
  termRows,
  constantRows,
  controlRow,
  effectRows,
  statisticRows,
];

/**
 * Lays out fits as columns and terms as rows. Every number keeps its unrounded value and its place
 * in the model file. Errors: `E_UNKNOWN_FIT` for a column whose fit is not among `fits`.
 */
export function regressionTable(
  fits: readonly SourcedFit[],
  settings: RegressionTableSettings,
): Table {
  const columns = settings.columns.map((column) => fitNamed(fits, column.fit));
  const layout: Layout = {
    ...settings,
    fits: columns,
    shown: settings.terms ?? defaultTerms(columns, settings.controls),
    levels: [...settings.stars]
      .sort((a, b) => b - a)
      .map((below, i) => ({ marks: '*'.repeat(i + 1), below })),
  };
  return {
    id: settings.id,
    language: settings.language,
    label: textIn(settings.label, settings.language),
    title: textIn(settings.title, settings.language),
    columns: [
      { id: 'variable', align: 'left' },
      ...columns.map(({ fit }, i) => ({
        id: String(i + 1),
        align: 'center' as const,
        fit: fit.id,
      })),
    ],
    head: headRows(layout),
    body: SECTIONS.flatMap((section) => section(layout)),
    notes: tableNotes(layout),
  };
}

function fitNamed(fits: readonly SourcedFit[], id: string): SourcedFit {
  const found = fits.find(({ fit }) => fit.id === id);
  if (found !== undefined) return found;
  const known = fits.map(({ fit }) => fit.id).join(', ');
  throw new TableError('E_UNKNOWN_FIT', `no model has the id "${id}"`, `the models are ${known}`);
}

function defaultTerms(columns: readonly SourcedFit[], controls: readonly string[]): string[] {
  const all = columns.flatMap(({ fit }) => fit.terms.map(({ term }) => term));
  return [...new Set(all)].filter((term) => !controls.includes(term));
}

function headRows(layout: Layout): TableRow[] {
  const words = WORDS[layout.language];
  const numbers: TableRow = {
    id: 'columns',
    kind: 'head',
    cells: [{ text: words.variable }, ...layout.fits.map((_, i) => ({ text: `(${i + 1})` }))],
  };
  const headings = layout.columns.map(({ heading }) => textIn(heading ?? '', layout.language));
  if (headings.every((text) => text === '')) return [numbers];
  const groups: { text: string; span: number }[] = [];
  for (const text of headings) {
    const last = groups.at(-1);
    if (last !== undefined && last.text === text && text !== '') last.span += 1;
    else groups.push({ text, span: 1 });
  }
  return [{ id: 'headings', kind: 'head', cells: [{ text: '' }, ...groups] }, numbers];
}
