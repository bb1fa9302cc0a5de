import { GROUPS, type Group } from '../../econometrics/numeric/group-years.ts';
import { BLUE, VERMILLION } from '../theme.ts';
import type { Text } from '../../text/language.ts';

/** What the study calls its groups. */
export type GroupNames = Readonly<Record<Group, Text>>;

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
