import type { Shape } from './econometrics-data.ts';

export interface Case {
  readonly name: string;
  readonly shape: Shape;
  readonly rows: number;
  readonly estimator: 'feols' | 'fepois';
  readonly formula: string;
  readonly cluster: string;
  /** Timed calls in each of the two rounds. */
  readonly repeats: number;
  /** How many times as fast as fixest it has to be. */
  readonly goal: number;
}

const PAPER = 'ln_et ~ did + pgdp + lu + gs + ind + er | city + year';

export const CASES: readonly Case[] = [
  {
    ...feols('paper, balanced city + year', 'paper', 3584, PAPER, 'city'),
    repeats: 100,
    goal: 10,
  },
  ...[1e5, 1e6, 1e7].flatMap((rows) => [
    feols('balanced firm + year', 'balanced', rows, 'y ~ x1 + x2 | firm + year', 'firm'),
    feols('unbalanced firm + year', 'firms', rows, 'y ~ x1 + x2 | firm + year', 'firm'),
    feols('three at random', 'random3', rows, 'y ~ x1 + x2 | firm + product + region', 'firm'),
    feols('worker + firm + year', 'workers', rows, 'y ~ x1 + x2 | worker + firm + year', 'worker'),
  ]),
  {
    ...feols('Poisson, firm + year', 'counts', 1e6, 'y ~ x1 + x2 | firm + year', 'firm'),
    estimator: 'fepois',
    repeats: 2,
  },
];

export const PLACEBO = { formula: PAPER, treatment: 'did', post: 'post', unit: 'city' } as const;

function feols(name: string, shape: Shape, rows: number, formula: string, cluster: string): Case {
  const repeats = rows >= 1e7 ? 2 : rows >= 1e6 ? 3 : 7;
  return { name, shape, rows, estimator: 'feols', formula, cluster, repeats, goal: 1 };
}
