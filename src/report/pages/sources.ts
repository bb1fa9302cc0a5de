import {
  facts,
  opens,
  stepLink,
  table,
  wordsOf,
  type Column,
  type PageContext,
} from '../blocks.ts';
import { html, raw, type Html, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import type { SurveyedSource } from '../site-data.ts';
import { stateOf } from '../../sources/state.ts';
import {
  kindIn,
  namesText,
  reasonsOf,
  shortPath,
  spanText,
  yearsOf,
  type Coverage,
  type SurveyedTable,
} from '../../sources/survey.ts';
import { STATE_WORDS, SURVEY_WORDS, YEAR_FROM_WORDS, COUNT_WORDS } from '../../sources/words.ts';
import { textIn, type Bilingual, type Language } from '../../text/language.ts';
import { countText } from '../../text/numbers.ts';

/** What became of each raw file, column by column, and how many units have a value in each year. */
export function sourcesPage(context: PageContext, sources: readonly SurveyedSource[]): Page {
  const { sources: words } = wordsOf(context);
  const body = html`<p>${words.intro}</p>
    ${sources.map((source) => sourcePart(context, source))}`;
  return { file: 'sources.html', title: words.title, under: 'data', body };
}

function sourcePart(context: PageContext, { step, survey }: SurveyedSource): Html {
  const { language } = context;
  const { tables, coverage } = survey;
  const detailed = tables.filter(({ kind, columns }) => kind !== null || columns.length > 0);
  return html`<section>
    <h2>${stepLink(step)}</h2>
    ${filesTable(context, step, tables)} ${coverage !== null && coverageTable(coverage, language)}
    ${detailed.map((one) => opens(raw(nameOf(step, one)), detailOf(one, language)))}
  </section> `;
}

function filesTable(context: PageContext, step: string, tables: readonly SurveyedTable[]): Html {
  const { language } = context;
  const word = (name: keyof typeof SURVEY_WORDS) => SURVEY_WORDS[name][language];
  const columns: Column[] = [
    word('file'),
    word('state'),
    word('kind'),
    word('years'),
    { number: word('units') },
    ...(['read', 'kept', 'merged'] as const).map((name): Column => ({
      number: COUNT_WORDS[name]?.[language] ?? name,
    })),
    word('reason'),
  ];
  const rows = tables.map((one) => [
    raw(nameOf(step, one)),
    STATE_WORDS[stateOf(one)][language],
    raw(kindIn(one, language)),
    one.years === null ? '' : spanText(one.years),
    one.units === null ? '' : countText(one.units),
    ...(['read', 'kept', 'merged'] as const).map((name) => countText(one.counts[name] ?? 0)),
    reasonsPart(context, one),
  ]);
  return table(word('allFiles'), columns, rows);
}

/** Why a file is not read, or why rows and cells of it are not used. */
function reasonsPart({ site, language }: PageContext, one: SurveyedTable): Part {
  if (one.outcome !== 'read') return raw([one.code, one.reason].join(' ').trim());
  const reasons = reasonsOf(one).map(([reason, count]) => {
    const known = Object.hasOwn(site.reasonWords, reason) ? site.reasonWords[reason] : undefined;
    return `${known === undefined ? reason : textIn(known, language)} ${countText(count)}`;
  });
  return raw(reasons.join(language === 'en' ? ', ' : '，'));
}

function nameOf(step: string, { file, sheet }: SurveyedTable): string {
  const path = shortPath(step, file).replace(`${step}/`, '');
  return sheet === '' ? path : `${path} [${sheet}]`;
}

function detailOf({ columns, ...one }: SurveyedTable, language: Language): Html {
  const word = (name: keyof typeof SURVEY_WORDS) => SURVEY_WORDS[name][language];
  const from: Bilingual | undefined = YEAR_FROM_WORDS[one.yearFrom ?? ''];
  const list = facts([
    [word('because'), one.why === null ? '' : raw(one.why)],
    [word('headerRows'), one.headerRows === null ? '' : spanText(one.headerRows)],
    [word('yearFrom'), from?.[language] ?? ''],
  ]);
  if (columns.length === 0) return list;
  const heads = ['column', 'variable', 'unit', 'year', 'scope', 'note'] as const;
  const rows = columns.map((column) => [
    raw(column.column),
    column.variable === null ? notUsed(column.nearest, language) : raw(column.variable),
    raw(column.unit ?? ''),
    column.year === null ? '' : String(column.year),
    raw(column.scope ?? ''),
    raw(column.note ?? ''),
  ]);
  return html`${list} ${table(word('allColumns'), heads.map(word), rows)}`;
}

function notUsed(nearest: string | null, language: Language): Part {
  const like = nearest === null ? '' : ` (${SURVEY_WORDS.nearest[language]}: ${nearest})`;
  return raw(SURVEY_WORDS.notUsed[language] + like);
}

function coverageTable(coverage: Coverage, language: Language): Html | '' {
  const all = yearsOf(coverage);
  if (all.length === 0) return '';
  const { unit, expected, lines } = coverage;
  const of = expected === null ? '' : ` (${SURVEY_WORDS.of[language]} ${countText(expected)})`;
  const what = unit ?? SURVEY_WORDS.rows[language];
  const hasMissing = lines.some(({ missing }) => missing.length > 0);
  const columns: Column[] = [
    SURVEY_WORDS.variable[language],
    ...all.map((year) => ({ number: String(year) })),
    ...(hasMissing ? [SURVEY_WORDS.without[language]] : []),
  ];
  const rows = lines.map(({ variable, years: found, missing }) => [
    raw(variable === '' ? what : variable),
    ...all.map((year) => countText(found.get(year) ?? 0)),
    ...(hasMissing ? [raw(namesText(missing))] : []),
  ]);
  return table(`${what}: ${SURVEY_WORDS.coverage[language]}${of}`, columns, rows);
}
