import { entriesOf, foldHeader, type SourceEntry } from '../../sources/match.ts';
import type { Outcome, Reject } from '../../sources/outcome.ts';
import { placeOf } from '../../sources/table.ts';
import { nearest } from '../../text/nearest.ts';
import { UserError } from '../../text/user-error.ts';
import type { Ledger } from './ledger.ts';

/** Files named in one warning. */
const NAMED = 12;
const SEE =
  '`npm run -s audit -- sources` shows every file and what to write of it; with --write it writes it.';

/** What a reader should know of the files of a source: those that give nothing, sheets that are refused. */
export function warningsOf(ledger: Ledger): string[] {
  const files = Map.groupBy(ledger.outcomes, ({ file }) => file);
  const idle = [...files].filter(([, tables]) => isUnsettled(tables));
  const refused = [...files].flatMap(([, tables]) =>
    tables.some(({ outcome }) => outcome === 'read')
      ? tables.filter(({ outcome }) => outcome === 'refused')
      : [],
  );
  const lines = idle.map(([file, tables]) => `${file}: ${whyNothing(tables, ledger.rejects)}`);
  const sheets = refused.map((table) => `${placeOf(table)}: ${table.code} ${table.reason}`);
  const verb = lines.length === 1 ? 'gives' : 'give';
  return [
    ...(lines.length === 0
      ? []
      : [`${list(`${lines.length} of ${files.size} files ${verb} nothing`, lines)}\n  ${SEE}`]),
    ...(sheets.length === 0 ? [] : [list(`sheets that are not read: ${sheets.length}`, sheets)]),
  ];
}

/** Whether a file gives nothing though the study does not say that it is to be left out. */
function isUnsettled(tables: readonly Outcome[]): boolean {
  return !tables.some(givesSomething) && !tables.every(({ settled }) => settled);
}

/** Files and sheets that are ignored and that no warning names, each with its reason; may be empty. */
export function leftOutOf(outcomes: readonly Outcome[]): string {
  const lines = [...Map.groupBy(outcomes, ({ file }) => file).values()]
    .filter((tables) => !isUnsettled(tables))
    .flatMap((tables) => tables.filter(({ outcome }) => outcome === 'ignored'))
    .map((table) => `${placeOf(table)}: ${table.reason}`);
  return lines.length === 0 ? '' : list(`left out: ${lines.length}`, lines);
}

function list(head: string, lines: readonly string[]): string {
  const more = lines.length - NAMED;
  const rest = more > 0 ? [`and ${more} more; \`audit sources\` shows them`] : [];
  return [head, ...lines.slice(0, NAMED), ...rest].join('\n  ');
}

/** Throws one error that names every file that is refused, or all of them where none gives anything. */
export function judge(ledger: Ledger): void {
  const files = [...Map.groupBy(ledger.outcomes, ({ file }) => file)];
  const broken = files.filter(
    ([, tables]) =>
      tables.some(({ outcome }) => outcome === 'refused') &&
      !tables.some(({ outcome }) => outcome === 'read'),
  );
  const errors = broken.flatMap(([file]) => ledger.errorsOf(file));
  const [first] = errors;
  if (first !== undefined && errors.length === 1) {
    const { code, message, where, hint } = first;
    const leave = `Or leave it out: sources: [{ files: a.csv, ignore: true }]. ${SEE}`;
    throw new UserError(code, message, {
      where,
      hint: hint === '' ? leave : `${hint}\n  ${leave}`,
    });
  }
  if (first !== undefined) {
    const codes = new Set(errors.map(({ code }) => code));
    const count = broken.length === 1 ? '1 file' : `${broken.length} files`;
    throw new UserError(
      codes.size === 1 ? first.code : 'E_FILES_REFUSED',
      [`${count} of ${files.length} cannot be read`, ...errors.map(inOneLine)].join('\n  '),
      {
        where: broken.length === 1 ? (broken[0]?.[0] ?? '') : '',
        hint: `Mend them, or leave them out: sources: [{ files: a.csv, ignore: true }]. ${SEE}`,
      },
    );
  }
  if (files.some(([, tables]) => tables.some(givesSomething))) return;
  const lines = files.map(([file, tables]) => `${file}: ${whyNothing(tables, ledger.rejects)}`);
  throw new UserError('E_NOTHING_READ', list('no file gives anything', lines), {
    where: files.length === 1 ? (files[0]?.[0] ?? '') : '',
    hint: SEE,
  });
}

function inOneLine({ where, code, message, hint }: UserError): string {
  return [where, code, message].join(' ') + (hint === '' ? '' : `\n    ${hint}`);
}

function givesSomething({ counts }: Outcome): boolean {
  return (counts.kept ?? 0) + (counts.merged ?? 0) > 0;
}

function whyNothing(tables: readonly Outcome[], rejects: readonly Reject[]): string {
  const several = tables.length > 1;
  return tables
    .map((table) => {
      const name = several && table.sheet !== '' ? `sheet ${table.sheet}: ` : '';
      if (table.outcome !== 'read') return name + [table.code, table.reason].join(' ').trim();
      const read = table.counts.read ?? 0;
      return `${name}${read} read, ${reasonsOf(table, rejects) || 'none of them used'}`;
    })
    .join('; ');
}

/** `unknown_unit 2, bad_year 1`, the most frequent first. */
export function reasonsOf(
  { file, sheet }: Pick<Outcome, 'file' | 'sheet'>,
  rejects: readonly Reject[],
): string {
  const own = rejects.filter(({ origin }) => origin.file === file && origin.sheet === sheet);
  return [...Map.groupBy(own, ({ reason }) => reason)]
    .map(([reason, found]) => [reason, found.length] as const)
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
}

/** Throws for the first header of an entry that no table has of the files that it matches. */
export function checkColumns(entries: readonly SourceEntry[], outcomes: readonly Outcome[]): void {
  for (const entry of entries) {
    const named = Object.keys(entry.rule.columns ?? {});
    const tables = outcomes.filter(({ file }) => entriesOf([entry], file).length > 0);
    // A file that cannot be read may have the column.
    if (tables.some(({ outcome }) => outcome === 'refused')) continue;
    const headers = tables.flatMap(
      ({ mapping }) => mapping?.columns.map(({ header }) => header) ?? [],
    );
    if (headers.length === 0) continue;
    const folded = new Set(headers.map(foldHeader));
    const unknown = named.find((name) => !folded.has(foldHeader(name)));
    if (unknown === undefined) continue;
    const near = nearest(unknown, headers);
    const files = [...new Set(tables.map(({ file }) => file))];
    throw new UserError('E_COLUMN_MISSING', `no column "${unknown}" in ${files.join(', ')}`, {
      where: entry.where(['columns', unknown]),
      hint: near === undefined ? `It has ${headers.join(', ')}.` : `Did you mean "${near}"?`,
    });
  }
}

/** A warning for each entry that is this source's own and that matches none of its files. */
export function idleEntries(
  entries: readonly SourceEntry[],
  files: readonly string[],
  step: string,
): string[] {
  return entries.flatMap((entry) => {
    const globs = [entry.rule.files].flat();
    const isOwn = globs.every((glob) => glob.startsWith(`${step}/`)) || isBeside(entry, step);
    const isIdle = files.every((file) => entriesOf([entry], file).length === 0);
    return isOwn && isIdle ? [`sources: no file matches ${globs.join(', ')}`] : [];
  });
}

/** Whether an entry stands in a file beside the raw ones of this step. */
function isBeside(entry: SourceEntry, step: string): boolean {
  return new RegExp(`/${RegExp.escape(step)}/sources\\.ya?ml:`, 'u').test(entry.where([]));
}
