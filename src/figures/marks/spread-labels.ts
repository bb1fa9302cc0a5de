/**
 * Places for labels that want to stand at `wanted` (pixels, any order) but keep `gap` from each
 * other: those that are closer move apart around their middle, the least that is needed.
 */
export function spreadLabels(wanted: readonly number[], gap: number): number[] {
  const order = wanted
    .map((_, i) => i)
    .sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  // Blocks of labels that touch; each stands around the mean of where its members would start it.
  const blocks: { members: number[]; start: number }[] = [];
  for (const label of order) {
    let block = { members: [label], start: wanted[label] ?? 0 };
    for (let above = blocks.at(-1); above !== undefined; above = blocks.at(-1)) {
      if (above.start + gap * above.members.length <= block.start) break;
      blocks.pop();
      block = merged(above.members.concat(block.members), wanted, gap);
    }
    blocks.push(block);
  }
  const places = Array<number>(wanted.length).fill(0);
  for (const { members, start } of blocks) {
    members.forEach((label, i) => (places[label] = start + i * gap));
  }
  return places;
}

function merged(
  members: number[],
  wanted: readonly number[],
  gap: number,
): { members: number[]; start: number } {
  const starts = members.map((label, i) => (wanted[label] ?? 0) - i * gap);
  return { members, start: starts.reduce((total, at) => total + at, 0) / starts.length };
}
