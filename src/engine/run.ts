import { rmSync } from 'node:fs';
import { contractText } from './contract.ts';
import { toErrorText } from './events/diagnostic.ts';
import type { Emit, PlannedStep, StepState } from './events/event.ts';
import type { Graph, Node } from './graph.ts';
import { WORK } from './places.ts';
import { schedule, type Outcome } from './scheduler.ts';
import { heldBy, planStep, type Plan } from './plan.ts';
import type { Session } from './session.ts';

export interface RunOptions {
  readonly jobs: number;
  readonly keepGoing: boolean;
  /** Steps to build whatever their state; 'all' for every step. */
  readonly force: ReadonlySet<string> | 'all';
  readonly signal: AbortSignal;
  readonly emit: Emit;
}

export type RunTotals = Readonly<Record<StepState, number>>;

/** Brings every step of a graph up to date and says what happened to each. */
export async function runGraph(
  session: Session,
  graph: Graph,
  options: RunOptions,
): Promise<RunTotals> {
  const totals: Record<StepState, number> = {
    unchanged: 0,
    restored: 0,
    built: 0,
    failed: 0,
    blocked: 0,
  };
  // What a killed run left half-made is in nobody's receipt.
  rmSync(session.path(WORK), { recursive: true, force: true });
  options.emit({ event: 'begin', jobs: options.jobs, steps: plannedSteps(session, graph) });
  const note = (state: StepState): Outcome => {
    totals[state] += 1;
    return state === 'failed' ? 'failed' : 'done';
  };
  await schedule(
    graph,
    options,
    async (node) => note(await visit(session, graph, node, options)),
    (node) => {
      totals.blocked += 1;
      options.emit({ event: 'step', step: node.spec.name, state: 'blocked', ms: 0, why: [] });
    },
  );
  rmSync(session.path(WORK), { recursive: true, force: true });
  session.save();
  return totals;
}

function plannedSteps(session: Session, graph: Graph): PlannedStep[] {
  return [...graph].map(([step, { upstream }]) => {
    const ms = session.receipt(step)?.ms;
    return { step, needs: upstream, ...(ms === undefined ? {} : { ms }) };
  });
}

async function visit(
  session: Session,
  graph: Graph,
  node: Node,
  options: RunOptions,
): Promise<StepState> {
  const step = node.spec.name;
  const { emit, signal } = options;
  const began = session.now();
  const ms = () => Math.round(session.now() - began);
  let why: readonly string[] = [];
  try {
    const plan = await planStep(session, node, graph);
    const forced = options.force === 'all' || options.force.has(step);
    why = plan.why.length === 0 && forced ? ['forced'] : plan.why;
    if (why.length === 0) {
      if (await contractChanged(session, plan))
        await (await import('./build.ts')).recheck(session, plan);
      emit({ event: 'step', step, state: 'unchanged', ms: ms(), why });
      for (const message of session.warnings(step)) emit({ event: 'warning', step, message });
      return 'unchanged';
    }
    emit({ event: 'start', step, why });
    const { buildStep } = await import('./build.ts');
    const receipt = await buildStep(session, plan, {
      signal,
      count: () => undefined,
      log: (message) => emit({ event: 'log', step, message }),
      warn: (message) => emit({ event: 'warning', step, message }),
      progress: (done, total, unit) => emit({ event: 'progress', step, done, total, unit }),
    });
    const rows = receipt.outputs[step]?.table?.rows;
    const { counts } = receipt;
    emit({
      event: 'step',
      step,
      state: 'built',
      ms: ms(),
      why,
      ...(Object.keys(counts).length === 0 ? {} : { counts }),
      ...(rows === undefined ? {} : { rows }),
    });
    return 'built';
  } catch (error) {
    const text = toErrorText(session.located(error, node));
    emit({ event: 'step', step, state: 'failed', ms: ms(), why, error: text });
    return 'failed';
  }
}

async function contractChanged(session: Session, plan: Plan): Promise<boolean> {
  const contract = await contractText(session.files, plan.node, heldBy(session, plan));
  return plan.receipt !== undefined && plan.receipt.contract !== contract;
}
