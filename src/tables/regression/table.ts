import type { SourcedFit } from '../../records/fits.ts';
import { panelRow } from '../grid.ts';
import { headRows, outcomeRows } from './head.ts';
import {
  checkTerms,
  INTERCEPT,
  SECTIONS,
  type ColumnSettings,
  type Layout,
  type PanelSettings,
  type RegressionTableSettings,
  uniqueFit,
} from './layout.ts';
import { tableNotes } from './notes.ts';
import { spreadsOf } from './brackets.ts';
import { printsIntercept, SECTION_ROWS } from './rows.ts';
import type { Table, TableRow } from '../table.ts';
import { starLevels } from '../words.ts';
import { textIn, type Language } from '../../text/language.ts';
import { UserError } from '../../text/user-error.ts';

/**
 * Lays out fits as columns and terms as rows. Every number keeps its unrounded value and its place
 * in the model file. Errors: `E_UNKNOWN_FIT` and `E_DUPLICATE_FIT` for a column whose
 * fit is not among `fits`, or twice; `E_UNKNOWN_TERM` for a term that none has;
 * `E_TABLE_PANEL`, `E_TABLE_FACT`, `E_TABLE_MARKS` for lists of unequal length.
 */
export function regressionTable(
  fits: readonly SourcedFit[],
  settings: RegressionTableSettings,
): Table {
  const { id, language, label, title, columns, panels } = settings;
  checkPanels(columns.length, panels);
  const whole = layoutOf(fits, settings, panels?.flatMap((panel) => panel.columns) ?? columns);
  const blocks = (panels ?? [{ columns }]).map((panel) => layoutOf(fits, settings, panel.columns));
  const first = layoutOf(fits, settings, columns);
  checkTerms(
    fits,
    (settings.terms ?? []).filter((term) => term !== INTERCEPT),
  );
  const outcomes = outcomeRows(blocks);
  const noted = panels === undefined ? whole : { ...whole, names: panelNames(panels) };
  return {
    id,
    language,
    label: textIn(label, language),
    title: textIn(title, language),
    columns: [
      { id: 'variable', align: 'left' },
      ...columns.map(({ fit }, i) => ({
        id: String(i + 1),
        align: 'center' as const,
        ...(panels === undefined ? { fit } : {}),
      })),
    ],
    head: [...headRows(first), ...outcomes.head],
    body:
      panels === undefined
        ? bodyRows(first)
        : panels.flatMap((panel, i) =>
            panelRows(
              panel,
              i,
              columns.length,
              [...(outcomes.panels[i] ?? []), ...bodyRows(blocks[i] ?? first)],
              language,
            ),
          ),
    notes: tableNotes(noted),
  };
}

function layoutOf(
  fits: readonly SourcedFit[],
  settings: RegressionTableSettings,
  columns: readonly ColumnSettings[],
): Layout {
  const chosen = columns.map(({ fit }) => fitNamed(fits, fit));
  return {
    ...settings,
    columns,
    fits: chosen,
    names: columns.map((_, i) => `(${i + 1})`),
    shown: settings.terms ?? defaultTerms(chosen, settings),
    levels: levelsOf(settings),
    spreads: spreadsOf(settings.parentheses),
  };
}

function levelsOf({ stars, marks }: RegressionTableSettings): Layout['levels'] {
  if (marks !== undefined && marks.length !== stars.length) {
    const message = `${marks.length} marks for ${stars.length} levels of significance`;
    throw new UserError('E_TABLE_MARKS', message, {
      hint: 'give one for each, from weak to strong',
    });
  }
  return starLevels(stars, marks);
}

function bodyRows(layout: Layout): TableRow[] {
  return (layout.sections ?? SECTIONS).flatMap((section) => SECTION_ROWS[section](layout));
}

/** The panel's title over its rows; ids get the panel's number, since two panels share terms. */
function panelRows(
  { title }: PanelSettings,
  place: number,
  width: number,
  rows: readonly TableRow[],
  language: Language,
): TableRow[] {
  const prefix = `panel${place + 1}`;
  return [
    panelRow(prefix, textIn(title, language), width + 1, place > 0),
    ...rows.map((row) => ({ ...row, id: `${prefix}.${row.id}` })),
  ];
}

/** `A(1)`, `B(1)`: the panels' columns in notes. */
function panelNames(panels: readonly PanelSettings[]): string[] {
  return panels.flatMap(({ columns }, panel) =>
    columns.map((_, i) => `${String.fromCodePoint(65 + panel)}(${i + 1})`),
  );
}

function fitNamed(fits: readonly SourcedFit[], id: string): SourcedFit {
  const found = uniqueFit(fits, id);
  if (found !== undefined) return found;
  const hint = `the models are ${fits.map(({ fit }) => fit.id).join(', ')}`;
  throw new UserError('E_UNKNOWN_FIT', `no model has the id "${id}"`, { hint });
}

function defaultTerms(
  columns: readonly SourcedFit[],
  { controls, constant }: RegressionTableSettings,
): string[] {
  const all = columns.flatMap(({ fit }) => fit.terms.map(({ term }) => term));
  const elsewhere = new Set([...controls, ...(printsIntercept({ constant }) ? [INTERCEPT] : [])]);
  return [...new Set(all)].filter((term) => !elsewhere.has(term));
}

/** Panels stand under the same headings. */
function checkPanels(width: number, panels: readonly PanelSettings[] = []): void {
  const place = panels.findIndex(({ columns }) => columns.length !== width);
  if (place < 0) return;
  const message = `panel ${place + 1} has ${panels[place]?.columns.length} columns, the first one ${width}`;
  throw new UserError('E_TABLE_PANEL', message, { hint: 'panels stand under the same headings' });
}
