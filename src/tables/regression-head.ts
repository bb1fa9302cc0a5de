import {
  differ,
  labelOf,
  rowLabel,
  type ColumnSettings,
  type Layout,
} from './regression-layout.ts';
import { textIn, type Language, type Text, type TableRow } from './table.ts';
import { WORDS } from './words.ts';

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
  return [...groupRows(layout), numbers, ...outcomeRow(layout)];
}

function groupRows({ columns, language }: Layout): TableRow[] {
  const levels = columns.map((column) => headingsOf(column, language));
  const depth = Math.max(...levels.map((texts) => texts.length));
  return Array.from({ length: depth }, (_, level) => ({
    id: level === 0 ? 'headings' : `headings.${level + 1}`,
    kind: 'head' as const,
    cells: [{ text: '' }, ...grouped(levels, level)],
  }));
}

/** Neighbours share a heading if those above it are shared, too. */
function grouped(
  levels: readonly (readonly string[])[],
  level: number,
): { text: string; span: number }[] {
  const groups: { text: string; span: number; above: string }[] = [];
  for (const texts of levels) {
    const text = texts[level] ?? '';
    const above = JSON.stringify(texts.slice(0, level));
    const last = groups.at(-1);
    if (last !== undefined && text !== '' && last.text === text && last.above === above) {
      last.span += 1;
    } else groups.push({ text, span: 1, above });
  }
  return groups.map(({ text, span }) => ({ text, span }));
}

function headingsOf({ heading }: ColumnSettings, language: Language): string[] {
  const list: readonly Text[] =
    heading === undefined || heading === '' ? [] : isList(heading) ? heading : [heading];
  return list.map((text) => textIn(text, language));
}

function isList(heading: Text | readonly Text[]): heading is readonly Text[] {
  return Array.isArray(heading);
}

function outcomeRow(layout: Layout): TableRow[] {
  const wanted = layout.outcomes ?? differ(layout, ({ outcome }) => outcome);
  if (!wanted) return [];
  const label = rowLabel(layout, 'outcome', WORDS[layout.language].outcome);
  const cells = layout.fits.map(({ fit }) => ({ text: labelOf(layout, fit.outcome) }));
  return [{ id: 'outcome', kind: 'head', cells: [{ text: label }, ...cells] }];
}
