/** One form for all spellings of a header: compatibility forms, no blanks, lower case. */
export function foldName(name: string): string {
  return (
    name
      .normalize('NFKC')
      .replace(/^\uFEFF/, '')
      .replaceAll(/[\s"'’]+/g, '')
      // A star marks a field that must be filled, `(次)` says what is counted.
      .replaceAll(/^[*※]+|[*※]+$/g, '')
      .replace(/\((?:次|件|个|项)\)$/, '')
      .toLowerCase()
  );
}

/** The header most like the expected name, if at least half of its characters agree. */
export function nearestName(expected: string, names: readonly string[]): string | null {
  const scored = names.map((name) => [likeness(foldName(expected), foldName(name)), name] as const);
  const [score, best] = scored.reduce((a, b) => (b[0] > a[0] ? b : a), [0.5, ''] as const);
  return score > 0.5 ? best : null;
}

/** Share of neighbouring character pairs in common (Dice), with the ends counted as characters. */
function likeness(a: string, b: string): number {
  const rest = pairs(b);
  const total = a.length + 1 + rest.length;
  let common = 0;
  for (const pair of pairs(a)) {
    const at = rest.indexOf(pair);
    if (at >= 0) {
      common += 1;
      rest.splice(at, 1);
    }
  }
  return (2 * common) / total;
}

function pairs(text: string): string[] {
  return Array.from({ length: text.length + 1 }, (_, i) => ` ${text} `.slice(i, i + 2));
}
