import type { Graph, Node } from './graph.ts';

export type Outcome = 'done' | 'failed' | 'blocked';

export interface ScheduleOptions {
  readonly jobs: number;
  /** After a failure, go on with what does not depend on it. */
  readonly keepGoing: boolean;
  readonly signal: AbortSignal;
}

/**
 * Visits every node after what it needs, at most `jobs` at a time, earlier nodes of the graph first.
 * A node whose upstream failed is blocked; without `keepGoing` a failure blocks all that has not
 * started. What is under way always ends before this returns.
 */
export async function schedule(
  graph: Graph,
  options: ScheduleOptions,
  visit: (node: Node) => Promise<Outcome>,
  block: (node: Node) => void,
): Promise<void> {
  const names = [...graph.keys()];
  const index = new Map(names.map((name, i) => [name, i]));
  const dependents: number[][] = names.map(() => []);
  const missing = names.map((name, i) => {
    const upstream = (graph.get(name)?.upstream ?? []).filter((up) => index.has(up));
    for (const up of upstream) dependents[index.get(up) ?? 0]?.push(i);
    return upstream.length;
  });
  const lost = new Set<number>();
  const ready = new Queue(missing.flatMap((count, i) => (count === 0 ? [i] : [])));
  const running = new Set<Promise<void>>();
  let stopped = false;

  const settle = (i: number, outcome: Outcome): void => {
    if (outcome === 'failed' && !options.keepGoing) stopped = true;
    for (const down of dependents[i] ?? []) {
      if (outcome !== 'done') lost.add(down);
      missing[down] = (missing[down] ?? 0) - 1;
      if (missing[down] === 0) ready.add(down);
    }
  };

  while (ready.size > 0 || running.size > 0) {
    stopped ||= options.signal.aborted;
    const free = () => running.size < options.jobs || stopped;
    while (ready.size > 0 && free()) {
      const i = ready.take();
      const node = graph.get(names[i] ?? '');
      if (node === undefined) throw new Error('the queue holds a step that the graph does not');
      if (stopped || lost.has(i)) {
        block(node);
        settle(i, 'blocked');
        continue;
      }
      const work: Promise<void> = visit(node).then((outcome) => {
        settle(i, outcome);
        running.delete(work);
      });
      running.add(work);
    }
    if (running.size > 0) await Promise.race(running);
  }
}

/** The smallest number first; few are ever in it at once, so inserting in place is quick. */
class Queue {
  readonly #items: number[];

  constructor(items: readonly number[]) {
    this.#items = items.toSorted((a, b) => b - a);
  }

  get size(): number {
    return this.#items.length;
  }

  add(item: number): void {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#items[middle] ?? 0) > item) low = middle + 1;
      else high = middle;
    }
    this.#items.splice(low, 0, item);
  }

  take(): number {
    const item = this.#items.pop();
    if (item === undefined) throw new Error('an empty queue has nothing to take');
    return item;
  }
}
