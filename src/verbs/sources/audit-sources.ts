import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Session } from '../../engine/session.ts';
import { writeWhole } from '../../engine/state/memo.ts';
import { STUDY_FILE } from '../../engine/study/study.ts';
import { entriesOf } from '../../sources/match.ts';
import { SOURCE_RULE } from '../../sources/rule.ts';
import { suggestionsOf, type Suggestion } from '../../sources/suggest.ts';
import type { SurveyedTable } from '../../sources/survey.ts';
import { SURVEY_WORDS } from '../../sources/words.ts';
import { LANGUAGES, type Language } from '../../text/language.ts';
import { didYouMean } from '../../text/nearest.ts';
import { UserError } from '../../text/user-error.ts';
import { usageError, type Flags } from '../arguments.ts';
import { openProject } from '../open.ts';
import { EXIT, FailedError, tell, type RunArguments, type VerbContext } from '../terminal.ts';
import { assigned } from './assign.ts';
import { lookAtSources, sourceNodes, type Looked } from './look.ts';
import { sourceText } from './text.ts';
import { rulesText, withRules } from './write-rules.ts';

/** Reference tables are no raw files. */
const REFERENCE = 'data/reference/';

/**
 * `audit sources [FOLDER]`: what would become of each raw file, without a run. `--write` writes into
 * pipeline.yaml what would settle what is open.
 */
export async function auditSources(
  context: VerbContext,
  args: RunArguments,
  flags: Flags,
): Promise<number> {
  const [named, ...more] = args.targets;
  if (more.length > 0) throw usageError('audit sources takes one folder', 'audit sources data/raw');
  const language = languageOf(flags);
  const folder = named === undefined ? undefined : folderOf(context.root, named);
  const { session, graph } = await openProject(context, args.overrides);
  const steps = sourceNodes(graph).map(({ spec: { name } }) => name);
  if (steps.length === 0) {
    throw new FailedError('E_NO_SOURCES', 'no step of this study reads raw files', {
      where: STUDY_FILE,
      hint: 'docs/adding-a-source.md says what such a step is.',
    });
  }
  const isSplit = steps.some((step) => session.files.list(`${folder}/${step}`).length > 0);
  const only = (step: string) => {
    if (folder === undefined) return undefined;
    const found = session.files.list(isSplit ? `${folder}/${step}` : folder);
    return (files: readonly string[]) =>
      [...files.filter((file) => file.startsWith(REFERENCE)), ...found].sort();
  };
  const isMixed = folder !== undefined && !isSplit;
  if (isMixed && flags.has('--write')) {
    throw usageError(
      `${folder} has no folder for each source`,
      `Put its files into ${steps.map((step) => `data/raw/${step}/`).join(', ')} first.`,
    );
  }
  const looked = await lookAtSources(session, graph, context.signal, only);
  const all = isMixed ? assigned(looked) : looked;
  const wanted = flags.get('--file') ?? [];
  const isDetailed = (table: SurveyedTable) => args.all || isNamed(table, wanted);
  const open = isMixed ? [] : all;
  const suggestions = open.flatMap(({ step, survey }) => suggestionsOf(step, survey?.tables ?? []));
  const shown = all.flatMap((one) => narrowed(one, wanted) ?? []);
  if (wanted.length > 0 && shown.length === 0) throw noFile(wanted, all);
  for (const one of shown) {
    tellSource(context, args, one, (columns) => sourceText(one, { language, columns, isDetailed }));
  }
  if (wanted.length > 0 && !flags.has('--write')) return EXIT.done;
  for (const idle of idleRules(session, all)) {
    const text = `sources: ${SURVEY_WORDS.idleEntry[language]} ${idle}\n`;
    tell(context, args, { event: 'idle_entry', files: idle }, text);
  }
  if (!isMixed) finish(context, args, flags, suggestions, language);
  return EXIT.done;
}

function tellSource(
  context: VerbContext,
  args: RunArguments,
  looked: Looked,
  text: (columns: number) => string,
): void {
  const { step, survey, error } = looked;
  if (!args.json) {
    const { isTerminal, columns } = context.terminal;
    context.terminal.out(`${text(isTerminal ? columns : 120)}\n`);
    return;
  }
  for (const table of survey?.tables ?? []) {
    tell(context, args, { event: 'source_file', step, ...table }, '');
  }
  for (const { variable, years, missing } of survey?.coverage?.lines ?? []) {
    const { unit, expected } = survey?.coverage ?? {};
    const cells = Object.fromEntries(years);
    tell(
      context,
      args,
      { event: 'coverage', step, variable, unit, expected, years: cells, missing },
      '',
    );
  }
  tell(context, args, { event: 'source', step, ...(error === undefined ? {} : { error }) }, '');
}

function finish(
  context: VerbContext,
  args: RunArguments,
  flags: Flags,
  suggestions: readonly Suggestion[],
  language: Language,
): void {
  for (const suggestion of args.json ? suggestions : []) {
    tell(context, args, { event: 'suggestion', ...suggestion }, '');
  }
  const say = (text: string) => (args.json ? undefined : context.terminal.out(`${text}\n`));
  if (suggestions.length === 0) {
    say(SURVEY_WORDS.nothingOpen[language]);
    return;
  }
  const piece = `sources:\n${rulesText(suggestions, '  ')}`.trimEnd();
  if (!flags.has('--write')) {
    say(`${SURVEY_WORDS.settle[language]}\n\n${piece}`);
    return;
  }
  const path = join(context.root, STUDY_FILE);
  writeWhole(path, withRules(readFileSync(path, 'utf8'), suggestions));
  say(`${SURVEY_WORDS.written[language]}:\n\n${piece}`);
}

/** Only the files that are asked for, where some are; undefined where a source has none of them. */
function narrowed(looked: Looked, wanted: readonly string[]): Looked | undefined {
  if (wanted.length === 0) return looked;
  const tables = looked.survey?.tables.filter((table) => isNamed(table, wanted)) ?? [];
  return tables.length === 0 ? undefined : { ...looked, survey: { tables, coverage: null } };
}

function noFile(wanted: readonly string[], all: readonly Looked[]): UserError {
  const files = all.flatMap(({ survey }) => survey?.tables.map(({ file }) => file) ?? []);
  const names = files.flatMap((file) => {
    const own = file.slice(file.lastIndexOf('/') + 1);
    return [own, own.replace(/\.[^.]*$/u, '')];
  });
  const [name = ''] = wanted;
  return new FailedError('E_NO_FILE', `no raw file is named ${wanted.join(' or ')}`, {
    hint: didYouMean(name, names) || 'audit sources shows the names of all.',
  });
}

/** By path, by name, or by a part of it. */
function isNamed({ file }: SurveyedTable, wanted: readonly string[]): boolean {
  return wanted.some((name) => file.includes(name));
}

/** Globs of the study's own entries that match no raw file of any step. */
function idleRules({ study }: Session, all: readonly Looked[]): string[] {
  const files = all.flatMap(({ files: read, survey }) => [
    ...read.filter((file) => !file.startsWith(REFERENCE)),
    ...(survey?.tables.map(({ file }) => file) ?? []),
  ]);
  const rules = SOURCE_RULE.array().safeParse(study.sources ?? []).data ?? [];
  return rules.flatMap((rule) => {
    const entry = { rule, where: () => STUDY_FILE };
    const isIdle = files.every((file) => entriesOf([entry], file).length === 0);
    return isIdle ? [[rule.files].flat().join(', ')] : [];
  });
}

/** A folder of the project, as the project spells it. */
function folderOf(root: string, named: string): string {
  const path = relative(root, resolve(root, named)).replaceAll('\\', '/');
  if (path !== '' && !path.startsWith('..') && !/^[A-Za-z]:/u.test(path)) return path;
  throw new UserError('E_PATH_OUTSIDE', `"${named}" is not a folder of the project`, {
    hint: 'Link or copy it into data/raw, or name the project that it belongs to: --project DIR.',
  });
}

function languageOf(flags: Flags): Language {
  const language = flags.get('--language')?.at(-1) ?? 'en';
  const known = LANGUAGES.find((name) => name === language);
  if (known !== undefined) return known;
  throw usageError(`--language ${language}`, LANGUAGES.join(' or '));
}
