import { numberText, pText, pairDigits, type Digits } from '../text/numbers.ts';
import type { TableSettings } from './settings.ts';
import { settingsNote } from './notes.ts';
import type { Align, Cell, CellSource, Table, TableRow } from './table.ts';
import { textIn, type Language, type Text } from '../text/language.ts';
import { WORDS } from './words.ts';

export interface GridColumn {
  readonly id: string;
  readonly heading: Text;
  /** Headings that it shares with its neighbours, outermost first. */
  readonly above?: Heading;
  /** Right, unless given. */
  readonly align?: Align;
  /** Width in em of running text. */
  readonly wrap?: number;
}

export interface Grid {
  /** Over the rows' headings. */
  readonly corner: Text;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly TableRow[];
  /** What the table itself has to say, before years, settings and the step's own notes. */
  readonly notes: readonly Text[];
}

/** A table of rows and named columns: what all tables but those of regressions are. */
export function gridTable(settings: TableSettings, grid: Grid): Table {
  const { id, language, label, title, notes, synthetic } = settings;
  const say = (text: Text): string => textIn(text, language);
  const { columns, corner } = grid;
  return {
    id,
    language,
    label: say(label),
    title: say(title),
    columns: [
      { id: 'row', align: 'left' },
      ...columns.map(({ id: column, align = 'right', wrap }) => ({
        id: column,
        align,
        ...(wrap === undefined ? {} : { wrap }),
      })),
    ],
    head: [
      ...headingRows(
        columns.map(({ above = '' }) => above),
        language,
      ),
      {
        id: 'columns',
        kind: 'head',
        cells: [{ text: say(corner) }, ...columns.map(({ heading }) => ({ text: say(heading) }))],
      },
    ],
    body: grid.rows,
    notes: [
      ...[...grid.notes, ...settingsNote(settings.settings, language), ...notes].map(say),
      ...(synthetic ? [WORDS[language].synthetic] : []),
    ],
  };
}

/** The name of a variable or another id as the reader knows it. */
export function nameOf({ labels, language }: TableSettings, id: string): string {
  const label = labels[id];
  return label === undefined ? id : textIn(label, language);
}

/** A number with its source; a dash where it does not exist. */
export function sourced(
  source: CellSource,
  value: number | null | undefined,
  digits: Digits = { decimals: 3 },
): Cell {
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  const text = numberText(isNumber ? value : Number.NaN, digits);
  return isNumber ? { text, value, source } : { text, source };
}

/** An estimate, or the error that is printed with one: `pairDigits` of both. */
export function estimated(
  source: CellSource,
  value: number | null | undefined,
  digits: Digits,
  [estimate, error]: readonly (number | null | undefined)[] = [value],
): Cell {
  const own = pairDigits(digits, estimate ?? Number.NaN, error ?? Number.NaN);
  return sourced(source, value, own);
}

export function whole(source: CellSource, value: number | null | undefined): Cell {
  return sourced(source, value, { decimals: 0 });
}

export function pValue(source: CellSource, value: number | null | undefined): Cell {
  const cell = sourced(source, value);
  return cell.value === undefined ? cell : { ...cell, text: pText(cell.value) };
}

export function factRow(id: string, cells: readonly Cell[], rule = false): TableRow {
  return { id, kind: 'fact', cells, ...(rule ? { rule } : {}) };
}

/** A heading over the rows below it, over the whole width. */
export function panelRow(id: string, text: string, width: number, rule: boolean): TableRow {
  return { id, kind: 'panel', cells: [{ text, span: width }], ...(rule ? { rule } : {}) };
}

/** Headings of a column from the outermost in; none is the empty text. */
export type Heading = Text | readonly Text[];

/**
 * Heading lines, one for each level, over a first column without any. Neighbours share a heading if
 * those above it are shared, too.
 */
export function headingRows(headings: readonly Heading[], language: Language): TableRow[] {
  const levels = headings.map((heading) => textsOf(heading, language));
  const depth = Math.max(0, ...levels.map((texts) => texts.length));
  return Array.from({ length: depth }, (_, level) => ({
    id: level === 0 ? 'headings' : `headings.${level + 1}`,
    kind: 'head' as const,
    cells: [{ text: '' }, ...grouped(levels, level)],
  }));
}

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

function textsOf(heading: Heading, language: Language): string[] {
  if (heading === '') return [];
  const list = typeof heading === 'string' || 'en' in heading ? [heading] : heading;
  return list.map((text) => textIn(text, language));
}
