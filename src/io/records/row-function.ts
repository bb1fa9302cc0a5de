import { DuckDBScalarFunction, INTEGER, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';

/** A staged row: its number among all, the table that it comes from, and its row there. */
export interface StagedRow {
  readonly n: number;
  readonly place: number;
  readonly row: number;
}

/**
 * Makes a function of ours callable in SQL as `name(n, place, row, cells…)`. DuckDB calls it in no certain order.
 * An error inside it cannot leave DuckDB: it is thrown by the function that this returns.
 */
export function registerRowFunction(
  connection: DuckDBConnection,
  name: string,
  cells: number,
  answer: (at: StagedRow, cells: readonly (string | null)[]) => string | null,
): () => void {
  let failure: { readonly error: unknown } | undefined;
  const scalar = DuckDBScalarFunction.create({
    name,
    returnType: VARCHAR,
    parameterTypes: [INTEGER, INTEGER, INTEGER, ...Array.from({ length: cells }, () => VARCHAR)],
    // It must not be moved, nor called again for a row.
    volatile: true,
    mainFunction(_info, input, output) {
      const [numbers, places, rows, ...texts] = Array.from({ length: cells + 3 }, (_, i) =>
        input.getColumnVector(i),
      );
      for (let i = 0; i < input.rowCount; i += 1) {
        let text: string | null = null;
        try {
          if (failure === undefined) {
            const [n, place, row] = [numbers, places, rows].map((c) => c?.getItem(i) as number);
            const found = texts.map((column) => column.getItem(i) as string | null);
            text = answer({ n, place, row } as StagedRow, found);
          }
        } catch (error) {
          failure = { error };
        }
        output.setItem(i, text);
      }
      output.flush();
    },
  });
  connection.registerScalarFunction(scalar);
  return () => {
    if (failure !== undefined) throw failure.error;
  };
}
