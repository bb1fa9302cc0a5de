import type { Cell, Row } from '../../../sources/table.ts';

/** A piece of a page, from top to bottom. */
export type PagePart = { readonly text: string } | { readonly rows: readonly Row[] };

/** What stands above a table and belongs to it: title, unit, a header of its own. */
const LEAD_ROWS = 3;
const LEAD_LINES = 8;
const LINE_LENGTH = 200;
/** Below the last table only a line on its source counts: the foot of a page may have any year. */
const SOURCE = /来源|摘编|年鉴/u;

/**
 * The tables of a page. Lines of text and short tables without a number that stand above a table (its
 * title, its unit, a header kept apart so that it does not scroll) become its first rows: they say what
 * its numbers are.
 */
export function joinTables(parts: readonly PagePart[]): Row[][] {
  const tables: Row[][] = [];
  let above: Row[] = [];
  for (const [i, part] of parts.entries()) {
    if ('text' in part) {
      above.push(...linesOf(part.text));
    } else if (!part.rows.some(isFilled)) {
      continue;
    } else if (isLead(part.rows) && isFollowed(parts.slice(i + 1), part.rows)) {
      above.push(...part.rows);
    } else {
      tables.push([...above, ...part.rows]);
      above = [];
    }
  }
  const sources = above.filter(([line]) => SOURCE.test(String(line ?? '')));
  tables.at(-1)?.push(...sources);
  return tables;
}

function linesOf(text: string): Row[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= LINE_LENGTH)
    .slice(-LEAD_LINES)
    .map((line) => [line]);
}

function isLead(rows: readonly Row[]): boolean {
  return rows.length <= LEAD_ROWS && rows.every((row) => row.every((cell) => !isNumber(cell)));
}

/** Whether the next table is at least as wide, and not such a short one that is the last. */
function isFollowed(parts: readonly PagePart[], lead: readonly Row[]): boolean {
  for (const part of parts) {
    if ('rows' in part && part.rows.some(isFilled)) return widthOf(part.rows) >= widthOf(lead);
  }
  return false;
}

function widthOf(rows: readonly Row[]): number {
  return rows.reduce((width, row) => Math.max(width, row.length), 0);
}

/** A year may stand in a header. */
function isNumber(cell: Cell): boolean {
  const text = String(cell ?? '').trim();
  return /^[-+]?[\d,]+(?:\.\d+)?%?$/u.test(text) && !/^(?:19|20)\d\d$/u.test(text);
}

function isFilled(row: Row): boolean {
  return row.some((cell) => cell !== null);
}
