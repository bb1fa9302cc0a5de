import { UserError } from '../text/user-error.ts';
import { feols, type FeolsOptions } from './feols.ts';
import type { Fit } from './fit.ts';
import type { Frame } from './frame/frame.ts';
import {
  matchPanel,
  type MatchDesign,
  type MatchPanelOptions,
  type PanelMatch,
} from './match-panel.ts';

export interface MatchedDidOptions
  extends Omit<MatchPanelOptions, 'design'>, Pick<FeolsOptions, 'vcov' | 'ssc' | 'dropSingletons'> {
  /** Kept in the fits: `id.pooled.support`, …. */
  readonly id?: string;
  /** The last period before the policy, for the baseline design. */
  readonly baseline: number;
  /** Designs that are estimated; all three unless given. */
  readonly designs?: readonly MatchDesign['kind'][];
}

export type MatchedRows = 'support' | 'matched' | 'weighted';

export interface MatchedVariant {
  readonly design: MatchDesign['kind'];
  readonly rows: MatchedRows;
  /** What the variant does, and what speaks against it. */
  readonly note: string;
  readonly fit: Fit;
}

export interface MatchedDid {
  /** The same model on all rows. */
  readonly unmatched: Fit;
  /** For each design, the variants support, matched and weighted. */
  readonly variants: readonly MatchedVariant[];
  readonly matches: Readonly<Partial<Record<MatchDesign['kind'], PanelMatch>>>;
}

const DESIGNS: readonly MatchDesign['kind'][] = ['baseline', 'pooled', 'yearly'];

const DESIGN_NOTES: Readonly<Record<MatchDesign['kind'], string>> = {
  baseline: 'matched once, on covariates before the policy',
  pooled:
    'matched over all periods at once: a row may be matched with one of another period, and on covariates that the policy may have moved',
  yearly:
    'matched in each period: a unit may come and go, and covariates may have moved with the policy',
};

const ROW_NOTES: Readonly<Record<MatchedRows, string>> = {
  support: 'rows on support, unweighted: controls that match nobody are still in',
  matched: 'rows with a matching weight, unweighted: a control counts once however many it matches',
  weighted: 'rows with a matching weight, weighted by it',
};

/**
 * Difference-in-differences after matching, in every way that goes by the name: matched in a baseline
 * period (the one to prefer), pooled, or period by period; then estimated on support, on matched rows, or
 * weighted. The nine numbers differ, and papers seldom say which one theirs is. Standard errors take
 * scores and weights as given.
 *
 * Errors: those of `matchPanel` and `feols`, with the design and the rows that failed.
 */
export function matchedDid(frame: Frame, formula: string, options: MatchedDidOptions): MatchedDid {
  const { designs = DESIGNS, baseline, id, vcov, ssc, dropSingletons, ...matching } = options;
  const given = {
    ...(vcov === undefined ? {} : { vcov }),
    ...(ssc === undefined ? {} : { ssc }),
    ...(dropSingletons === undefined ? {} : { dropSingletons }),
  };
  const prefix = id === undefined || id === '' ? '' : `${id}.`;
  const unmatched = feols(frame, formula, { ...given, id: `${prefix}unmatched` });
  const pairs = [...new Set(designs)].map((kind) => {
    const design: MatchDesign = kind === 'baseline' ? { kind, period: baseline } : { kind };
    return [kind, named(kind, () => matchPanel(frame, { ...matching, design }))] as const;
  });
  const variants = pairs.flatMap(([design, match]) =>
    (Object.keys(ROW_NOTES) as MatchedRows[]).map((rows): MatchedVariant => {
      const fit = named(`${design}, ${rows}`, () => fitOn(frame, formula, match, rows, given));
      const note = `${DESIGN_NOTES[design]}; ${ROW_NOTES[rows]}.`;
      const sample = `${rows}, ${design} matching: ${fit.nobs} of ${frame.rows} rows`;
      return { design, rows, note, fit: { ...fit, id: `${prefix}${design}.${rows}`, sample } };
    }),
  );
  return { unmatched, variants, matches: Object.fromEntries(pairs) };
}

function fitOn(
  frame: Frame,
  formula: string,
  { support, weight }: PanelMatch,
  kind: MatchedRows,
  options: Pick<FeolsOptions, 'vcov' | 'ssc' | 'dropSingletons'>,
): Fit {
  const isUsed = kind === 'support' ? support : weight;
  const rows = Uint8Array.from(isUsed, (value) => (value > 0 ? 1 : 0));
  if (kind !== 'weighted') return feols(frame, formula, { ...options, rows });
  let name = 'matching_weight';
  while (Object.hasOwn(frame.columns, name)) name += '_';
  const columns = { ...frame.columns, [name]: { kind: 'number', values: weight } as const };
  return feols({ rows: frame.rows, columns }, formula, { ...options, rows, weights: name });
}

function named<T>(where: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `${where}: ${error.message}`, { hint: error.hint });
  }
}
