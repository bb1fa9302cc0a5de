import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph, Node } from '../../src/engine/graph.ts';
import { schedule, type Outcome } from '../../src/engine/scheduler.ts';

/** Any acyclic graph: node i needs some nodes before it. */
const graphs = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 25 })
  .map((needs): Graph => {
    const nodes = needs.map((list, i): [string, Node] => {
      const upstream = i === 0 ? [] : [...new Set(list.map((n) => `n${n % i}`))];
      return [`n${i}`, { spec: { name: `n${i}` }, upstream } as unknown as Node];
    });
    return new Map(nodes);
  });

async function play(graph: Graph, jobs: number, keepGoing: boolean, failing: ReadonlySet<string>) {
  const outcomes = new Map<string, Outcome>();
  const early: string[] = [];
  let running = 0;
  let most = 0;
  await schedule(
    graph,
    { jobs, keepGoing, signal: new AbortController().signal },
    async (node) => {
      const { name } = node.spec;
      if (node.upstream.some((up) => outcomes.get(up) !== 'done')) early.push(name);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      const outcome = failing.has(name) ? 'failed' : 'done';
      outcomes.set(name, outcome);
      return outcome;
    },
    (node) => outcomes.set(node.spec.name, 'blocked'),
  );
  return { outcomes, early, most };
}

describe('the scheduler', () => {
  it('visits each step once, after what it needs, within its jobs', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.integer({ min: 1, max: 5 }), async (graph, jobs) => {
        const { outcomes, early, most } = await play(graph, jobs, false, new Set());
        expect(early).toEqual([]);
        expect([...outcomes.values()].every((outcome) => outcome === 'done')).toBe(true);
        expect(outcomes.size).toBe(graph.size);
        expect(most).toBeLessThanOrEqual(jobs);
      }),
    );
  });

  it('blocks just what depends on a failure when it keeps going', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.nat(), async (graph, pick) => {
        const failing = `n${pick % graph.size}`;
        const { outcomes, early } = await play(graph, 3, true, new Set([failing]));
        const lost = new Set([failing]);
        for (const [name, node] of graph)
          if (node.upstream.some((up) => lost.has(up))) lost.add(name);
        expect(early).toEqual([]);
        for (const [name, outcome] of outcomes) {
          expect(outcome).toBe(name === failing ? 'failed' : lost.has(name) ? 'blocked' : 'done');
        }
      }),
    );
  });
});
