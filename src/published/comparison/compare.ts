import { criticalValue, twoSidedP } from '../../econometrics/numeric/student-t.ts';
import type { AnyFit } from '../../econometrics/fit.ts';
import type { SourcedFit } from '../../records/fits.ts';
import type {
  ComputedCoefficient,
  PublishedRow,
  PublishedSummary,
  Role,
  Share,
} from '../../records/published.ts';
import { checkTerms, meanOfEffects, uniqueFit } from '../../tables/regression/layout.ts';
import type { Finding } from '../finding.ts';
import { columnsOf, type Paper, type PaperColumn } from '../printed/paper.ts';
import { CONSTANT } from '../printed/tables.ts';
import type { PrintedNumber } from '../printed/number.ts';
import type { Interval } from '../printed/interval.ts';
import type { Reading } from '../printed/readings.ts';
import { reasonsFor } from './reasons.ts';
import type { Bilingual } from '../../text/language.ts';

export interface CompareSettings {
  /** Term of the publication -> term of the fits; a term that is not here has the same name. */
  readonly terms: Readonly<Record<string, string>>;
  /** Terms of the publication that are effects of the policy, and of the mechanisms. */
  readonly did: readonly string[];
  readonly mechanisms: readonly string[];
  /** `table.column` or `table.column.term` -> why the numbers there may differ. */
  readonly notes: Readonly<Record<string, Bilingual>>;
}

/** Level of the intervals and of what counts as significant. */
const LEVEL = 0.05;

/**
 * Each printed coefficient beside that of the fit whose id is `table.column`. The constant of a fit
 * is the grand mean of its fixed effects, which is what programs print that print one.
 */
export function comparePublished(
  paper: Paper,
  findings: readonly Finding[],
  fits: readonly SourcedFit[],
  settings: CompareSettings,
): PublishedRow[] {
  if (fits.length > 0) checkTerms(fits, Object.values(settings.terms));
  return columnsOf(paper).flatMap(({ table, column }) => {
    const fit = uniqueFit(fits, `${table.id}.${column.id}`);
    return Object.keys(column.terms).map((term) =>
      rowOf(paper, findings, { table, column, term }, fit, settings),
    );
  });
}

function rowOf(
  paper: Paper,
  findings: readonly Finding[],
  place: PaperColumn & { readonly term: string },
  sourced: SourcedFit | undefined,
  settings: CompareSettings,
): PublishedRow {
  const { table, column, term } = place;
  const { coef, paren, stars } = column.terms[term]!;
  const computed = sourced === undefined ? null : computedOf(sourced, settings.terms[term] ?? term);
  const reading = paper.readings[table.id];
  const error = reading === 'std_error' ? (paren ?? null) : null;
  const half = criticalValue(1 - LEVEL, Infinity) * printedError(coef, paren, reading);
  const significant = (paper.printed.stars_legend[stars] ?? 1) <= LEVEL;
  const p = computed?.p_value ?? null;
  const fits = {
    inside: insideOf(coef, computed),
    same_sign: computed === null ? null : Math.sign(computed.estimate) === Math.sign(coef.value),
    same_significance: p === null ? null : p < LEVEL === significant,
  };
  return {
    id: `${table.id}.${column.id}.${term}`,
    table: table.id,
    column: column.id,
    term,
    role: roleOf(term, settings),
    outcome: column.outcome ?? null,
    what: column.what ?? null,
    published: coef.value,
    published_text: coef.text,
    published_std_error: error?.value ?? null,
    published_std_error_text: error?.text ?? null,
    published_conf_low: orNull(coef.value - half),
    published_conf_high: orNull(coef.value + half),
    published_stars: stars,
    published_significant: significant,
    computed,
    ...fits,
    reasons: reasonsFor(
      { ...place, error: error?.value ?? null },
      { computed, fit: sourced?.fit, ...fits },
      findings,
      settings.notes,
    ),
  };
}

/** The standard error that a publication prints, or implies by a t value; NaN where it does neither. */
function printedError(
  coef: PrintedNumber,
  paren: PrintedNumber | undefined,
  reading: Reading | undefined,
): number {
  if (paren === undefined) return Number.NaN;
  if (reading === 't_value') return Math.abs(coef.value / paren.value);
  return reading === 'std_error' ? paren.value : Number.NaN;
}

function roleOf(term: string, { did, mechanisms }: CompareSettings): Role {
  if (did.includes(term)) return 'did';
  if (mechanisms.includes(term)) return 'mechanism';
  return term === CONSTANT ? 'constant' : 'control';
}

function computedOf({ step, index, fit }: SourcedFit, term: string): ComputedCoefficient | null {
  const found = term === CONSTANT ? constantOf(fit) : termOf(fit, term);
  if (found === null) return null;
  return {
    step,
    path: `$.fits[${index}].${found.path}`,
    fit: fit.id,
    term,
    estimate: found.estimate,
    std_error: orNull(found.std_error),
    p_value: orNull(found.p_value),
    conf_low: orNull(found.conf_low),
    conf_high: orNull(found.conf_high),
    nobs: fit.nobs,
  };
}

function termOf({ terms }: AnyFit, name: string) {
  const place = terms.findIndex(({ term }) => term === name);
  const found = terms[place];
  return found === undefined ? null : { ...found, path: `terms[${place}]` };
}

function constantOf(fit: AnyFit) {
  const mean = meanOfEffects(fit);
  if (mean === null) return null;
  const { value: estimate, error = Number.NaN } = mean;
  const half = error * criticalValue(1 - LEVEL, fit.df_residual);
  return {
    path: 'constant',
    estimate,
    std_error: error,
    p_value: Number.isNaN(error) ? error : twoSidedP(estimate / error, fit.df_residual),
    conf_low: estimate - half,
    conf_high: estimate + half,
  };
}

/** JSON has no NaN. */
function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function insideOf({ low, high }: Interval, computed: ComputedCoefficient | null): boolean | null {
  if (computed?.conf_low == null || computed.conf_high == null) return null;
  return high >= computed.conf_low && low <= computed.conf_high;
}

/** How much of the publication the computed fits give back. */
export function summarisePublished(
  rows: readonly PublishedRow[],
  legend: Readonly<Record<string, number>>,
): PublishedSummary {
  const studied = rows.filter(({ role }) => role === 'did' || role === 'mechanism');
  const others = rows.filter((row) => !studied.includes(row));
  const starred = studied.filter(({ published_stars: stars }) => (legend[stars] ?? 1) <= 0.1);
  return {
    inside: share(studied.map(({ inside }) => inside)),
    signs: share(starred.map(({ same_sign }) => same_sign)),
    significance: share(studied.map(({ same_significance }) => same_significance)),
    other_inside: share(others.map(({ inside }) => inside)),
    missing: rows.filter(({ computed }) => computed === null).length,
  };
}

function share(answers: readonly (boolean | null)[]): Share {
  const known = answers.filter((answer) => answer !== null);
  return { count: known.filter((answer) => answer).length, of: known.length };
}
