import { GREY, INK } from '../theme.ts';

export interface PolicyMark {
  /** Field of the horizontal axis, and the first period on it under the policy. */
  readonly field: string;
  readonly start: number;
  readonly text: string;
  /** First and last place of the axis: the name stands on the side with more room. */
  readonly first: number;
  readonly last: number;
}

/** A dotted line where the policy begins, before its first period, and its name at the top. */
export function policyMarks({ field, start, text, first, last }: PolicyMark) {
  const at = start - 0.5;
  const isLate = 2 * at > first + last;
  const x = { field, type: 'quantitative' as const };
  return [
    {
      data: { values: [{ [field]: at }] },
      mark: { type: 'rule' as const, color: GREY, strokeDash: [2, 3], strokeWidth: 1.5 },
      encoding: { x },
    },
    {
      data: { values: [{ [field]: at, text }] },
      mark: {
        type: 'text' as const,
        align: isLate ? ('right' as const) : ('left' as const),
        baseline: 'top' as const,
        dx: isLate ? -6 : 6,
        color: INK,
        fontSize: 12,
      },
      encoding: { x, y: { value: 2 }, text: { field: 'text' } },
    },
  ];
}
