import type { Graph, Node } from './graph.ts';

export type Outcome = 'done' | 'failed' | 'blocked';

/**
 * Visits every node after what it needs, at most `jobs` at a time, in the graph's order. A node whose
 * upstream failed is blocked; after a failure nothing new starts unless `keepGoing`.
 */
export async function schedule(
  graph: Graph,
  options: { readonly jobs: number; readonly keepGoing: boolean; readonly signal: AbortSignal },
  visit: (node: Node) => Promise<Outcome>,
  block: (node: Node) => void,
): Promise<void> {
  const outcomes = new Map<string, Outcome>();
  const waiting = new Set(graph.keys());
  const running = new Map<string, Promise<void>>();
  let stopped = false;

  const start = (name: string, node: Node): void => {
    waiting.delete(name);
    const work = visit(node).then((outcome) => {
      outcomes.set(name, outcome);
      if (outcome === 'failed' && !options.keepGoing) stopped = true;
      running.delete(name);
    });
    running.set(name, work);
  };

  while (waiting.size > 0 || running.size > 0) {
    if (options.signal.aborted) stopped = true;
    for (const name of waiting) {
      const node = graph.get(name);
      const upstream = (node?.upstream ?? []).map((up) => outcomes.get(up));
      const lost = upstream.some((outcome) => outcome === 'failed' || outcome === 'blocked');
      if (node !== undefined && (lost || (stopped && running.size === 0))) {
        waiting.delete(name);
        outcomes.set(name, 'blocked');
        block(node);
      } else if (node !== undefined && !stopped && running.size < options.jobs) {
        if (upstream.every((outcome) => outcome === 'done')) start(name, node);
      }
    }
    if (running.size > 0) await Promise.race(running.values());
  }
}
