import { displayWidth, padEnd, padStart } from './width.ts';

/** Lines of cells in columns; `right` names those that are numbers. */
export function inColumns(lines: readonly (readonly string[])[], right: readonly number[]): string {
  const width = (column: number): number =>
    Math.max(...lines.map((cells) => displayWidth(cells[column] ?? '')), 0);
  const widths = (lines[0] ?? []).map((_, column) => width(column));
  const texts = lines.map((cells) =>
    cells
      .map((cell, i) => (right.includes(i) ? padStart : padEnd)(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return texts.map((text) => `${text}\n`).join('');
}
