import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CHECK_NAMES, VERDICT_NAMES } from '../../published/checks/names.ts';
import { checkPaper, type PaperCheck } from '../../published/checks/paper.ts';
import type { Finding, Verdict } from '../../published/finding.ts';
import { readPrintedTables } from '../../published/printed/tables.ts';
import { UserError } from '../../text/user-error.ts';
import { LANGUAGES, type Language } from '../../text/language.ts';
import { wrapped } from '../../text/width.ts';
import { usageError, type Flags } from '../arguments.ts';
import { EXIT, tell, type RunArguments, type VerbContext } from '../terminal.ts';

const DEFAULT_FILE = 'data/reference/published_tables.json';
const VERDICTS: readonly Verdict[] = ['inconsistent', 'cannot tell', 'consistent'];
const INDENT = '    ';
/** Lines longer than this are hard to read on any terminal. */
const WIDEST = 110;

/**
 * `audit paper [FILE]`: the findings about printed tables, without the consistent ones unless
 * `--verbose`. Exit code 0 whatever it finds: what it finds is about the publication, not the run.
 */
export async function auditPaper(
  context: VerbContext,
  args: RunArguments,
  flags: Flags,
): Promise<number> {
  const { root, terminal } = context;
  const [file = DEFAULT_FILE, ...more] = args.targets;
  if (more.length > 0) throw usageError('audit paper takes one file', 'didactic audit paper FILE');
  const check = checkPaper(readPrintedTables(file, readText(root, file)));
  for (const found of check.findings) tell(context, args, { event: 'finding', ...found }, '');
  const width = Math.min(WIDEST, terminal.isTerminal ? terminal.columns : WIDEST);
  const language = languageOf(flags);
  const text = paperText(file, check, { language, verbose: args.verbose, width });
  tell(context, args, { event: 'paper', file, ...check.summary }, text);
  return EXIT.done;
}

interface TextOptions {
  readonly language: Language;
  readonly verbose: boolean;
  readonly width: number;
}

function paperText(file: string, { findings, summary }: PaperCheck, options: TextOptions): string {
  const { language, verbose } = options;
  const shown = VERDICTS.filter((verdict) => verbose || verdict !== 'consistent');
  const parts = shown.flatMap((verdict) => {
    const some = findings.filter((found) => found.verdict === verdict);
    return some.length === 0 ? [] : [sectionText(verdict, some, options)];
  });
  const counts = VERDICTS.map(
    (verdict) => `${summary[verdict]} ${VERDICT_NAMES[verdict][language].toLowerCase()}`,
  );
  return `${[...parts, `${file}: ${counts.join(', ')}`].join('\n')}\n`;
}

function sectionText(verdict: Verdict, findings: readonly Finding[], options: TextOptions): string {
  const { language, width } = options;
  const checks = [...Map.groupBy(findings, ({ check }) => check)];
  const lines = checks.flatMap(([check, found]) => [
    `  ${CHECK_NAMES[check][language]}`,
    ...found.flatMap(({ arithmetic }) => bullet(arithmetic[language], width)),
  ]);
  return `${VERDICT_NAMES[verdict][language]} (${findings.length})\n${lines.join('\n')}\n`;
}

function bullet(text: string, width: number): string[] {
  const lines = wrapped(text, width - INDENT.length);
  return lines.map((line, i) => (i === 0 ? `  - ${line}` : INDENT + line));
}

function readText(root: string, file: string): string {
  try {
    return readFileSync(resolve(root, file), 'utf8');
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError('E_NO_FILE', absent ? 'there is no such file' : 'it cannot be read', {
      where: file,
      hint: 'docs/checking-a-published-table.md has the form of such a file',
    });
  }
}

function languageOf(flags: Flags): Language {
  const language = flags.get('--language')?.at(-1) ?? 'en';
  const known = LANGUAGES.find((name) => name === language);
  if (known !== undefined) return known;
  throw usageError(`--language ${language}`, LANGUAGES.join(' or '));
}
