import type { Reduction } from './reduce.ts';

/** Working space for the cells of one level: which levels of the other effects its rows are in. */
export interface Cells {
  /** Rows of the reduced system, in the order in which they first occur. */
  readonly column: Int32Array;
  /** Weight that the level shares with each. */
  readonly mass: Float64Array;
  /** By row of the reduced system: its place in `column`; −1 between calls. */
  readonly slot: Int32Array;
}

export function cellSpace({ groups, others, size }: Reduction): Cells {
  const most = groups.longest * others.length;
  return {
    column: new Int32Array(most),
    mass: new Float64Array(most),
    slot: new Int32Array(size).fill(-1),
  };
}

/** Writes the cells of one level of the largest effect to `cells`; returns how many there are. */
export function readCells(system: Reduction, level: number, cells: Cells): number {
  const { groups, offsets } = system;
  const { column, mass, slot } = cells;
  const { first, weights, codes } = groups;
  const end = first[level + 1]!;
  let used = 0;
  for (let q = 0; q < codes.length; q++) {
    const own = codes[q]!;
    const offset = offsets[q]!;
    for (let k = first[level]!; k < end; k++) {
      const target = offset + own[k]!;
      let at = slot[target]!;
      if (at < 0) {
        at = used++;
        slot[target] = at;
        column[at] = target;
        mass[at] = 0;
      }
      mass[at]! += weights === null ? 1 : weights[k]!;
    }
  }
  for (let at = 0; at < used; at++) slot[column[at]!] = -1;
  return used;
}

/** The cells of all levels as a compressed sparse matrix. */
export function crossTable(system: Reduction): {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly mass: Float64Array;
} {
  const { largest } = system;
  const cells = cellSpace(system);
  const start = new Int32Array(largest.levels + 1);
  for (let level = 0; level < largest.levels; level++) {
    start[level + 1] = start[level]! + readCells(system, level, cells);
  }
  const column = new Int32Array(start[largest.levels]!);
  const mass = new Float64Array(column.length);
  for (let level = 0; level < largest.levels; level++) {
    const used = readCells(system, level, cells);
    column.set(cells.column.subarray(0, used), start[level]);
    mass.set(cells.mass.subarray(0, used), start[level]);
  }
  return { start, column, mass };
}
