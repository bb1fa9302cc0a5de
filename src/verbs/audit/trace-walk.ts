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
  /** Of the first table: among how many rows the one followed was the first. */
  readonly of?: number;
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
 * to the trace if they agree with what led there in every key column that both have; a key that the
 * earlier table lacks may stand in a list of the same type that the step reads. Keys of rows found so
 * lead on: filings of a unit and year to their publications, which say nothing of units and years.
 * That is how tables of such a study are joined; it does not read SQL, so a join by another rule (a
 * filled gap, from other years) ends at the table that states it.
 */
export async function walkBack(
  options: Pick<Walk, 'session' | 'graph' | 'emit'>,
  table: string,
  { row: start, of }: Start,
  columns: readonly string[],
): Promise<void> {
  const walk: Walk = { ...options, keys: keyNames(options.graph), seen: new Set() };
  const known = tableNamed(options, table);
  const call = { env: start, initial: start, columns, depth: 0, ...(of > 1 && { of }) };
  if (known !== undefined) await visit(walk, known, call);
}

/** A row to follow, by its values, and how many rows it was chosen from. */
export interface Start {
  readonly row: Constraints;
  readonly of: number;
}

interface Visit {
  readonly env: Constraints;
  /** What singled out the row at the start. */
  readonly initial: Constraints;
  readonly columns: readonly string[];
  readonly depth: number;
  readonly of?: number;
  /** The table that was made of this one. */
  readonly made?: Known;
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
    ...(call.of !== undefined && { of: call.of }),
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
  // A list of the right type may hold something else: then it says nothing of these rows.
  if (found.rows === 0 && holds.size > 0) {
    const { made: _, ...withoutLists } = call;
    return visit(walk, known, withoutLists);
  }
  walk.emit({ ...base, matched: found, repeated: false, files: spec.reads });
  if (found.rows > 0) await upstream(walk, known, new Map([...call.env, ...found.values]), call);
  return found.values;
}

/**
 * Tables that a step reads: those first that share a key with what is known; then, by the keys of the
 * rows found in these, those that share none.
 */
async function upstream(
  walk: Walk,
  made: Known,
  env: Constraints,
  { initial, depth }: Visit,
): Promise<void> {
  const tables = Object.entries(await readsOf(walk.session, made.node)).flatMap(([table, read]) => {
    const known = tableNamed(walk, table);
    if (known === undefined) return [];
    const columns = read === '*' ? known.columns.map(({ name }) => name) : read;
    const call = { env, initial, columns, made, depth: depth + 1 };
    const { equal, holds } = constraintsOn(known, call);
    return [{ known, call, linked: equal.size + holds.size > 0 }];
  });
  let found: Constraints = new Map();
  const order = [true, false].flatMap((first) => tables.filter((one) => one.linked === first));
  for (const { known, call, linked } of order) {
    const values = await visit(
      walk,
      known,
      linked ? call : { ...call, env: new Map([...found, ...env]) },
    );
    found = new Map([...values, ...found]);
  }
}

/**
 * What singles out rows of a table: its columns that are known, and lists that hold a key of the table
 * made of it. Such a list has the key's type, is read by the step and is the only one that may be it.
 */
function constraintsOn(
  { columns }: Known,
  { env, initial, columns: read, made }: Visit,
): { equal: Constraints; holds: Constraints } {
  const names = new Set(columns.map(({ name }) => name));
  const equal = new Map([...env].filter(([name]) => names.has(name)));
  const derived = [...equal.keys()].some((name) => !initial.has(name));
  const lists = derived
    ? []
    : [...env].flatMap(([name, values]): [string, ReadonlySet<string>][] => {
        const type = made?.columns.find((one) => one.name === name)?.type;
        const [list, other] = columns.filter(
          (one) => read.includes(one.name) && one.type === `${type}[]`,
        );
        const isHeld = !names.has(name) && list !== undefined && other === undefined;
        return isHeld ? [[list.name, values]] : [];
      });
  return { equal, holds: new Map(lists) };
}

/** A table by its name, as its step last made it. */
export function tableNamed(
  { session, graph }: Pick<Walk, 'session' | 'graph'>,
  name: string,
): Known | undefined {
  for (const node of graph.values()) {
    const artifact = session.receipt(node.spec.name)?.outputs[name];
    if (artifact?.table !== undefined) {
      return { name, node, artifact, columns: artifact.table.columns };
    }
  }
  return undefined;
}
