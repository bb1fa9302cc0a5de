import type { SourcedFit } from '../../records/fits.ts';
import { labelOf, meanOfEffects, type Layout } from './layout.ts';
import { matchingNotes } from './matching-note.ts';
import { spreadNote } from './spread-note.ts';
import { definitionNote, settingsNote } from '../notes.ts';
import { WORDS } from '../words.ts';
import { textIn } from '../../text/language.ts';

/**
 * The sentences under the table: legend, brackets, outcomes, years and settings, what was dropped,
 * what the models have besides, and the settings' own.
 */
export function tableNotes(layout: Layout): string[] {
  const words = WORDS[layout.language];
  return [
    ...(layout.levels.length === 0 ? [] : [words.stars(layout.levels)]),
    spreadNote(layout),
    ...outcomeNote(layout),
    ...settingsNote(layout.settings, layout.language, (id) =>
      layout.names.filter((_, i) => layout.fits[i]?.fit.id === id),
    ),
    ...(showsMeanOfEffects(layout) ? [words.constantIs] : []),
    ...droppedNotes(layout),
    ...matchingNotes(layout),
    ...modelNotes(layout),
    ...layout.notes.map((note) => textIn(note, layout.language)),
    ...(layout.synthetic ? [words.synthetic] : []),
  ];
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

/** Offsets and weights, which no row of the table shows. */
function modelNotes(layout: Layout): string[] {
  const words = WORDS[layout.language];
  return layout.fits.flatMap(({ fit }, i) => {
    const name = layout.names[i] ?? '';
    return [
      ...('offset' in fit && fit.offset !== undefined ? [words.offset(name, fit.offset)] : []),
      ...(fit.weights === undefined ? [] : [words.weights(name, labelOf(layout, fit.weights))]),
    ];
  });
}

function droppedNotes(layout: Layout): string[] {
  const { dropped } = WORDS[layout.language];
  return layout.fits.flatMap(({ fit }, i) =>
    fit.dropped.map(({ term, reason }) =>
      dropped(layout.names[i] ?? '', labelOf(layout, term), reason),
    ),
  );
}
