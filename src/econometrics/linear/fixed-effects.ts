import type { NamedCodes } from '../frame/codes.ts';
import { codesOf, columnOf, type Columns } from '../design/sources.ts';
import type { EffectTerm } from '../formula/effects.ts';
import { recoverLevels } from '../absorb/recovered-effects.ts';

/** The coefficient of each level of one absorbed effect. */
export interface EffectCoefficients {
  /** As in the formula; `prov[[year]]` for varying slopes. */
  readonly effect: string;
  /** Numbers ascending, text in its column's order, each as text; combinations joined by `^`. */
  readonly levels: readonly string[];
  readonly estimates: Float64Array;
  /** How many levels were set to zero because the data say nothing about them. */
  readonly references: number;
}

export interface FixedEffects {
  readonly effects: readonly EffectCoefficients[];
  /** False where three or more effects are tied up so that single levels have no meaning. */
  readonly is_regular: boolean;
}

/** The sample that effects are recovered from. */
export interface EffectSource {
  readonly columns: Columns;
  /** Row of the frame, by row of the sample. */
  readonly places: Int32Array;
  readonly terms: readonly EffectTerm[];
}

/**
 * The absorbed effects, one value a level, from `sums`: what they add up to in each row of the sample. They are
 * relative to the levels set to zero, one for each effect beyond the first, more where the data fall
 * apart in sets (see `recoverLevels`). `slopes` holds the coefficients of varying slopes by the name of
 * their column, `prov[[year]]::3`; one that is redundant is zero.
 */
export function recoverFixedEffects(
  source: EffectSource,
  effects: readonly NamedCodes[],
  sums: Float64Array,
  slopes: ReadonlyMap<string, number>,
): FixedEffects {
  const { values, references, isRegular } = recoverLevels(effects, sums);
  const recovered = source.terms.map((term): EffectCoefficients => {
    const place = effects.findIndex(({ name }) => term.slope === null && name === term.name);
    if (place >= 0) {
      const levels = labelsOf(source, term, effects[place]!);
      const estimates = values[place]!;
      return { effect: term.name, levels, estimates, references: references[place]! };
    }
    const codes = codesOf(source.columns, term.name, term.columns, source.places);
    const levels = labelsOf(source, term, codes);
    const estimates = Float64Array.from(levels, (_, at) => slopes.get(`${term.name}::${at}`) ?? 0);
    const absent = levels.filter((_, at) => !slopes.has(`${term.name}::${at}`)).length;
    return { effect: term.name, levels, estimates, references: absent };
  });
  return { effects: recovered, is_regular: isRegular };
}

function labelsOf(
  { columns, places }: EffectSource,
  term: EffectTerm,
  codes: NamedCodes,
): string[] {
  const rows = new Int32Array(codes.levels).fill(-1);
  codes.codes.forEach((code, i) => {
    if (rows[code]! < 0) rows[code] = places[i]!;
  });
  return Array.from(rows, (row) =>
    term.columns.map((name) => labelAt(columns, name, row)).join('^'),
  );
}

function labelAt(columns: Columns, name: string, row: number): string {
  const column = columnOf(columns, name);
  if (column.kind === 'number') return String(column.values[row]);
  return column.levels[column.codes[row]!] ?? '';
}
