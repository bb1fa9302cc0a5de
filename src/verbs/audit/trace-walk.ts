import { join } from 'node:path';
import type { Graph, Node } from '../../engine/graph.ts';
import { readsOf } from '../../engine/plan.ts';
import type { Artifact } from '../../engine/state/receipt.ts';
import type { Session } from '../../engine/session.ts';
import {
  matchingRows,
  type Constraints,
  type MatchingRows,
} from '../../io/tables/matching-rows.ts';

/** A table on the way back, with the rows of it that bear on the row traced. */
export interface TraceNode {
  readonly table: string;
  readonly step: string;
  /** The SQL or TypeScript file that makes it. */
  readonly code: string;
  readonly depth: number;
  /** Columns that the step before it in the trace reads. */
  readonly columns: readonly string[];
  /** What singled the rows out: names of columns. */
  readonly by: readonly string[];
  /** Undefined where it shares no key with what leads here, or was shown before. */
  readonly matched: Pick<MatchingRows, 'rows' | 'first' | 'sources'> | undefined;
  readonly repeated: boolean;
  /** Raw and reference files that its step reads. */
  readonly files: readonly string[];
}

interface Walk {
  readonly session: Session;
  readonly graph: Graph;
  readonly emit: (node: TraceNode) => void;
  /** Names of columns that are part of some table's key. */
  readonly keys: ReadonlySet<string>;
  readonly seen: Set<string>;
}

interface Known {
  readonly name: string;
  readonly node: Node;
  readonly artifact: Artifact;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Columns whose values lead from a table to those that it was made of. */
export function keyNames(graph: Graph): Set<string> {
  return new Set([...graph.values()].flatMap(({ spec }) => spec.expect.key ?? []));
}

/**
 * Goes back from rows of a table to the raw files, table by table. Rows of an earlier table belong
 * to the trace if they agree with what led there in every key column that both have; a list column
 * `firms` holds several `firm`. Keys of rows found so lead on: contracts of a firm and year to their
 * parts and deliveries, which say nothing of firms and years. That is how tables of such a study are
 * joined; it does not read SQL, so a join by another rule (a filled gap, from other years) ends at the table that states it.
 */
export async function walkBack(
  options: Pick<Walk, 'session' | 'graph' | 'emit'>,
  table: string,
  start: Constraints,
  columns: readonly string[],
): Promise<void> {
  const walk: Walk = { ...options, keys: keyNames(options.graph), seen: new Set() };
  const known = tableNamed(walk, table);
  if (known !== undefined)
    await visit(walk, known, { env: start, initial: start, columns, depth: 0 });
}

interface Visit {
  readonly env: Constraints;
  /** What singled out the row at the start. */
  readonly initial: Constraints;
  readonly columns: readonly string[];
  readonly depth: number;
}

/** Emits a table and what it was made of; gives the key values of its matching rows. */
async function visit(walk: Walk, known: Known, call: Visit): Promise<Constraints> {
  const { session, keys } = walk;
  const { equal, holds } = constraintsOn(known, call);
  const by = [...equal.keys(), ...holds.keys()];
  const { spec } = known.node;
  const base = {
    table: known.name,
    step: spec.name,
    code: spec.run,
    depth: call.depth,
    columns: call.columns,
    by,
  };
  const names = known.columns.map(({ name }) => name);
  const signature = `${known.name} ${JSON.stringify([...equal, ...holds].map(([name, set]) => [name, ...set]))}`;
  if (by.length === 0 || walk.seen.has(signature)) {
    walk.emit({ ...base, matched: undefined, repeated: by.length > 0, files: [] });
    return new Map();
  }
  walk.seen.add(signature);
  const own = names.filter((name) => keys.has(name));
  const found = await matchingRows({
    path: join(session.root, known.artifact.path),
    equal,
    holds,
    keys: own,
    show: [...new Set([...own, ...call.columns.filter((name) => names.includes(name))])],
    columns: names,
  });
  walk.emit({ ...base, matched: found, repeated: false, files: spec.reads });
  if (found.rows > 0) await upstream(walk, known.node, merged(call.env, found.values), call);
  return found.values;
}

/**
 * Tables that a step reads: those first that share a key with what is known; then, by the keys of the
 * rows found in these, those that share none.
 */
async function upstream(walk: Walk, node: Node, env: Constraints, call: Visit): Promise<void> {
  const tables = Object.entries(await readsOf(walk.session, node)).flatMap(([table, columns]) => {
    const known = tableNamed(walk, table);
    if (known === undefined) return [];
    const { equal, holds } = constraintsOn(known, { ...call, env });
    return [{ known, columns, linked: equal.size + holds.size > 0 }];
  });
  let found: Constraints = new Map();
  const order = [true, false].flatMap((first) => tables.filter((one) => one.linked === first));
  for (const { known, columns, linked } of order) {
    const values = await visit(walk, known, {
      ...call,
      env: linked ? env : merged(found, env),
      columns: columns === '*' ? known.columns.map(({ name }) => name) : columns,
      depth: call.depth + 1,
    });
    found = merged(values, found);
  }
}

/** The second overrides the first. */
function merged(first: Constraints, second: Constraints): Constraints {
  return new Map([...first, ...second]);
}

function constraintsOn(
  { columns }: Known,
  { env, initial }: Pick<Visit, 'env' | 'initial'>,
): { equal: Constraints; holds: Constraints } {
  const names = new Set(columns.map(({ name }) => name));
  const equal = new Map([...env].filter(([name]) => names.has(name)));
  const derived = [...equal.keys()].some((name) => !initial.has(name));
  const lists = derived
    ? []
    : [...env].flatMap(([name, values]): [string, ReadonlySet<string>][] => {
        const plural = name.replace(/y$/u, 'ie').concat('s');
        const column = columns.find((one) => one.name === plural && one.type.endsWith('[]'));
        return column === undefined ? [] : [[plural, values]];
      });
  return { equal, holds: new Map(lists) };
}

function tableNamed({ session, graph }: Walk, name: string): Known | undefined {
  for (const node of graph.values()) {
    const artifact = session.receipt(node.spec.name)?.outputs[name];
    if (artifact?.table !== undefined) {
      return { name, node, artifact, columns: artifact.table.columns };
    }
  }
  return undefined;
}
