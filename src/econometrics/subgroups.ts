import chisqCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import { categoriesOf, type Categories } from './categories.ts';
import { EstimationError } from './estimation-error.ts';
import { termRecords } from './fit-terms.ts';
import type { Fit, Term } from './fit.ts';
import { parseFormula } from './formula.ts';
import type { Frame } from './frame.ts';
import { frameColumn } from './frame-column.ts';
import { jointFits, type JointFits, type JointOptions } from './joint-fits.ts';
import type { RandomisationP } from './placebo-p.ts';
import { stackedFactor, type StackedFactor } from './stacked-factor.ts';
import { permuteLabels, type PermutationTest, type Permuted } from './subgroup-permutation.ts';
import { wald } from './wald.ts';

/** Of intervals. */
const LEVEL = 0.95;

export interface SubgroupOptions extends JointOptions {
  /** Kept in the fits, as `id.1`, `id.2`, …. */
  readonly id?: string;
  /** Column whose values are the groups; rows without one are left out. A row is in one group only. */
  readonly group: string;
  /** The terms whose coefficients are compared. */
  readonly terms: string | readonly string[];
  /** Who has a group, such as cities; the cluster variable unless given. */
  readonly unit?: string;
  /** Random relabellings; 1,000 unless given, 0 for none. */
  readonly permutations?: number;
  readonly seed: number;
  /** Name of the random stream; `subgroups` unless given. */
  readonly stream?: string;
}

/** Equality of the coefficients in all groups. */
export interface EqualityTest {
  readonly distribution: 'F' | 'chi-square';
  readonly statistic: number;
  readonly df1: number;
  /** Infinite for chi-square. */
  readonly df2: number;
  readonly p_value: number;
}

export interface Difference {
  readonly term: string;
  /** The second group's coefficient less the first one's. */
  readonly groups: readonly [string, string];
  readonly interaction: Omit<Term, 'term'>;
  readonly seemingly_unrelated: Omit<Term, 'term'>;
  readonly permutation: RandomisationP | null;
}

export interface Subgroups {
  readonly group: string;
  readonly labels: readonly string[];
  readonly terms: readonly string[];
  /** One a group. */
  readonly fits: readonly Fit[];
  /** Every pair of groups. */
  readonly differences: readonly Difference[];
  /** Wald test in the fully interacted model of all rows, with effects of its own for each group. */
  readonly interaction: (EqualityTest & { readonly small_sample: StackedFactor }) | null;
  /** The same joint sandwich with G / (G − 1) only, against chi-square, as Stata's suest. */
  readonly seemingly_unrelated: EqualityTest | null;
  readonly permutation: PermutationTest | null;
}

/**
 * One model in each group, and three tests that its coefficients are equal. A significant coefficient
 * beside an insignificant one is no difference (Gelman and Stern 2006).
 *
 * Interaction and seemingly unrelated estimation have one sandwich, clusters spanning the groups, and
 * differ in their small-sample factor and distribution; null where clusters are too few to test the
 * terms together. Permutation (Fisher) gives the groups' labels to other units and estimates again.
 *
 * Errors: those of `feols`, with the group that failed; `E_SUBGROUP` for fewer than two groups, a term
 * that a group does not identify, a unit in two groups; `E_TOO_MANY_LEVELS`.
 */
export function subgroups(frame: Frame, formula: string, options: SubgroupOptions): Subgroups {
  const { group } = options;
  const terms = typeof options.terms === 'string' ? [options.terms] : [...new Set(options.terms)];
  const groups = categoriesOf(frameColumn(frame, group, 'group'), null);
  if (groups.labels.length < 2) throw tooFew(group, groups.labels);
  if (terms.length === 0) throw problem('no term is to be compared', 'Name at least one.');
  const joint = fitGroups(frame, formula, groups, options);
  const fits = joint.fits.map((fit, g) => labelled(fit, g, groups.labels[g]!, options));
  const places = terms.map((term) => fits.map((fit, g) => placeOf(fit, term, groups.labels[g]!)));
  const stacked = stackedFactor(joint, options.ssc);
  const unrelated = joint.clusters / (joint.clusters - 1);
  const pairs = pairsOf(groups.labels.length);
  const permuted = permutationOf(frame, formula, groups, terms, pairs, options);
  const [byF, byChi] = [
    contrasts(joint, places, terms, pairs, stacked.factor, stacked.df),
    contrasts(joint, places, terms, pairs, unrelated, Infinity),
  ];
  const differences = byF.terms.map((term, at): Difference => {
    const [a, b] = pairs[at % pairs.length]!;
    return {
      term: terms[Math.floor(at / pairs.length)]!,
      groups: [groups.labels[a]!, groups.labels[b]!],
      interaction: numbersOf(term),
      seemingly_unrelated: numbersOf(byChi.terms[at]!),
      permutation: permuted?.pairs[at] ?? null,
    };
  });
  const base = pairs.flatMap(([a], at) => (a === 0 ? [at] : []));
  const independent = terms.flatMap((_, t) => base.map((at) => t * pairs.length + at));
  const test = equality(byF, independent);
  return {
    group,
    labels: groups.labels,
    terms,
    fits,
    differences,
    interaction: test === null ? null : { ...test, small_sample: stacked },
    seemingly_unrelated: equality(byChi, independent),
    permutation: permuted?.test ?? null,
  };
}

function fitGroups(
  frame: Frame,
  formula: string,
  { codes, labels }: Categories,
  options: SubgroupOptions,
): JointFits {
  const models = labels.map((_, wanted) => ({
    formula,
    rows: Uint8Array.from(codes, (code) => (code === wanted ? 1 : 0)),
  }));
  const { cluster, weights, ssc, dropSingletons } = options;
  const given = {
    cluster,
    ...(weights === undefined ? {} : { weights }),
    ...(ssc === undefined ? {} : { ssc }),
    ...(dropSingletons === undefined ? {} : { dropSingletons }),
  };
  // Alone first: an error is then the group's own, and can name it.
  models.forEach((model, g) => {
    try {
      jointFits(frame, [model], given);
    } catch (error) {
      if (!(error instanceof EstimationError)) throw error;
      const place = `${options.group} = ${labels[g] ?? ''}`;
      throw new EstimationError(error.code, `${place}: ${error.message}`, error.hint);
    }
  });
  return jointFits(frame, models, given);
}

function permutationOf(
  frame: Frame,
  formula: string,
  groups: Categories,
  terms: readonly string[],
  pairs: readonly (readonly [number, number])[],
  options: SubgroupOptions,
): Permuted | null {
  const { permutations: draws = 1000, cluster, unit = cluster, stream = 'subgroups' } = options;
  if (draws === 0) return null;
  const { seed, weights, dropSingletons = true } = options;
  const rest = { draws, unit, stream, seed, weights, dropSingletons, pairs };
  return permuteLabels(frame, parseFormula(formula), groups, terms, rest);
}

function labelled(fit: Fit, g: number, label: string, options: SubgroupOptions): Fit {
  const given = options.sample === undefined ? [] : [options.sample];
  return {
    ...fit,
    id: options.id === undefined || options.id === '' ? String(g + 1) : `${options.id}.${g + 1}`,
    sample: [...given, `${options.group} = ${label}`, fit.sample].join(', '),
  };
}

/** Place of a term among the slopes of its model. */
function placeOf(fit: Fit, wanted: string, label: string): number {
  const names = fit.terms.map(({ term }) => term).filter((term) => term !== '(Intercept)');
  const place = names.indexOf(wanted);
  if (place >= 0) return place;
  const why = fit.dropped.find(({ term }) => term === wanted)?.reason;
  throw problem(
    why === undefined
      ? `"${wanted}" is no term of the model; it has ${names.join(', ')}`
      : `"${wanted}" cannot be estimated in group "${label}" (${why})`,
    why === undefined ? '' : 'Leave that group out, or join it with another.',
  );
}

interface Contrasts {
  readonly terms: readonly Term[];
  readonly covariance: readonly (readonly number[])[];
  readonly df: number;
}

/** Differences between groups: for each term, each pair. */
function contrasts(
  { fits, cross, from }: JointFits,
  places: readonly (readonly number[])[],
  names: readonly string[],
  pairs: readonly (readonly [number, number])[],
  factor: number,
  df: number,
): Contrasts {
  const size = from.at(-1)!;
  const ends = places.flatMap((own) =>
    pairs.map(([a, b]) => [from[b]! + own[b]!, from[a]! + own[a]!] as const),
  );
  const estimates = names.flatMap((_, t) =>
    pairs.map(([a, b]) => estimateOf(fits[b]!, names[t]!) - estimateOf(fits[a]!, names[t]!)),
  );
  const v = (i: number, j: number): number => factor * cross[i * size + j]!;
  const covariance = ends.map(([up, down]) =>
    ends.map(([other, under]) => v(up, other) - v(up, under) - v(down, other) + v(down, under)),
  );
  const records = termRecords(
    {
      names: estimates.map((_, at) => String(at)),
      estimates: Float64Array.from(estimates),
      covariance: Float64Array.from(covariance.flat()),
      raw: Float64Array.from(covariance, (row, at) => row[at]!),
      constantError: null,
      repaired: false,
    },
    new Float64Array(estimates.length),
    { df, level: LEVEL },
  );
  return { terms: records, covariance, df };
}

function equality(
  { terms, covariance, df }: Contrasts,
  places: readonly number[],
): EqualityTest | null {
  const names = places.map((at) => terms[at]!.term);
  const finite = Number.isFinite(df) ? df : 1;
  try {
    const test = wald({ terms, covariance, df_residual: finite }, names);
    const { statistic, df1, df2, p_value } = test;
    if (Number.isFinite(df)) return { distribution: 'F', statistic, df1, df2, p_value };
    const square = statistic * df1;
    // One difference: the normal's tail keeps the digits of small probabilities.
    const tail = df1 === 1 ? terms[places[0]!]!.p_value : 1 - chisqCdf(square, df1);
    return { distribution: 'chi-square', statistic: square, df1, df2: Infinity, p_value: tail };
  } catch (error) {
    if (error instanceof EstimationError && error.code === 'E_SINGULAR_VARIANCE') return null;
    throw error;
  }
}

function estimateOf({ terms }: Fit, name: string): number {
  return terms.find(({ term }) => term === name)!.estimate;
}

function numbersOf(record: Term): Omit<Term, 'term'> {
  const { term: _, ...numbers } = record;
  return numbers;
}

/** 0–1, 0–2, …, 1–2, …. */
function pairsOf(groups: number): readonly (readonly [number, number])[] {
  const all = Array.from({ length: groups }, (_, g) => g);
  return all.flatMap((a) => all.slice(a + 1).map((b) => [a, b] as const));
}

function tooFew(group: string, labels: readonly string[]): EstimationError {
  const has = labels.length === 0 ? 'no value' : `one value only, ${labels[0] ?? ''}`;
  return problem(`"${group}" has ${has}, and a comparison needs two`, '');
}

function problem(message: string, hint: string): EstimationError {
  return new EstimationError('E_SUBGROUP', `subgroups: ${message}.`, hint);
}
