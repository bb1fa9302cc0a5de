import { GREY } from '../theme.ts';

/** A dotted line over the whole width at a place of the vertical axis, encoded as `y`. */
export function levelRule(at: number, width: number, y: object) {
  return {
    data: { values: [{}] },
    mark: { type: 'rule' as const, color: GREY, strokeDash: [2, 3], strokeWidth: 1.5 },
    encoding: { x: { value: 0 }, x2: { value: width }, y: { datum: at, ...y } },
  };
}
