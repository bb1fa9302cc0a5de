import { checkClaims } from './claims.ts';
import { checkColumns } from './columns.ts';
import { checkGroupEffects } from './group-effects.ts';
import { checkGroupR2 } from './group-r2.ts';
import { checkObservations } from './observations.ts';
import { checkParentheses } from './parentheses.ts';
import { checkPartitions } from './partitions.ts';
import { checkR2 } from './r2.ts';
import { checkStars } from './stars.ts';
import type { Finding, Verdict } from '../finding.ts';
import { openPaper, type Paper } from '../printed/paper.ts';
import type { PrintedTables } from '../printed/tables.ts';

/** Every check, in the order of a report. Each finds nothing where it does not apply. */
const ALL: readonly ((paper: Paper) => Finding[])[] = [
  checkParentheses,
  checkStars,
  checkObservations,
  checkPartitions,
  checkGroupEffects,
  checkGroupR2,
  checkR2,
  checkColumns,
  checkClaims,
];

export interface PaperCheck {
  readonly findings: readonly Finding[];
  readonly summary: Readonly<Record<Verdict, number>>;
}

/**
 * Checks printed tables against themselves: no data, only what the printed numbers say of each
 * other. Rounding is allowed for everywhere: a verdict is `inconsistent` only if no numbers that
 * round to the printed ones agree under the assumptions which the finding states.
 */
export function checkPaper(printed: PrintedTables): PaperCheck {
  const paper = openPaper(printed);
  const findings = ALL.flatMap((check) => check(paper));
  const count = (verdict: Verdict): number =>
    findings.filter((found) => found.verdict === verdict).length;
  return {
    findings,
    summary: {
      inconsistent: count('inconsistent'),
      'cannot tell': count('cannot tell'),
      consistent: count('consistent'),
    },
  };
}
