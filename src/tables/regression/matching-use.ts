import type { MatchingDesign } from '../../records/matching.ts';

/** What a fit makes of the matching: rows on the common support, rows with a match, or weights. */
export const MATCHED_ROWS = ['support', 'matched', 'weights'] as const;

export interface MatchingUse {
  readonly matching: MatchingDesign;
  readonly rows: (typeof MATCHED_ROWS)[number];
}
