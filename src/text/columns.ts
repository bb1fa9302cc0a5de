import { displayWidth, padEnd, padStart } from './width.ts';

/** Lines of cells in columns; `right` names those that are numbers. */
export function inColumns(lines: readonly (readonly string[])[], right: readonly number[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((cells) => displayWidth(cells[column] ?? ''))),
  );
  const texts = lines.map((cells) =>
    cells
      .map((cell, i) => (right.includes(i) ? padStart : padEnd)(cell, widths[i] ?? 0))
      .join('  '),
  );
  return texts.map((text) => `${text.trimEnd()}\n`).join('');
}
