import { join } from 'node:path';
import { openRaw } from '../../io/raw/open-raw.ts';
import { systemFile } from '../../io/raw/system-files.ts';
import { entriesOf, ignoredBy, ruleOf, type SourceEntry } from '../../sources/match.ts';
import type { TableReader, TableReading } from '../../sources/outcome.ts';
import { placeOf, type RawTable } from '../../sources/table.ts';
import type { StepContext } from '../../step.ts';
import { UserError } from '../../text/user-error.ts';
import type { Ledger } from './ledger.ts';

/**
 * Reads raw files one after the other and gives the records of their tables, a batch at a time. What
 * becomes of each file and sheet is written into the ledger. A file that cannot be read does not stop the
 * others, so that all of them are named together in the end.
 */
export async function* readFiles<T>(
  { root, progress }: Pick<StepContext<unknown>, 'root' | 'progress'>,
  files: readonly string[],
  entries: readonly SourceEntry[],
  reader: TableReader<T>,
  ledger: Ledger,
): AsyncGenerator<readonly T[]> {
  const readings: (readonly [RawTable, TableReading<T>])[] = [];
  for (const [done, file] of files.entries()) {
    for (const table of await open(root, file, entries, ledger)) {
      try {
        const rule = ruleOf(entries, table.file, table.sheet);
        const ignored = ignoredBy(rule);
        // Drafts and look-up lists are hidden; one that is meant is named in sources:.
        if (table.hidden && rule.sheet === undefined && ignored === undefined) {
          ledger.ignore(table, 'a hidden sheet');
          continue;
        }
        if (ignored !== undefined) {
          ledger.leaveOut(table, ignored);
          continue;
        }
        const found = await reader.read(table, rule);
        if ('ignored' in found) {
          ledger.ignore(table, found.ignored, found.mapping);
          continue;
        }
        ledger.read(table, found.mapping);
        yield* found.batches;
        readings.push([table, found]);
      } catch (error) {
        ledger.refuse(table, inEntry(asRefusal(error), table, entries));
      }
    }
    progress(done + 1, files.length, 'files');
  }
  let refused: RawTable | undefined;
  try {
    if (reader.rest !== undefined) yield* reader.rest();
  } catch (error) {
    refused = refuseLate(readings, asRefusal(error), ledger);
  }
  for (const [table, { mapping, tally }] of readings) {
    if (table !== refused) settle(table, mapping, tally(), ledger);
  }
}

/** A table that only all of them together show to be of no use, so that the others are judged as well. */
function refuseLate<T>(
  readings: readonly (readonly [RawTable, TableReading<T>])[],
  error: UserError,
  ledger: Ledger,
): RawTable {
  const found = readings.find(([table]) => placeOf(table) === error.where);
  const sheets = readings.filter(([{ file }]) => file === found?.[0].file);
  // A file of which another sheet is read would not stop the run.
  if (found === undefined || sheets.length > 1) throw error;
  const [table, { mapping }] = found;
  ledger.refuse(table, error, mapping);
  return table;
}

function settle(
  table: RawTable,
  mapping: TableReading<unknown>['mapping'],
  { counts, rejected, refused }: ReturnType<TableReading<unknown>['tally']>,
  ledger: Ledger,
): void {
  for (const [name, more] of Object.entries(counts)) {
    ledger.add(table, name as keyof typeof counts, more);
  }
  for (const reject of rejected) ledger.rejects.push(reject);
  if (refused !== undefined) {
    ledger.refuse(table, refused, mapping);
    return;
  }
  if (counts.read !== 0 || rejected.length > 0) return;
  const error = new UserError('E_SHEET_EMPTY', 'there is a header and no row below it', {
    where: placeOf(table),
    hint: 'Take the file away if there was nothing to export, or download it again.',
  });
  ledger.refuse(table, error, mapping);
}

/** The tables of a file; none where the ledger says why. */
async function open(
  root: string,
  file: string,
  entries: readonly SourceEntry[],
  ledger: Ledger,
): Promise<readonly RawTable[]> {
  const whole = { file, sheet: '', format: null };
  const rule = ruleOf(entries, file);
  const wholly = ignoredBy(rule);
  // A rule that leaves out some sheets says nothing of the file.
  if (wholly !== undefined && rule.sheet === undefined) {
    ledger.leaveOut(whole, wholly);
    return [];
  }
  // A file of the system is nothing that anybody would have to settle.
  const system = systemFile(file);
  if (system !== null) {
    ledger.leaveOut(whole, system);
    return [];
  }
  try {
    const opened = await openRaw(join(root, file), file, rule);
    if (opened.outcome === 'ignored') {
      ledger.ignore(whole, opened.reason);
      return [];
    }
    for (const { reason, ...part } of opened.leftOut) {
      ledger.ignore({ ...part, format: opened.format }, reason);
    }
    return opened.tables;
  } catch (error) {
    ledger.refuse(whole, asRefusal(error));
    return [];
  }
}

/** A mistake of the user is the file's own; anything else is a fault of the program. */
function asRefusal(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}

/** A reader's complaint about what the study says of a table, at the entry that says it. */
function inEntry(error: UserError, table: RawTable, entries: readonly SourceEntry[]): UserError {
  const entry = entriesOf(entries, table.file).findLast(({ rule }) => rule.columns !== undefined);
  if (error.code !== 'E_SOURCE_RULE' || entry === undefined) return error;
  const { code, hint, message } = error;
  const where = entry.where(['columns']);
  return new UserError(code, `${message} (${placeOf(table)})`, { where, hint });
}
