import type { FitVcov } from '../econometrics/fit.ts';
import { hasConstant, labelOf, type Layout } from './regression-layout.ts';
import { textIn } from './table.ts';
import { WORDS, type ColumnGroup } from './words.ts';

/** The sentences under the table: legend, parentheses, what was dropped, and the settings' own. */
export function tableNotes(layout: Layout): string[] {
  const words = WORDS[layout.language];
  return [
    ...(layout.levels.length === 0 ? [] : [words.stars(layout.levels)]),
    parenthesesNote(layout),
    ...(hasConstant(layout) ? [words.constantIs] : []),
    ...droppedNotes(layout),
    ...layout.notes.map((note) => textIn(note, layout.language)),
    ...(layout.synthetic ? [words.synthetic] : []),
  ];
}

function parenthesesNote(layout: Layout): string {
  const words = WORDS[layout.language];
  const groups = new Map<string, string[]>();
  layout.fits.forEach(({ fit }, i) => {
    const how = vcovWords(layout, fit.vcov);
    groups.set(how, [...(groups.get(how) ?? []), `(${i + 1})`]);
  });
  const list: ColumnGroup[] = [...groups].map(([how, columns]) => ({ columns, how }));
  const [only] = list;
  return only !== undefined && list.length === 1
    ? words.inParentheses(layout.parentheses, only.how)
    : words.inParenthesesByColumn(layout.parentheses, list);
}

function vcovWords(layout: Layout, vcov: FitVcov): string {
  const words = WORDS[layout.language];
  if (vcov.type === 'cluster') return words.clustered(vcov.by.map((name) => labelOf(layout, name)));
  return words.vcov[vcov.type];
}

function droppedNotes(layout: Layout): string[] {
  const { dropped } = WORDS[layout.language];
  return layout.fits.flatMap(({ fit }, i) =>
    fit.dropped.map(({ term, reason }) => dropped(`(${i + 1})`, labelOf(layout, term), reason)),
  );
}
