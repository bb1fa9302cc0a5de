import { BLUE, VERMILLION } from '../theme.ts';

/** Units under the policy, and the others. */
export type Group = 'treated' | 'other';

export const GROUPS: readonly Group[] = ['treated', 'other'];

/** Colour, fill, shape and dash all tell the groups apart: any one of them is enough. */
export const COLOUR = groupScale([VERMILLION, BLUE]);
export const FILL = groupScale([VERMILLION, 'white']);
export const SHAPE = groupScale(['circle', 'square']);
export const DASH = groupScale([
  [1, 0],
  [6, 3],
]);

function groupScale<Range>(range: Range[]) {
  return {
    field: 'group',
    type: 'nominal' as const,
    scale: { domain: [...GROUPS], range },
    legend: null,
  };
}
