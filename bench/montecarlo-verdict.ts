import type { PlantedModel } from './montecarlo-models.ts';

/** One model in one world. */
export interface World {
  readonly truth: number;
  readonly estimate: number;
  readonly std_error: number;
  readonly covered: boolean;
}

/** How far the estimates of a model lie from their truths. */
export interface Summary {
  readonly worlds: number;
  readonly truth: number;
  readonly mean: number;
  readonly bias: number;
  /** Monte Carlo standard error of the bias. */
  readonly error: number;
  readonly std_error: number;
  readonly coverage: number;
}

export interface Outcome {
  readonly id: string;
  readonly verdict: 'ok' | 'expected' | 'FAILED';
  readonly cells: readonly string[];
  /** For the console. */
  readonly line: string;
  /** Why coverage cannot be right. */
  readonly note?: string;
  /** What the further worlds of a row showed whose mean was not near. */
  readonly repetition?: string;
}

/** Monte Carlo standard errors by which the mean may be off. */
const NEAR = 2;
/** 95 % of 200 worlds and two of its standard errors (1.5 %) on each side. */
const COVERAGE = { low: 0.92, high: 0.98 };

/** `truthError` is the standard error of a truth that is itself simulated; 0 where it is computed. */
export function summarise(worlds: readonly World[], truthError: number): Summary {
  const n = worlds.length;
  const mean = (pick: (world: World) => number): number =>
    worlds.reduce((total, world) => total + pick(world), 0) / n;
  const bias = mean(({ estimate, truth }) => estimate - truth);
  const square = mean(({ estimate, truth }) => (estimate - truth - bias) ** 2);
  return {
    worlds: n,
    truth: mean(({ truth }) => truth),
    mean: mean(({ estimate }) => estimate),
    bias,
    error: Math.sqrt(square / (n - 1) + truthError * truthError),
    std_error: mean(({ std_error }) => std_error),
    coverage: mean(({ covered }) => (covered ? 1 : 0)),
  };
}

/** Whether the mean lies within two Monte Carlo standard errors of the truth. */
export function isNear({ bias, error }: Summary): boolean {
  return Math.abs(bias) <= NEAR * error;
}

/**
 * The verdict on a model. Its mean is judged in `repeated`, where there is one; its coverage in the first
 * worlds, and not where the model says why that cannot be right.
 */
export function judge(model: PlantedModel, first: Summary, repeated: Summary | null): Outcome {
  const { id, expected } = model;
  const isCovered = first.coverage >= COVERAGE.low && first.coverage <= COVERAGE.high;
  const isRight = isNear(repeated ?? first);
  const good = isCovered ? 'ok' : expected === undefined ? 'FAILED' : 'expected';
  const verdict = isRight ? good : 'FAILED';
  const numbers = [
    digits(first.truth),
    digits(first.mean),
    digits(first.error),
    `${signed(first.bias / first.error)}${repeated === null ? '' : ' (repeated)'}`,
    digits(first.std_error),
    `${(100 * first.coverage).toFixed(1)} %`,
    verdict,
  ];
  const what = `\`${model.formula.replaceAll('|', '\\|')}\`${sampleOf(model)}`;
  return {
    id,
    verdict,
    cells: [id, what, signed(model.published, String), ...numbers],
    line: [id, ...numbers].join('  '),
    ...(expected === undefined ? {} : { note: expected }),
    ...(repeated === null ? {} : { repetition: again(repeated) }),
  };
}

function again({ worlds, truth, mean, bias, error }: Summary): string {
  const far = signed(bias / error);
  return `In ${worlds} further worlds the mean is ${digits(mean)}, ${far} standard errors (${digits(error)}) from the truth, ${digits(truth)}.`;
}

function sampleOf({ where }: PlantedModel): string {
  if (where === undefined) return '';
  const only =
    where.values.length === 1 ? `= ${where.values[0] ?? ''}` : `in ${where.values.join(', ')}`;
  return `, ${where.column} ${only}`;
}

function digits(value: number): string {
  return signed(value, (size) => size.toFixed(4));
}

function signed(value: number, print = (size: number): string => size.toFixed(1)): string {
  return print(value).replace('-', '−');
}
