import { pick, subset, type NamedCodes } from '../frame/codes.ts';
import { buildDesign, type Design, type DesignOptions } from '../design/design.ts';
import { placesOf } from '../design/rows.ts';
import { UserError } from '../../text/user-error.ts';
import type { DroppedRows } from '../fit.ts';
import { parseFormula, type Formula } from '../formula/formula.ts';
import type { Term } from '../formula/terms.ts';
import type { Frame } from '../frame/frame.ts';
import { numberValues } from '../frame/column.ts';
import { findSingletons } from '../frame/singletons.ts';

/** Rows of a frame that a likelihood model uses, as arrays over them. */
export interface GlmSample extends Omit<Design, 'rows' | 'slopes' | 'slopeLevels' | 'slopeGroups'> {
  readonly offset: Float64Array | null;
}

interface GlmSampleOptions extends Omit<DesignOptions, 'slopes'> {
  /** A column or a function of columns, as a formula writes it. */
  readonly offset: string | undefined;
}

/**
 * The design of a formula with its offset. The offset is read like one more regressor, so that rows without
 * it are dropped and counted like any others.
 *
 * Errors: those of `buildDesign`, and `E_NOT_NUMERIC` for an offset that holds text.
 */
export function glmSample(frame: Frame, formula: Formula, options: GlmSampleOptions): GlmSample {
  const { offset, ...rest } = options;
  const added = offset === undefined ? [] : [offsetTerm(frame, offset)];
  const extended: Formula = { ...formula, regressors: [...formula.regressors, ...added] };
  const design = buildDesign(frame, extended, rest);
  const all = [...design.regressors];
  const offsetValues = offset === undefined ? undefined : all.pop()?.values;
  return { ...design, regressors: all, offset: offsetValues ?? null };
}

/** The sample without the marked rows, which are counted under `reason`. */
export function withoutRows(sample: GlmSample, marks: Uint8Array, reason: string): GlmSample {
  const dropped = marks.reduce((total, mark) => total + mark, 0);
  const keep = placesOf(marks, 0);
  const shorten = (codes: NamedCodes): NamedCodes => ({ name: codes.name, ...subset(codes, keep) });
  return {
    ...sample,
    places: keep.map((row) => sample.places[row]!),
    outcome: pick(sample.outcome, keep),
    regressors: sample.regressors.map(({ name, values }) => ({ name, values: pick(values, keep) })),
    effects: sample.effects.map(shorten),
    clusters: sample.clusters.map(shorten),
    weights: sample.weights === null ? null : pick(sample.weights, keep),
    offset: sample.offset === null ? null : pick(sample.offset, keep),
    droppedRows: counted(sample.droppedRows, reason, dropped),
    singletons: sample.singletons + (reason === SINGLETON ? dropped : 0),
  };
}

const SINGLETON = 'singleton';

/**
 * Drops rows of fixed-effect levels whose outcome is `bound` throughout (their effect would be
 * infinite), and rows left alone in a level, again and again until neither is found.
 *
 * Errors: `E_NO_ROWS`.
 */
export function dropBoundLevels(
  sample: GlmSample,
  bounds: readonly number[],
  dropSingletons: boolean,
): GlmSample {
  let current = sample;
  for (;;) {
    const before = current.outcome.length;
    for (const { name } of sample.effects) {
      for (const bound of bounds) {
        const effect = current.effects.find((candidate) => candidate.name === name);
        if (effect === undefined) continue;
        const marks = boundRows(effect, current.outcome, bound);
        if (marks.includes(1)) current = withoutRows(current, marks, `only ${bound} in ${name}`);
      }
    }
    if (dropSingletons && current.outcome.length < before) {
      const alone = findSingletons(current.effects, current.outcome.length);
      if (alone.includes(1)) current = withoutRows(current, alone, SINGLETON);
    }
    if (current.outcome.length === before) return current;
    if (current.outcome.length === 0) {
      const why = current.droppedRows.map(({ reason, rows }) => `${rows} ${reason}`).join(', ');
      throw new UserError('E_NO_ROWS', `no row is left: ${why}.`, {
        hint: 'The outcome does not vary within the fixed effects of this sample.',
      });
    }
  }
}

function boundRows(effect: NamedCodes, outcome: Float64Array, bound: number): Uint8Array {
  const varies = new Uint8Array(effect.levels);
  for (let i = 0; i < outcome.length; i++) {
    if (outcome[i] !== bound) varies[effect.codes[i]!] = 1;
  }
  const marks = new Uint8Array(outcome.length);
  for (let i = 0; i < marks.length; i++) marks[i] = 1 - varies[effect.codes[i]!]!;
  return marks;
}

function counted(rows: readonly DroppedRows[], reason: string, more: number): DroppedRows[] {
  const found = rows.find((entry) => entry.reason === reason);
  if (found === undefined) return [...rows, { reason, rows: more }];
  return rows.map((entry) => (entry === found ? { reason, rows: entry.rows + more } : entry));
}

function offsetTerm(frame: Frame, offset: string): Term {
  const [term, further] = parseFormula(`offset ~ ${offset}`).regressors;
  const factor = term?.factors[0];
  const isNumber = factor?.kind === 'column' || factor?.kind === 'expression';
  if (term === undefined || further !== undefined || term.factors.length > 1 || !isNumber) {
    throw new UserError(
      'E_FORMULA',
      `the offset "${offset}" is not one column or function of columns.`,
      { hint: 'Write it as in log(population).' },
    );
  }
  if (factor.kind === 'column') numberValues(frame, factor.name, 'offset');
  return term;
}
