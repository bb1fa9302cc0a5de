import {
  integer,
  shuffle,
  uniform,
  type RandomStream,
} from '../../src/econometrics/numeric/random.ts';
import type { FuzzCell, Grid } from './seeds.ts';

/** A way to make a value worse. */
export interface Mutation<T> {
  readonly name: string;
  readonly apply: (value: T, stream: RandomStream) => T;
}

const NOISE: readonly FuzzCell[] = [
  '=1+1',
  '=cmd|calc',
  '1e999',
  '-1e400',
  'NaN',
  '#REF!',
  '#N/A',
  '9'.repeat(400),
  '٣٤٥',
  '①②③',
  '12.3.4',
  '"',
  "'",
  '\u0000',
  '\uFFFD',
  '\u202Eabc',
  '👩‍👩‍👧',
  '<script>',
  '../../etc/passwd',
  'a\r\nb',
  ';;;;;;',
  '[[[[',
  '{"a":',
  'x'.repeat(40_000),
  'CN; CN; CN; ',
  '2016-13-45',
  Number.MAX_VALUE,
  -0.1,
  13_812_345_678,
  null,
];

function pick<T>(list: readonly T[], stream: RandomStream): T {
  return list[integer(stream, list.length)] as T;
}

/** Changes of cells and columns: the file stays a good file of its format. */
export const GRID_MUTATIONS: readonly Mutation<Grid>[] = [
  { name: 'nothing', apply: (grid) => grid },
  {
    name: 'noise in cells',
    apply(grid, stream) {
      for (let i = 0; i < 1 + integer(stream, 12); i++) {
        const row = grid[1 + integer(stream, grid.length - 1)];
        if (row !== undefined) row[integer(stream, row.length)] = pick(NOISE, stream);
      }
      return grid;
    },
  },
  {
    name: 'noise in the header',
    apply(grid, stream) {
      const row = grid[integer(stream, 2)] ?? [];
      row[integer(stream, row.length)] = pick(NOISE, stream);
      return grid;
    },
  },
  {
    name: 'columns in another order',
    apply(grid, stream) {
      const order = Array.from({ length: Math.max(...grid.map((row) => row.length)) }, (_, i) => i);
      shuffle(stream, order);
      return grid.map((row) => order.map((i) => row[i] ?? null));
    },
  },
  {
    name: 'two columns exchanged below the header',
    apply(grid, stream) {
      const [a, b] = [integer(stream, grid[0]?.length ?? 1), integer(stream, grid[0]?.length ?? 1)];
      return grid.map((row, i) => {
        if (i === 0) return row;
        const copy = [...row];
        [copy[a], copy[b]] = [row[b] ?? null, row[a] ?? null];
        return copy;
      });
    },
  },
  { name: 'a column twice', apply: (grid) => grid.map((row) => [...row, row[2] ?? null]) },
  {
    name: 'a column missing',
    apply(grid, stream) {
      const at = integer(stream, grid[0]?.length ?? 1);
      return grid.map((row) => row.filter((_, i) => i !== at));
    },
  },
  {
    name: 'rows cut and lengthened',
    apply: (grid, stream) =>
      grid.map((row, i) => {
        if (i === 0 || uniform(stream) < 0.7) return row;
        return uniform(stream) < 0.5
          ? row.slice(0, integer(stream, row.length))
          : [...row, 'x', 'y'];
      }),
  },
  { name: 'the header again', apply: (grid) => [...grid, grid[0] ?? [], ...grid.slice(1)] },
  { name: 'no header', apply: (grid) => grid.slice(1) },
  { name: 'no rows', apply: (grid) => grid.slice(0, 1) },
  { name: 'blank rows', apply: (grid) => grid.flatMap((row) => [[], row, [null, null]]) },
  {
    name: 'title and notes',
    apply: (grid) => [
      ['某市统计资料（2010-2019年）'],
      ['单位：万元'],
      ...grid,
      ['注：数据来自网络'],
    ],
  },
  {
    name: 'transposed',
    apply: (grid) => (grid[0] ?? []).map((_, i) => grid.map((row) => row[i] ?? null)),
  },
  {
    name: 'two tables side by side',
    apply: (grid) => grid.map((row) => [...row, null, ...row]),
  },
  {
    name: 'text in place of numbers',
    apply: (grid) =>
      grid.map((row) => row.map((cell) => (typeof cell === 'number' ? `${cell}①` : cell))),
  },
  {
    name: 'very many columns',
    apply: (grid) =>
      grid.map((row, i) => (i < 2 ? [...row, ...Array<FuzzCell>(5000).fill(1)] : row)),
  },
];
