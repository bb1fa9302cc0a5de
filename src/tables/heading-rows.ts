import type { TableRow } from './table.ts';
import { textIn, type Language, type Text } from '../text/language.ts';

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
