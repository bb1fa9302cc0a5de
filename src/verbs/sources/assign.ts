import type { Survey, SurveyedTable } from '../../sources/survey.ts';
import { givesSomething } from '../../sources/survey.ts';
import type { Looked } from './look.ts';

/**
 * Where all sources looked at one folder, each of its files belongs to the source that makes most of it: one that
 * it gives a value, or else the one that knows most of its columns.
 */
export function assigned(all: readonly Looked[]): Looked[] {
  const best = new Map<string, { readonly step: string; readonly rank: number }>();
  for (const { step, survey } of all) {
    for (const [file, tables] of Map.groupBy(survey?.tables ?? [], ({ file: name }) => name)) {
      const rank = Math.max(...tables.map(rankOf));
      if (rank > (best.get(file)?.rank ?? -1)) best.set(file, { step, rank });
    }
  }
  return all.map((looked) => {
    if (looked.survey === null) return looked;
    const { coverage, tables } = looked.survey;
    const own = tables.filter(({ file }) => best.get(file)?.step === looked.step);
    const survey: Survey = { tables: own, coverage: own.some(givesSomething) ? coverage : null };
    // That it cannot read the files of the others is no fault of this source.
    const { error: _, ...rest } = looked;
    return { ...rest, survey };
  });
}

/** More than any table has columns. */
const GIVES = 1_000_000;

function rankOf(table: SurveyedTable): number {
  const known = table.columns.filter(({ variable }) => variable !== null).length;
  return (givesSomething(table) ? GIVES : 0) + known;
}
