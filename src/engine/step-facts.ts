import type { StepFacts } from '../step.ts';
import { checksOf } from './contract.ts';
import type { FileHashes } from './state/files.ts';
import type { Graph, Node } from './graph.ts';
import type { Receipt } from './state/receipt.ts';

/**
 * Every step before one, in the order of the graph, as it was last built. Without times: what
 * depends on these facts must be the same whenever it is made.
 */
export function factsBefore(
  node: Node,
  graph: Graph,
  receiptOf: (step: string) => Receipt | undefined,
  files: FileHashes,
): StepFacts[] {
  const before = ancestors(graph, node);
  return [...graph].flatMap(([name, { spec, upstream }]) => {
    const receipt = receiptOf(name);
    if (!before.has(name) || receipt === undefined) return [];
    const checks = checksOf(files, spec);
    const { kind, run, reads, expect } = spec;
    return {
      step: name,
      readable: node.spec.needs.includes(name),
      kind,
      run,
      needs: upstream,
      reads,
      with: spec.with,
      expect: { ...expect },
      ...(checks === undefined ? {} : { checks }),
      counts: receipt.counts,
      outputs: Object.entries(receipt.outputs).map(([artifact, made]) => ({
        artifact,
        path: made.path,
        bytes: made.bytes,
        sha256: made.sha256,
        ...(made.table === undefined ? {} : { table: made.table }),
      })),
    };
  });
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
