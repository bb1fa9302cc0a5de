import exp from '@stdlib/math-base-special-exp';
import {
  integer,
  normal,
  poisson,
  randomStream,
  uniform,
  type RandomStream,
} from '../src/econometrics/numeric/random.ts';
import type { RawColumn } from './column-files.ts';

/** Synthetic panels, each from a seed. Rows are sorted by unit and year, as panels come. */
export type Shape = 'paper' | 'balanced' | 'firms' | 'random3' | 'workers' | 'counts';

type Columns = Readonly<Record<string, RawColumn>>;

const SEED = 20170101;

export function makeColumns(shape: Shape, rows: number): Columns {
  const stream = randomStream(SEED, `bench ${shape} ${rows}`);
  if (shape === 'paper') return paper(stream);
  if (shape === 'balanced') return balanced(stream, rows);
  if (shape === 'random3') return random3(stream, rows);
  if (shape === 'workers') return workers(stream, rows);
  const panel = firmYears(stream, rows);
  return shape === 'firms' ? linear(stream, panel) : counts(stream, panel);
}

/** 256 cities, 14 years, a policy in 2017 that treats every fifth city, and five controls. */
function paper(stream: RandomStream): Columns {
  const rows = 256 * 14;
  const city = Int32Array.from({ length: rows }, (_, i) => 110_000 + 100 * Math.floor(i / 14));
  const year = Int32Array.from({ length: rows }, (_, i) => 2006 + (i % 14));
  const post = year.map((value) => (value >= 2017 ? 1 : 0));
  const did = post.map((value, i) => (Math.floor(i / 14) % 5 === 0 ? value : 0));
  const effect = levelEffects(stream, 256);
  const names = ['pgdp', 'lu', 'gs', 'ind', 'er'];
  const controls = names.map(() =>
    Float64Array.from({ length: rows }, (_, i) => effect[Math.floor(i / 14)]! + normal(stream)),
  );
  const ln_et = Float64Array.from(
    { length: rows },
    (_, i) =>
      0.07 * did[i]! + 0.1 * controls[0]![i]! + effect[Math.floor(i / 14)]! + normal(stream),
  );
  return {
    ln_et,
    did: Float64Array.from(did),
    ...Object.fromEntries(names.map((name, j) => [name, controls[j]!])),
    city,
    year,
    post: Int32Array.from(post),
  };
}

function balanced(stream: RandomStream, rows: number): Columns {
  const firm = Int32Array.from({ length: rows }, (_, i) => 1 + Math.floor(i / 20));
  const year = Int32Array.from({ length: rows }, (_, i) => 2001 + (i % 20));
  return linear(stream, { firm, year });
}

/** Firms enter in any of 15 years or before, and leave each year with a chance of one in eight. */
function firmYears(stream: RandomStream, rows: number): { firm: Int32Array; year: Int32Array } {
  const firm = new Int32Array(rows);
  const year = new Int32Array(rows);
  let id = 1;
  for (let i = 0; i < rows; id++) {
    let at = Math.max(0, integer(stream, 20) - 5);
    do {
      firm[i] = id;
      year[i] = 2001 + at++;
      i++;
    } while (i < rows && at < 15 && uniform(stream) > 0.125);
  }
  return { firm, year };
}

/** Three effects at random: n / 20, √n and n^(1/3) levels. */
function random3(stream: RandomStream, rows: number): Columns {
  const levels = [rows / 20, Math.sqrt(rows), Math.cbrt(rows)].map(Math.round);
  const [firm, product, region] = levels.map((count) =>
    Int32Array.from({ length: rows }, () => 1 + integer(stream, count)),
  );
  return linear(stream, { firm: firm!, product: product!, region: region! });
}

/** Workers over ten years, who change their employer in one year of five; one firm for 25 workers. */
function workers(stream: RandomStream, rows: number): Columns {
  const firms = Math.round(rows / 250);
  const worker = Int32Array.from({ length: rows }, (_, i) => 1 + Math.floor(i / 10));
  const year = Int32Array.from({ length: rows }, (_, i) => 2001 + (i % 10));
  const firm = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    const stays = i % 10 > 0 && uniform(stream) > 0.2;
    firm[i] = stays ? firm[i - 1]! : 1 + integer(stream, firms);
  }
  return linear(stream, { worker, firm, year });
}

/** Outcome and two regressors that differ by the levels of every effect. */
function linear(stream: RandomStream, effects: Readonly<Record<string, Int32Array>>): Columns {
  const codes = Object.values(effects);
  const shifts = codes.map((own) => levelEffects(stream, largestOf(own) + 1));
  const rows = codes[0]!.length;
  const make = (): Float64Array => new Float64Array(rows);
  const [y, x1, x2] = [make(), make(), make()];
  for (let i = 0; i < rows; i++) {
    let shift = 0;
    for (let q = 0; q < codes.length; q++) shift += shifts[q]![codes[q]![i]!]!;
    x1[i] = normal(stream) + 0.5 * shift;
    x2[i] = normal(stream) - 0.2 * shift;
    y[i] = 0.5 * x1[i]! - 0.3 * x2[i]! + shift + normal(stream);
  }
  return { y, x1, x2, ...effects };
}

function counts(stream: RandomStream, effects: { firm: Int32Array; year: Int32Array }): Columns {
  const columns = linear(stream, effects);
  const shift = levelEffects(stream, largestOf(effects.firm) + 1);
  const { x1, x2 } = columns as { x1: Float64Array; x2: Float64Array };
  const y = x1.map((value, i) =>
    poisson(stream, exp(0.5 + 0.3 * value - 0.2 * x2[i]! + 0.3 * shift[effects.firm[i]!]!)),
  );
  return { ...columns, y };
}

function levelEffects(stream: RandomStream, levels: number): Float64Array {
  return Float64Array.from({ length: levels }, () => normal(stream));
}

function largestOf(codes: Int32Array): number {
  return codes.reduce((largest, code) => Math.max(largest, code), 0);
}
