import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/text/user-error.ts';
import { kernelWeight, type Kernel } from '../../../src/econometrics/matching/kernel-weight.ts';
import {
  matchOnScore,
  type Matching,
  type MatchMethod,
} from '../../../src/econometrics/matching/matching.ts';
import { binaryFit } from '../likelihood/binary-fit.ts';
import { lalonde } from './lalonde.ts';
import { readFrameCsv, valuesOf } from '../frame/read-frame.ts';
import { relative, SAME, VS_LOOSE_REFERENCE, VS_REFERENCE } from '../tolerance.ts';

const OWN = join(import.meta.dirname, '../../reference');
const FOLDER = process.env['DIDACTIC_REFERENCE'] ?? '';
const HAS_FOLDER = existsSync(join(FOLDER, 'reference-values.json'));

interface Matched {
  readonly att: number;
  readonly unmatched: number;
  readonly treated: number;
  readonly controls: number;
  readonly outside: number;
  readonly reach: number;
  readonly sum_squares: number;
  readonly largest: number;
  readonly place: number;
}

interface Reference {
  readonly score: readonly number[];
  readonly matching: Readonly<Record<string, Matched>>;
  readonly rounded_ties: Matched;
  readonly rounded_first: Matched;
  readonly yearly: Matched;
}

const panel = readFrameCsv(join(OWN, 'sim_eurt.csv'));
const pilot = valuesOf(panel, 'pilot');
const y = valuesOf(panel, 'y');
const reference = JSON.parse(readFileSync(join(OWN, 'matching-placebo.json'), 'utf8')) as Reference;
const score = Float64Array.from(reference.score);

const kernel = (name: Kernel, bandwidth: number): MatchMethod => ({
  kind: 'kernel',
  kernel: name,
  bandwidth,
});

/** Average effect on the treated from the weights, and the difference of means before matching. */
function effectOf({ weight }: Matching, treated: ArrayLike<number>, outcome: Float64Array) {
  const mean = (weights: Float64Array): number =>
    weights.reduce((sum, value, row) => sum + value * outcome[row]!, 0) /
    weights.reduce((sum, value) => sum + value, 0);
  const among = (value: number): Float64Array =>
    weight.map((w, i) => (treated[i] === value ? w : 0));
  const all = (value: number): Float64Array => weight.map((_, i) => (treated[i] === value ? 1 : 0));
  return { att: mean(among(1)) - mean(among(0)), unmatched: mean(all(1)) - mean(all(0)) };
}

/** Largest relative deviation of a matching from the loops in R, counts and places exactly. */
function against(matching: Matching, wanted: Matched): number {
  const effect = effectOf(matching, pilot, y);
  const weights = matching.weight.map((value, row) => (pilot[row] === 1 ? 0 : value));
  const largest = Math.max(...weights);
  expect(matching.treated_matched).toBe(wanted.treated);
  expect(matching.controls_used).toBe(wanted.controls);
  expect(matching.off_support).toEqual({ range: wanted.outside, reach: wanted.reach });
  return Math.max(
    relative(effect.att, wanted.att),
    relative(effect.unmatched, wanted.unmatched),
    relative(largest, wanted.largest),
    relative(
      weights.reduce((total, value) => total + value * value, 0),
      wanted.sum_squares,
    ),
  );
}

describe('by hand', () => {
  // Rows: a treated at 0.5 and 0.9; controls at 0.4, 0.55, 0.7 and another 0.55.
  const hand = {
    score: Float64Array.of(0.5, 0.9, 0.375, 0.5625, 0.75, 0.5625),
    treated: [1, 1, 0, 0, 0, 0],
  };
  const weights = (method: MatchMethod, common = true): number[] => [
    ...matchOnScore({ ...hand, method, common }).weight,
  ];

  it('the nearest control, first rows first', () => {
    expect(weights({ kind: 'nearest', neighbours: 1 })).toEqual([1, 0, 0, 1, 0, 0]);
    expect(weights({ kind: 'nearest', neighbours: 1, ties: true })).toEqual([1, 0, 0, 0.5, 0, 0.5]);
    expect(weights({ kind: 'nearest', neighbours: 1 }, false)).toEqual([1, 1, 0, 1, 1, 0]);
    expect(weights({ kind: 'nearest', neighbours: 9 })).toEqual([1, 0, 0.25, 0.25, 0.25, 0.25]);
  });

  it('a caliper holds at its very edge', () => {
    const near = (caliper: number): number[] =>
      weights({ kind: 'nearest', neighbours: 3, caliper }, false);
    expect(near(0.0625)).toEqual([1, 0, 0, 0.5, 0, 0.5]);
    expect(near(0.0624)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(weights({ kind: 'radius', caliper: 0.125 })).toEqual([1, 0, 1 / 3, 1 / 3, 0, 1 / 3]);
  });

  it('a kernel: distances 0.125, 0.0625, 0.0625 of a bandwidth of 0.25', () => {
    const total = 0.75 + 2 * 0.9375;
    const wanted = [1, 0, 0.75 / total, 0.9375 / total, 0, 0.9375 / total];
    weights(kernel('epanechnikov', 0.25)).forEach((value, row) => {
      expect(value).toBeCloseTo(wanted[row]!, 14);
    });
    expect(kernelWeight('epanechnikov', 0.5)).toBe(0.75);
    expect(kernelWeight('biweight', 0.5)).toBe(0.5625);
    expect(kernelWeight('tricube', 0.5)).toBe(0.669921875);
    expect(kernelWeight('uniform', 1)).toBe(1);
    expect(kernelWeight('gaussian', 2)).toBeCloseTo(0.1353352832366127, 15);
  });

  it('says who is off support and why', () => {
    const found = matchOnScore({ ...hand, method: { kind: 'radius', caliper: 0.01 } });
    expect(found.off_support).toEqual({ range: 1, reach: 1 });
    expect([...found.support]).toEqual([0, 0, 1, 1, 1, 1]);
  });
});

describe('equals plain loops in R on the synthetic panel', () => {
  it.each<[string, MatchMethod, boolean]>([
    ['kernel.epanechnikov', kernel('epanechnikov', 0.01), true],
    ['kernel.gaussian', kernel('gaussian', 0.01), true],
    ['kernel.biweight', kernel('biweight', 0.01), true],
    ['kernel.uniform', kernel('uniform', 0.01), true],
    ['kernel.tricube', kernel('tricube', 0.01), true],
    ['wide', kernel('epanechnikov', 0.06), true],
    ['no_common', kernel('epanechnikov', 0.002), false],
    ['nearest1', { kind: 'nearest', neighbours: 1 }, true],
    ['nearest4', { kind: 'nearest', neighbours: 4 }, true],
    ['nearest3.caliper', { kind: 'nearest', neighbours: 3, caliper: 0.0005 }, true],
    ['nearest2.ties', { kind: 'nearest', neighbours: 2, ties: true }, true],
    ['radius', { kind: 'radius', caliper: 0.003 }, true],
  ])('%s', (id, method, common) => {
    const found = matchOnScore({ score, treated: pilot, method, common });
    expect(against(found, reference.matching[id]!)).toBeLessThan(VS_REFERENCE);
  });

  it('nearest with scores rounded to three decimals, so that many are equal', () => {
    const rounded = score.map((value) => Math.round(value * 1000) / 1000);
    const match = (ties: boolean): Matching =>
      matchOnScore({
        score: rounded,
        treated: pilot,
        method: { kind: 'nearest', neighbours: 2, ties },
      });
    expect(against(match(true), reference.rounded_ties)).toBeLessThan(VS_REFERENCE);
    expect(against(match(false), reference.rounded_first)).toBeLessThan(VS_REFERENCE);
  });

  it('year by year', () => {
    const method = kernel('epanechnikov', 0.06);
    const found = matchOnScore({ score, treated: pilot, method, within: valuesOf(panel, 'year') });
    expect(against(found, reference.yearly)).toBeLessThan(VS_REFERENCE);
  });
});

describe('one method is another', () => {
  const match = (method: MatchMethod): Matching => matchOnScore({ score, treated: pilot, method });
  it('radius is the uniform kernel, a vast bandwidth gives all controls the same weight', () => {
    expect(match({ kind: 'radius', caliper: 0.02 })).toEqual(match(kernel('uniform', 0.02)));
    const flat = match(kernel('gaussian', 1e9));
    const share = flat.treated_matched / flat.controls_used;
    flat.weight.forEach((value, row) => {
      if (pilot[row] === 0) expect(relative(value, share)).toBeLessThan(SAME);
    });
  });

  it('weights do not depend on the order of rows, nor on units of the score', () => {
    const first = match(kernel('biweight', 0.02)).weight;
    const rows = [...score.keys()].toReversed();
    const reversed = matchOnScore({
      score: Float64Array.from(rows, (row) => score[row]! * 4),
      treated: rows.map((row) => pilot[row]!),
      method: kernel('biweight', 0.08),
    }).weight.toReversed();
    first.forEach((value, row) => expect(Math.abs(value - reversed[row]!)).toBeLessThan(SAME));
  });

  it('all weights of the controls add up to the number of matched treated rows', () => {
    const { weight, treated_matched } = match(kernel('tricube', 0.03));
    const total = weight.reduce((sum, value, row) => (pilot[row] === 0 ? sum + value : sum), 0);
    expect(relative(total, treated_matched)).toBeLessThan(SAME);
  });
});

describe('what cannot be matched', () => {
  const input = { score: Float64Array.of(0.1, 0.2), treated: [1, 0] };
  const nearest: MatchMethod = { kind: 'nearest', neighbours: 1 };
  it.each<[string, () => unknown]>([
    ['above zero', () => matchOnScore({ ...input, method: kernel('uniform', 0) })],
    ['above zero', () => matchOnScore({ ...input, method: kernel('uniform', NaN) })],
    ['whole number', () => matchOnScore({ ...input, method: { ...nearest, neighbours: 0.5 } })],
    ['caliper', () => matchOnScore({ ...input, method: { ...nearest, caliper: -1 } })],
    [
      'NaN in row 2',
      () => matchOnScore({ ...input, score: Float64Array.of(1, NaN), method: nearest }),
    ],
    ['no treated', () => matchOnScore({ ...input, treated: [0, 0], method: nearest })],
    ['no control', () => matchOnScore({ ...input, treated: [1, 1], method: nearest })],
    ['not 0 or 1', () => matchOnScore({ ...input, treated: [1, 2], method: nearest })],
  ])('%s', (text, run) => {
    expect(run).toThrow(UserError);
    expect(run).toThrow(new RegExp(text, 'u'));
  });
});

interface Entry {
  readonly id: string;
  readonly values: Readonly<Record<string, number>>;
}

describe('matching of other origin', () => {
  if (!HAS_FOLDER) {
    process.stdout.write(
      'SKIPPED 6 matching references: set DIDACTIC_REFERENCE to their folder.\n',
    );
  }
  const entries = HAS_FOLDER
    ? (JSON.parse(readFileSync(join(FOLDER, 'reference-values.json'), 'utf8')) as Entry[])
    : [];
  const wanted = (id: string): Readonly<Record<string, number>> =>
    entries.find((entry) => entry.id === id)!.values;
  /** Largest relative deviation of some values from a stored entry. */
  const compare = (id: string, found: Readonly<Record<string, number>>): number => {
    const values = wanted(id);
    const far = Object.entries(found).map(([key, value]) => relative(value, values[key]!));
    const largest = Math.max(...far);
    process.stdout.write(`matching, ${id}: largest deviation ${largest.toExponential(1)}\n`);
    return largest;
  };

  it.skipIf(!HAS_FOLDER).each<[string, 'logit' | 'probit', MatchMethod]>([
    ['psmatch2.lalonde.probit.normal', 'probit', kernel('gaussian', 0.06)],
    ['psmatch2.lalonde.probit.uniform', 'probit', kernel('uniform', 0.06)],
    ['psmatch2.lalonde.logit.epan', 'logit', kernel('epanechnikov', 0.06)],
    ['psmatch2.lalonde.logit.normal', 'logit', kernel('gaussian', 0.06)],
    ['psmatch2.lalonde.logit.uniform', 'logit', kernel('uniform', 0.06)],
    ['psmatch2.lalonde.probit.epan.nocommon', 'probit', kernel('epanechnikov', 0.06)],
  ])('%s', (id, link, method) => {
    const { treated, covariates, outcome } = lalonde(FOLDER);
    const fit = binaryFit(link, treated, Object.values(covariates));
    const isCommon = !id.endsWith('nocommon');
    const found = matchOnScore({ score: fit.score, treated, method, common: isCommon });
    const effect = effectOf(found, treated, outcome);
    const controls = found.weight.map((value, row) => (treated[row] === 0 ? value : 0));
    const off = found.off_support.range + found.off_support.reach;
    const deviation = compare(
      id,
      isCommon
        ? {
            att: effect.att,
            unmatched: effect.unmatched,
            N1_on_support: found.treated_matched,
            N0_with_weight: found.controls_used,
            off_support: off,
            sum_w0_sq: controls.reduce((sum, value) => sum + value * value, 0),
            max_w0: Math.max(...controls),
          }
        : { att: effect.att, N1: found.treated_matched, off },
    );
    // Fisher scoring of R's probit stops while coefficients move by 1e-8; its logit is Newton's.
    expect(deviation).toBeLessThan(link === 'probit' ? VS_LOOSE_REFERENCE : VS_REFERENCE);
  });
});
