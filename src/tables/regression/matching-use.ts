/** How a sample was matched, as the model file of the matching has it under `matching`. */
export interface MatchingRecord {
  readonly design: 'pooled' | 'yearly' | 'baseline';
  readonly covariates: readonly string[];
  readonly link: 'logit' | 'probit';
  readonly method:
    | { readonly kind: 'kernel'; readonly kernel: string; readonly bandwidth: number }
    | { readonly kind: 'radius'; readonly caliper: number }
    | { readonly kind: 'nearest'; readonly neighbours: number };
}

/** What a fit makes of the matching: rows on the common support, rows with a match, or weights. */
export const MATCHED_ROWS = ['support', 'matched', 'weights'] as const;

export interface MatchingUse {
  readonly matching: MatchingRecord;
  readonly rows: (typeof MATCHED_ROWS)[number];
}
