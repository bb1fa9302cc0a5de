import type { SourcedFit } from '../../records/fits.ts';
import { headRows } from './head.ts';
import {
  INTERCEPT,
  SECTIONS,
  type ColumnSettings,
  type Layout,
  type PanelSettings,
  type RegressionTableSettings,
  termNames,
  uniqueFit,
} from './layout.ts';
import { tableNotes } from './notes.ts';
import { printsIntercept, SECTION_ROWS } from './rows.ts';
import type { Table, TableRow } from '../table.ts';
import { textIn } from '../../text/language.ts';
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
  const whole = layoutOf(fits, settings, panels?.flatMap((panel) => panel.columns) ?? columns);
  const first = layoutOf(fits, settings, columns);
  checkTerms(fits, settings);
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
    head: headRows(first),
    body:
      panels === undefined
        ? bodyRows(first)
        : panels.flatMap((panel, i) => panelRows(fits, settings, panel, i)),
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
    levels: starLevels(settings),
  };
}

function starLevels({ stars, marks }: RegressionTableSettings): Layout['levels'] {
  if (marks !== undefined && marks.length !== stars.length) {
    const message = `${marks.length} marks for ${stars.length} levels of significance`;
    throw new UserError('E_TABLE_MARKS', message, {
      hint: 'give one for each, from weak to strong',
    });
  }
  return [...stars]
    .sort((a, b) => b - a)
    .map((below, i) => ({ marks: marks?.[i] ?? '*'.repeat(i + 1), below }));
}

function bodyRows(layout: Layout): TableRow[] {
  return (layout.sections ?? SECTIONS).flatMap((section) => SECTION_ROWS[section](layout));
}

/** The panel's title over its rows; ids get the panel's number, since two panels share terms. */
function panelRows(
  fits: readonly SourcedFit[],
  settings: RegressionTableSettings,
  panel: PanelSettings,
  place: number,
): TableRow[] {
  const width = settings.columns.length;
  if (panel.columns.length !== width) throw unevenPanel(panel.columns.length, width, place);
  const prefix = `panel${place + 1}`;
  const title: TableRow = {
    id: prefix,
    kind: 'panel',
    ...(place === 0 ? {} : { rule: true }),
    cells: [{ text: textIn(panel.title, settings.language), span: width + 1 }],
  };
  const rows = bodyRows(layoutOf(fits, settings, panel.columns));
  return [title, ...rows.map((row) => ({ ...row, id: `${prefix}.${row.id}` }))];
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
  const known = fits.map(({ fit }) => fit.id).join(', ');
  throw new UserError('E_UNKNOWN_FIT', `no model has the id "${id}"`, {
    hint: `the models are ${known}`,
  });
}

/** A term that no model has would be a row that is silently not there. */
function checkTerms(
  fits: readonly SourcedFit[],
  { terms = [] }: Pick<RegressionTableSettings, 'terms'>,
): void {
  const known = new Set(fits.flatMap(({ fit }) => termNames(fit)));
  const unknown = terms.find((term) => term !== INTERCEPT && !known.has(term));
  if (unknown === undefined) return;
  const message = `no model has the term "${unknown}"`;
  throw new UserError('E_UNKNOWN_TERM', message, {
    hint: `the terms are ${[...known].join(', ')}`,
  });
}

function defaultTerms(
  columns: readonly SourcedFit[],
  { controls, constant }: RegressionTableSettings,
): string[] {
  const all = columns.flatMap(({ fit }) => fit.terms.map(({ term }) => term));
  const elsewhere = new Set([...controls, ...(printsIntercept({ constant }) ? [INTERCEPT] : [])]);
  return [...new Set(all)].filter((term) => !elsewhere.has(term));
}

function unevenPanel(found: number, width: number, place: number): UserError {
  return new UserError(
    'E_TABLE_PANEL',
    `panel ${place + 1} has ${found} columns, the first one ${width}`,
    { hint: 'panels stand under the same headings' },
  );
}
