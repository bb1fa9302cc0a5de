import { formatError } from '../../engine/events/diagnostic.ts';
import { stateOf } from '../../sources/state.ts';
import {
  kindIn,
  namesText,
  reasonsOf,
  shortPath,
  spanText,
  yearsOf,
  type Coverage,
  type SurveyedColumn,
  type SurveyedTable,
} from '../../sources/survey.ts';
import {
  COUNT_WORDS,
  STATE_WORDS,
  SURVEY_WORDS,
  UNIT_WORDS,
  YEAR_FROM_WORDS,
} from '../../sources/words.ts';
import { inColumns } from '../../text/columns.ts';
import type { Language } from '../../text/language.ts';
import { countText } from '../../text/numbers.ts';
import { displayWidth, padEnd, shortened } from '../../text/width.ts';
import type { Looked } from './look.ts';

export interface TextOptions {
  readonly language: Language;
  readonly columns: number;
  /** Whether the detail of a table is shown. */
  readonly isDetailed: (table: SurveyedTable) => boolean;
}

/** Widest column of names of files; the rest of a line is for what became of them. */
const NAMES = 44;

/** What became of the files of a source: a line each, the detail of those that are asked for. */
export function sourceText(looked: Looked, options: TextOptions): string {
  const { step, survey, error } = looked;
  if (survey === null) return `${step}: ${error === undefined ? '' : formatError(error)}\n`;
  const { tables, coverage } = survey;
  const lines = tables.flatMap((table) => [
    tableLine(step, table, tables, options),
    ...(options.isDetailed(table) ? detailLines(table, options) : []),
  ]);
  const table = coverage === null ? '' : coverageText(coverage, options);
  return `${headText(looked, tables, options)}\n${lines.map((line) => `${line}\n`).join('')}${table}`;
}

function headText(
  { step, unit }: Looked,
  tables: readonly SurveyedTable[],
  { language }: TextOptions,
): string {
  const files = new Set(tables.map(({ file }) => file)).size;
  const counts = Object.entries(COUNT_WORDS).flatMap(([name, word]) => {
    const sum = tables.reduce((all, { counts: own }) => {
      return all + (own[name as keyof typeof own] ?? 0);
    }, 0);
    return sum === 0 ? [] : [`${word[language]} ${countText(sum)}`];
  });
  const count = `${countText(files)} ${files === 1 ? 'file' : SURVEY_WORDS.files.en}`;
  const named = language === 'en' ? count : `${countText(files)} ${SURVEY_WORDS.files.zh}`;
  return `${step}: ${[named, ...counts].join(', ')}${unit === '' ? '' : ` (${UNIT_WORDS[unit]?.[language] ?? unit})`}`;
}

function tableLine(
  step: string,
  table: SurveyedTable,
  all: readonly SurveyedTable[],
  { language, columns }: TextOptions,
): string {
  const names = all.map((one) => nameOf(step, one));
  const width = Math.min(NAMES, Math.max(...names.map(displayWidth)));
  const states = Object.values(STATE_WORDS).map((word) => displayWidth(word[language]));
  const state = padEnd(STATE_WORDS[stateOf(table)][language], Math.max(...states));
  const name = padEnd(shortened(nameOf(step, table), width), width);
  const head = `  ${state}  ${name}  `;
  const facts = factsOf(table, language);
  // Why a file is refused is what a reader has to know of it.
  if (table.outcome === 'refused') return head + facts;
  return (head + shortened(facts, Math.max(20, columns - displayWidth(head)))).trimEnd();
}

function nameOf(step: string, { file, sheet }: SurveyedTable): string {
  const short = shortPath(step, file);
  const path = short.startsWith(`${step}/`) ? short.slice(step.length + 1) : file;
  return sheet === '' ? path : `${path} [${sheet}]`;
}

function factsOf(table: SurveyedTable, language: Language): string {
  if (table.outcome !== 'read') return `${table.code} ${table.reason}`.trim().split('\n').join(' ');
  const { counts, years } = table;
  // What another file states as well counts as merged: it is used all the same.
  const used = (['kept', 'merged'] as const).flatMap((name) => {
    const count = counts[name] ?? 0;
    const isShown = name === 'kept' || count > 0;
    return isShown ? [`${COUNT_WORDS[name]?.[language] ?? ''} ${countText(count)}`] : [];
  });
  const parts = [
    used.join(', '),
    years === null ? '' : spanText(years),
    reasonsText(table, 2),
    kindIn(table, language),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function reasonsText(table: SurveyedTable, most: number): string {
  const reasons = reasonsOf(table);
  const shown = reasons.slice(0, most).map(([reason, count]) => `${reason} ${countText(count)}`);
  return [...shown, ...(reasons.length > most ? ['…'] : [])].join(', ');
}

function detailLines(table: SurveyedTable, { language }: TextOptions): string[] {
  const word = (name: keyof typeof SURVEY_WORDS) => SURVEY_WORDS[name][language];
  const { kind, why, headerRows, yearFrom, format, todo } = table;
  const rows =
    headerRows === null ? word('noHeader') : `${word('headerRows')} ${spanText(headerRows)}`;
  const from =
    yearFrom === null
      ? ''
      : `${word('yearFrom')} ${YEAR_FROM_WORDS[yearFrom]?.[language] ?? yearFrom}`;
  const facts = [
    [kindIn(table, language), why === null || why === '' ? null : `${word('because')}: ${why}`],
    [format, kind === null || kind === '' ? null : rows, from],
    [todo],
    [reasonsText(table, Number.MAX_SAFE_INTEGER)],
  ];
  const lines = facts
    .map((parts) => parts.filter((part) => part !== null && part !== '').join('; '))
    .filter((line) => line !== '');
  const columns = table.columns.map((column) => columnLine(column, language));
  const named = columns.length === 0 ? [] : inColumns(columns, []).trimEnd().split('\n');
  return [...lines, ...named].map((line) => `      ${line}`);
}

function columnLine(
  { column, variable, unit, year, scope, note, nearest }: SurveyedColumn,
  language: Language,
): string[] {
  const like = nearest === null ? '' : ` (${SURVEY_WORDS.nearest[language]}: ${nearest})`;
  const use = variable ?? `${SURVEY_WORDS.notUsed[language]}${like}`;
  const of = [unit, year === null ? null : String(year), scope, note];
  const facts = of.filter((fact) => fact !== null && fact !== '').join(', ');
  return [column.replaceAll(/\s+/gu, ' '), `→ ${use}`, facts];
}

/** Variable by year: how many units have a value; years that hold the same stand together. */
function coverageText(coverage: Coverage, { language, columns }: TextOptions): string {
  const all = yearsOf(coverage);
  if (all.length === 0) return '';
  const { lines, expected, unit } = coverage;
  const width = Math.max(...lines.map(({ variable }) => displayWidth(variable))) + 2;
  const cell = Math.max(4, ...lines.flatMap((line) => [...line.years.values()].map(widthOf))) + 2;
  const fitting = Math.max(1, Math.floor((columns - width - 4) / cell));
  const of = expected === null ? '' : ` (${SURVEY_WORDS.of[language]} ${countText(expected)})`;
  const head = `  ${unit ?? SURVEY_WORDS.rows[language]}: ${SURVEY_WORDS.coverage[language]}${of}`;
  const blocks: string[] = [];
  for (let at = 0; at < all.length; at += fitting) {
    const shown = all.slice(at, at + fitting);
    const cells = lines.map(({ variable, years: found }) => [
      variable,
      ...shown.map((year) => countText(found.get(year) ?? 0)),
    ]);
    const numbers = shown.map((_, i) => i + 1);
    blocks.push(inColumns([['', ...shown.map(String)], ...cells], numbers));
  }
  const nowhere = lines.filter(({ years }) => years.size === 0).map(({ variable }) => variable);
  const without = [
    ...(nowhere.length === 0 ? [] : [`  ${SURVEY_WORDS.nowhere[language]}: ${nowhere.join(', ')}`]),
    // Variables of the same files lack the same units.
    ...[...Map.groupBy(lines, ({ missing }) => missing.join('\n')).values()].flatMap((group) => {
      const missing = group[0]?.missing ?? [];
      if (missing.length === 0) return [];
      const variables = group.map(({ variable }) => variable).join(', ');
      return `  ${variables} ${SURVEY_WORDS.without[language]}: ${namesText(missing)}`;
    }),
  ];
  const table = blocks.join('').trimEnd().split('\n');
  return `${[head, ...table.map((line) => `    ${line}`), ...without].join('\n')}\n`;
}

function widthOf(count: number): number {
  return countText(count).length;
}
