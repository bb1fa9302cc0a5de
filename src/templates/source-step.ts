import type { ZodType } from 'zod';
import { sheetOf } from '../io/raw/open-raw.ts';
import type { ColumnType } from '../io/tables/parquet.ts';
import type { Ignored, TableMapping } from '../sources/mapping.ts';
import type { Counts, Place, Reject } from '../sources/outcome.ts';
import type { RuleOfTable, SourceRule } from '../sources/rule.ts';
import type { Sheet } from '../sources/table.ts';
import type { StepContext, StepDefinition } from '../step.ts';
import type { Ledger } from './sources/ledger.ts';
import { streamedStep } from './sources/streamed-step.ts';

/** What a sheet gave. */
interface SheetReading<T> {
  readonly mapping: TableMapping;
  readonly observations: readonly T[];
  readonly rejected: readonly Reject[];
  /** Of cells, without those of the observations. */
  readonly counts: Counts;
}

interface SheetSource<P, T> {
  readonly params: ZodType<P>;
  readonly schema: Readonly<Record<string, ColumnType>>;
  readonly reader: (
    context: StepContext<P>,
  ) => (sheet: Sheet, rule: RuleOfTable) => SheetReading<T> | Ignored;
  /** Makes one of observations of the same. */
  readonly settle: (
    observations: readonly T[],
    params: P,
  ) => { readonly kept: readonly T[]; readonly rejected: readonly Reject[] };
  readonly row: (observation: T) => readonly unknown[];
}

/** A step that reads sheets of cells, in which several files may state the same. */
export function sourceStep<
  P extends { readonly sources: readonly SourceRule[] },
  T extends { readonly origin: Place },
>({ params, schema, reader, settle, row }: SheetSource<P, T>): StepDefinition<P> {
  return streamedStep<P, T>({
    params,
    unit: 'cells',
    schema,
    reader(context) {
      const readSheet = reader(context);
      return {
        async read(table, rule) {
          const found = readSheet(await sheetOf(table), rule);
          if ('ignored' in found) return found;
          const { mapping, observations, ...tally } = found;
          return { mapping, batches: [observations], tally: () => tally };
        },
      };
    },
    async *rows(batches, ledger, settings) {
      const observations: T[] = [];
      for await (const batch of batches) for (const one of batch) observations.push(one);
      const { kept, rejected } = settle(observations, settings);
      account(observations, kept, rejected, ledger);
      yield kept.map(row);
    },
  });
}

/** Writes into the ledger what became of all observations: what is neither kept nor rejected was merged. */
function account(
  observations: readonly { readonly origin: Place }[],
  kept: readonly { readonly origin: Place }[],
  rejected: readonly Reject[],
  ledger: Ledger,
): void {
  for (const { origin } of observations) ledger.add(origin, 'merged');
  for (const { origin } of kept) {
    ledger.add(origin, 'kept');
    ledger.add(origin, 'merged', -1);
  }
  for (const reject of rejected) {
    ledger.reject(reject);
    ledger.add(reject.origin, 'merged', -1);
  }
}
