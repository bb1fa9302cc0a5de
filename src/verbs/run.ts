import type { Emit } from '../engine/event.ts';
import { select } from '../engine/graph.ts';
import type { Json } from '../engine/hash.ts';
import { takeLock } from '../engine/lock.ts';
import { jsonLog, textLog } from '../engine/log.ts';
import { join } from 'node:path';
import { preview } from '../engine/preview.ts';
import { runGraph } from '../engine/run.ts';
import { openProject } from './open.ts';
import { EXIT, type VerbContext } from './terminal.ts';

export interface RunArguments {
  readonly targets: readonly string[];
  readonly dryRun: boolean;
  readonly force: ReadonlySet<string> | 'all';
  readonly jobs: number;
  readonly keepGoing: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly overrides: Readonly<Record<string, Json>>;
}

/** How often running steps are drawn anew on a terminal, in ms. */
const REDRAW = 200;

/** `run`: brings steps up to date. Returns the exit code. */
export async function run(context: VerbContext, args: RunArguments): Promise<number> {
  const began = context.now();
  const emit = logFor(context, args);
  const release = takeLock(join(context.root, '.didactic', 'lock'), 'run');
  try {
    const { session, graph } = await openProject(context, args.overrides);
    const chosen = select(graph, args.targets);
    if (args.force !== 'all') select(graph, [...args.force]);
    if (args.dryRun) {
      for (const found of await preview(session, chosen)) emit({ event: 'plan', ...found });
      session.save();
      return EXIT.done;
    }
    const redraw = setInterval(() => emit({ event: 'tick' }), REDRAW);
    if (!context.terminal.isTerminal || args.json) clearInterval(redraw);
    const totals = await runGraph(session, chosen, {
      ...args,
      signal: context.signal,
      emit,
    }).finally(() => clearInterval(redraw));
    const { aborted } = context.signal;
    const state = aborted ? 'interrupted' : totals.failed > 0 ? 'failed' : 'ok';
    emit({ event: 'run', state, ...totals, ms: Math.round(context.now() - began) });
    return aborted ? EXIT.interrupted : totals.failed > 0 ? EXIT.failed : EXIT.done;
  } finally {
    release();
  }
}

export function logFor(context: VerbContext, args: Pick<RunArguments, 'json' | 'verbose'>): Emit {
  const { terminal, now } = context;
  if (args.json) return jsonLog(terminal.out);
  return textLog({
    write: terminal.out,
    now,
    colour: terminal.colour,
    live: terminal.isTerminal,
    verbose: args.verbose,
  });
}
