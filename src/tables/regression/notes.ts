import type { SourcedFit } from '../../records/fits.ts';
import { isLikelihood, labelOf, meanOfEffects, type Layout } from './layout.ts';
import { definitionNote, studyNotes } from '../study-notes.ts';
import { WORDS, type ColumnGroup } from '../words.ts';
import { varianceWords } from '../../text/variances.ts';
import { textIn } from '../../text/language.ts';

/**
 * The sentences under the table: legend, parentheses, outcomes, years and settings, what was dropped,
 * and the settings' own.
 */
export function tableNotes(layout: Layout): string[] {
  const words = WORDS[layout.language];
  return [
    ...(layout.levels.length === 0 ? [] : [words.stars(layout.levels)]),
    parenthesesNote(layout),
    ...outcomeNote(layout),
    ...studyNotes(layout.study, layout.language),
    ...(showsMeanOfEffects(layout) ? [words.constantIs] : []),
    ...droppedNotes(layout),
    ...layout.notes.map((note) => textIn(note, layout.language)),
    ...(layout.synthetic ? [words.synthetic] : []),
  ];
}

function parenthesesNote(layout: Layout): string {
  const words = WORDS[layout.language];
  const kinds = new Set(layout.fits.map(isLikelihood));
  const kind =
    layout.parentheses === 't_value' && kinds.has(true)
      ? kinds.size === 1
        ? 'z_value'
        : 't_or_z_value'
      : layout.parentheses;
  const groups = new Map<string, string[]>();
  layout.fits.forEach(({ fit }, i) => {
    const how = varianceWords(fit.vcov, layout.language, (name) =>
      words.insideSentence(labelOf(layout, name)),
    );
    groups.set(how, [...(groups.get(how) ?? []), layout.names[i] ?? '']);
  });
  const list: ColumnGroup[] = [...groups].map(([how, columns]) => ({ columns, how }));
  const [only] = list;
  return only !== undefined && list.length === 1
    ? words.inParentheses(kind, only.how)
    : words.inParenthesesByColumn(kind, list);
}

/** One outcome is named by its definition or label; several are, where they have definitions. */
function outcomeNote(layout: Layout): string[] {
  const words = WORDS[layout.language];
  const outcomes = [...new Set(layout.fits.map(({ fit }) => fit.outcome))];
  const [only = ''] = outcomes;
  if (outcomes.length === 1) {
    const text = layout.definitions?.[only] ?? labelOf(layout, only);
    return definitionNote(words.outcome, [{ label: '', text }], layout.language);
  }
  const defined = outcomes.flatMap((name) => {
    const text = layout.definitions?.[name];
    return text === undefined ? [] : [{ label: labelOf(layout, name), text }];
  });
  return definitionNote(words.outcomes, defined, layout.language);
}

function showsMeanOfEffects({ constant, fits }: Layout): boolean {
  return constant && fits.some(({ fit }: SourcedFit) => meanOfEffects(fit) !== null);
}

function droppedNotes(layout: Layout): string[] {
  const { dropped } = WORDS[layout.language];
  return layout.fits.flatMap(({ fit }, i) =>
    fit.dropped.map(({ term, reason }) =>
      dropped(layout.names[i] ?? '', labelOf(layout, term), reason),
    ),
  );
}
