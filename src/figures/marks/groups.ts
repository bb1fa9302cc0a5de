import { GROUPS, type Group } from '../../econometrics/numeric/group-years.ts';
import type { FigureSettings } from '../figure.ts';
import { BLUE, VERMILLION } from '../theme.ts';
import { WORDS } from '../words/words.ts';
import { namedScale } from './named-scale.ts';
import { textIn, type Text } from '../../text/language.ts';

/** What the study calls its groups. */
export type GroupNames = Readonly<Record<Group, Text>>;

/** Settings of figures of an outcome by year, of treated units and others. */
export interface GroupYearSettings extends FigureSettings {
  /** Title of the vertical axis, such as `Mean of ln(wage)`. */
  readonly outcome: Text;
  readonly policyYear: number;
  readonly groups: GroupNames;
}

/** Colour, fill, shape and dash all tell the groups apart: any one of them is enough. */
export const COLOUR = namedScale('group', GROUPS, [VERMILLION, BLUE], null);
export const FILL = namedScale('group', GROUPS, [VERMILLION, 'white'], null);
export const SHAPE = namedScale('group', GROUPS, ['circle', 'square'], null);
export const DASHES = [
  [1, 0],
  [6, 3],
];
export const DASH = namedScale('group', GROUPS, DASHES, null);

/** The names of the groups with how many units each has. */
export function countedNames(
  rows: readonly { readonly group: Group; readonly units: number }[],
  { groups, language }: { readonly groups: GroupNames } & FigureSettings,
): Readonly<Record<Group, string>> {
  const name = (group: Group): string => {
    const units = rows.filter((row) => row.group === group).map((row) => row.units);
    return WORDS[language].counted(textIn(groups[group], language), Math.max(0, ...units));
  };
  return { treated: name('treated'), other: name('other') };
}

/** A sentence for each group that is there, of its first and its last row. */
export function byGroup<Row extends { readonly group: Group }>(
  rows: readonly Row[],
  say: (group: Group, first: Row, last: Row) => string,
): string[] {
  return GROUPS.flatMap((group) => {
    const own = rows.filter((row) => row.group === group);
    const [first, last] = [own[0], own.at(-1)];
    return first === undefined || last === undefined ? [] : [say(group, first, last)];
  });
}
