import type { StepFacts } from '../step.ts';
import { checksOf } from './contract.ts';
import type { Graph, Node } from './graph.ts';
import type { Session } from './session.ts';

/**
 * Every step before one, in the order of the graph, as it was last built. Without times: what
 * depends on these facts must be the same whenever it is made.
 */
export async function factsBefore(
  node: Node,
  graph: Graph,
  session: Session,
): Promise<StepFacts[]> {
  const before = ancestors(graph, node);
  const readable = new Set(Object.values(node.inputs));
  const facts: StepFacts[] = [];
  for (const [name, { spec, described, upstream }] of graph) {
    const receipt = session.receipt(name);
    if (!before.has(name) || receipt === undefined) continue;
    const checks = checksOf(session.files, spec);
    const behind = await session.lineage.settingsOf(name);
    const { kind, run, reads, expect } = spec;
    facts.push({
      step: name,
      readable: readable.has(name),
      kind,
      run,
      needs: upstream,
      reads,
      with: described.params,
      synthetic: session.lineage.isSynthetic(name),
      settings: Object.fromEntries(behind.map((key) => [key, session.study.settings[key]])),
      expect: { ...expect },
      ...(checks === undefined ? {} : { checks }),
      counts: receipt.counts,
      unit: described.unit,
      outputs: Object.entries(receipt.outputs).map(([artifact, made]) => ({
        artifact,
        path: made.path,
        bytes: made.bytes,
        sha256: made.sha256,
        ...(made.table === undefined ? {} : { table: made.table }),
      })),
    });
  }
  return facts;
}

function ancestors(graph: Graph, node: Node): Set<string> {
  const found = new Set<string>();
  const open = [...node.upstream];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(graph.get(name)?.upstream ?? []));
  }
  return found;
}
