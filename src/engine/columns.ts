import { UserError } from '../text/user-error.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Graph, Node } from './graph.ts';
import type { Kinds, Schemas, TableColumns } from './kinds.ts';
import type { Receipt } from './state/receipt.ts';
import { locate, STUDY_FILE, type Study } from './study/study.ts';
import { placeOf } from './wires.ts';

/**
 * The columns of every table as far as they can be told before anything runs: from SQL, from what
 * TypeScript steps declare, else from what was built last. On the way every column that a step
 * declared to read is looked for. Errors: E_UNKNOWN_COLUMN at the place that names it.
 */
export async function knownColumns(
  study: Study,
  graph: Graph,
  kinds: Kinds,
  receiptOf: (step: string) => Receipt | undefined,
): Promise<Schemas> {
  const known: Record<string, TableColumns> = {};
  let all = true;
  for (const [name, node] of graph) {
    checkReads(study, node, known);
    const inputs = Object.fromEntries(
      Object.keys(node.inputs).flatMap((table) => {
        const columns = known[table];
        return columns === undefined ? [] : [[table, columns] as const];
      }),
    );
    const found = await kinds
      .of(node.spec.kind)
      .schemas(node.spec, node.described, inputs)
      // The step itself will say what is wrong with its code, and hold up no other.
      .catch((error: unknown): Schemas => {
        if (error instanceof UserError) return {};
        throw error;
      });
    for (const [artifact, path] of Object.entries(node.outputs)) {
      const columns = found[artifact] ?? receiptOf(name)?.outputs[artifact]?.table?.columns;
      if (columns !== undefined) known[artifact] = columns;
      else if (path.endsWith('.parquet')) all = false;
    }
  }
  const roled = [...graph.values()].some(({ described }) =>
    Object.values(described.places).some((place) => place.startsWith(`${STUDY_FILE}#study.`)),
  );
  if (all && roled) checkRoles(study, known);
  return known;
}

function checkReads(study: Study, { spec, described }: Node, known: Schemas): void {
  for (const [table, columns] of Object.entries(described.reads)) {
    const names = known[table]?.map(({ name }) => name);
    if (names === undefined || columns === '*') continue;
    const missing = columns.find((column) => !names.includes(column));
    if (missing === undefined) continue;
    throw new UserError(
      'E_UNKNOWN_COLUMN',
      `step "${spec.name}" reads column "${missing}", which table "${table}" does not have`,
      {
        where: placeOf(spec, described, missing, study),
        hint: didYouMean(missing, names) || `its columns: ${names.join(', ')}`,
      },
    );
  }
}

/** Where steps go by the roles, a role that none of them asked for is a promise too. */
function checkRoles({ roles, positions }: Study, known: Schemas): void {
  const names = new Set(Object.values(known).flatMap((columns) => columns.map(({ name }) => name)));
  for (const [role, column] of Object.entries(roles) as [string, string][]) {
    if (names.has(column)) continue;
    throw new UserError('E_UNKNOWN_COLUMN', `study.${role} is "${column}", a column of no table`, {
      where: locate({ positions }, `${STUDY_FILE}#study.${role}`),
      hint: didYouMean(column, names) || 'name a column of the panel',
    });
  }
}
