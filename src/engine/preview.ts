import type { Graph } from './graph.ts';
import type { Session } from './session.ts';

export interface Preview {
  readonly step: string;
  /** `maybe`: depends on what a step before it gives. */
  readonly state: 'unchanged' | 'build' | 'maybe';
  readonly why: readonly string[];
}

/** What a run would do, without doing it. */
export async function preview(session: Session, graph: Graph): Promise<Preview[]> {
  const found = new Map<string, Preview>();
  for (const [step, node] of graph) {
    const pending = node.upstream.filter((up) => found.get(up)?.state !== 'unchanged');
    if (pending.length === 0) {
      const { why } = await session.plan(node, graph);
      found.set(step, { step, state: why.length === 0 ? 'unchanged' : 'build', why });
      continue;
    }
    const own = await session.ownCauses(node);
    const waits = `depends on what ${pending.join(', ')} will give`;
    found.set(step, { step, state: own.length > 0 ? 'build' : 'maybe', why: [...own, waits] });
  }
  return [...found.values()];
}
