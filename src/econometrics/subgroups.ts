import { categoriesOf, type Categories } from './frame/categories.ts';
import { contrasts, equality, type EqualityTest } from './groups/equality-test.ts';
import type { Fit, Term } from './fit.ts';
import { parseFormula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';
import { frameColumn } from './frame/column.ts';
import { jointFits, type JointFits, type JointOptions } from './groups/joint-fits.ts';
import type { RandomisationP } from './randomisation/p-value.ts';
import { stackedFactor, type StackedFactor } from './groups/stacked-factor.ts';
import {
  permuteLabels,
  problem,
  type PermutationTest,
  type Permuted,
} from './groups/permutation.ts';

export interface SubgroupOptions extends JointOptions {
  /** Kept in the fits, as `id.1`, `id.2`, …. */
  readonly id?: string;
  /** Column whose values are the groups; rows without one are left out. A row is in one group only. */
  readonly group: string;
  /** The terms whose coefficients are compared. */
  readonly terms: string | readonly string[];
  /** Who has a group, such as firms; the cluster variable unless given. */
  readonly unit?: string;
  /** Random relabellings; 1,000 unless given, 0 for none. */
  readonly permutations?: number;
  readonly seed: number;
  /** Name of the random stream; `subgroups` unless given. */
  readonly stream?: string;
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
  /**
   * By group and term: clusters in which the term varies, such as treated firms. From fewer than about
   * ten, clustered errors are far too small, and so are the p values of both Wald tests.
   */
  readonly varying_clusters: readonly Readonly<Record<string, number>>[];
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
    varying_clusters: joint.varying.map((counts) =>
      Object.fromEntries(terms.map((term) => [term, counts[term]!])),
    ),
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
  const models = labels.map((label, wanted) => ({
    name: `${options.group} = ${label}`,
    formula,
    rows: Uint8Array.from(codes, (code) => (code === wanted ? 1 : 0)),
  }));
  const { cluster, weights, ssc, dropSingletons } = options;
  return jointFits(frame, models, { cluster, weights, ssc, dropSingletons });
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
  const rest = { draws, unit, cluster, stream, seed, weights, dropSingletons, pairs };
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
    wanted,
  );
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

function tooFew(group: string, labels: readonly string[]): Error {
  const has = labels.length === 0 ? 'no value' : `one value only, ${labels[0] ?? ''}`;
  return problem(`"${group}" has ${has}, and a comparison needs two`, '', group);
}
