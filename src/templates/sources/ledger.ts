import type { TableMapping } from '../../sources/mapping.ts';
import {
  COUNTS,
  type CountName,
  type Counts,
  type Outcome,
  type Place,
  type Reject,
} from '../../sources/outcome.ts';
import type { UserError } from '../../text/user-error.ts';

type Opened = Place & Pick<Outcome, 'format'>;

interface Entry extends Opened, Pick<Outcome, 'outcome' | 'settled' | 'mapping' | 'reason'> {
  readonly error: UserError | null;
  readonly counts: Partial<Record<CountName, number>>;
}

/** What becomes of each file and sheet of a source while it is read, in the order in which they came. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly rejects: Reject[] = [];

  read(table: Opened, mapping: TableMapping): void {
    this.#note(table, { outcome: 'read', mapping, reason: '', error: null });
  }

  ignore(table: Opened, reason: string, mapping: TableMapping | null = null): void {
    this.#note(table, { outcome: 'ignored', mapping, reason, error: null });
  }

  /** The study leaves it out. */
  leaveOut(table: Opened, reason: string): void {
    this.#note(table, { outcome: 'ignored', settled: true, mapping: null, reason, error: null });
  }

  refuse(table: Opened, error: UserError, mapping: TableMapping | null = null): void {
    this.#note(table, { outcome: 'refused', mapping, reason: error.message, error });
  }

  #note(
    { file, sheet, format }: Opened,
    found: Omit<Entry, 'settled' | 'counts' | keyof Opened> & { readonly settled?: boolean },
  ): void {
    const counts = this.#entries.get(keyOf({ file, sheet }))?.counts ?? {};
    this.#entries.set(keyOf({ file, sheet }), {
      file,
      sheet,
      format,
      settled: false,
      ...found,
      counts,
    });
  }

  /** Adds to a count of the table that a record came from. */
  add(origin: Place, name: CountName, more = 1): void {
    const entry = this.#entries.get(keyOf(origin));
    if (entry === undefined) throw new Error(`no table ${origin.file} ${origin.sheet} was read`);
    entry.counts[name] = (entry.counts[name] ?? 0) + more;
  }

  /** A record that is not used, which counts as one. */
  reject(reject: Reject): void {
    this.rejects.push(reject);
    this.add(reject.origin, 'rejected');
  }

  get outcomes(): Outcome[] {
    return [...this.#entries.values()].map(({ error, ...entry }) => ({
      ...entry,
      code: error?.code ?? '',
      todo: error?.hint ?? '',
    }));
  }

  /** The errors for which files and sheets are refused. */
  errorsOf(file: string): UserError[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.file === file)
      .flatMap(({ error }) => error ?? []);
  }

  /** Sums over all tables, for the names that any of them has, and those that every source has. */
  get counts(): Counts {
    const entries = [...this.#entries.values()];
    return Object.fromEntries(
      COUNTS.flatMap((name) => {
        const found = entries.flatMap(({ counts }) => counts[name] ?? []);
        const isShown = found.length > 0 || !OWN.has(name);
        return isShown ? [[name, found.reduce((sum, more) => sum + more, 0)]] : [];
      }),
    );
  }
}

/** Counts that some sources do not have. */
const OWN: ReadonlySet<CountName> = new Set(['missing', 'skipped']);

function keyOf({ file, sheet }: Place): string {
  return `${file}\n${sheet}`;
}
