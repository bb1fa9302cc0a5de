import { descendants, select, stepNamed, type Graph } from '../engine/graph.ts';
import { takeLock } from '../engine/state/lock.ts';
import { join } from 'node:path';
import { LOCK, RUNS } from '../engine/places.ts';
import { runGraph, type RunOptions } from '../engine/run.ts';
import { recordingEmit, writeRunRecord } from '../engine/state/run-record.ts';
import { logFor } from './log-for.ts';
import { openProject } from './open.ts';
import { reportOf, verdictKey } from './idle.ts';
import { EXIT, type RunArguments, type VerbContext } from './terminal.ts';

/** How often running steps are drawn anew on a terminal, in ms. */
const REDRAW = 200;

/** `run`: brings steps up to date. Returns the exit code. */
export async function run(context: VerbContext, args: RunArguments): Promise<number> {
  const began = context.now();
  const emit = logFor(context, args);
  const release = takeLock(join(context.root, LOCK), 'run');
  try {
    const { session, graph } = await openProject(context, args.overrides);
    const { chosen, force } = choose(graph, args);
    if (args.dryRun) {
      const { preview } = await import('../engine/plan.ts');
      const { tellPreview } = await import('./preview-text.ts');
      tellPreview(context, args, await preview(session, chosen, force), args.verbose);
      session.save();
      return EXIT.done;
    }
    const redraw = setInterval(() => emit({ event: 'tick' }), REDRAW);
    if (!context.terminal.isTerminal || args.json) clearInterval(redraw);
    const recording = recordingEmit(emit);
    const totals = await runGraph(session, chosen, {
      ...args,
      force,
      signal: context.signal,
      emit: recording.emit,
    }).finally(() => clearInterval(redraw));
    if (totals.unchanged === chosen.size && args.force !== 'all') {
      session.saveVerdict(verdictKey(args), [...chosen.keys()]);
    }
    const { aborted } = context.signal;
    const state = aborted ? 'interrupted' : totals.failed > 0 ? 'failed' : 'ok';
    const ms = Math.round(context.now() - began);
    const started = new Date(began).toISOString();
    const { steps } = recording;
    writeRunRecord(session.path(RUNS), { format: 1, started, state, ms, steps });
    const report = state === 'ok' ? reportOf(context.root, chosen.keys()) : {};
    emit({ event: 'run', state, ...totals, ms, ...report });
    return aborted ? EXIT.interrupted : totals.failed > 0 ? EXIT.failed : EXIT.done;
  } finally {
    release();
  }
}

/**
 * The steps of a run and those that it builds whatever their state. What `--force` names belongs to the
 * run although no target names it, with what it needs: forcing it means building it.
 */
function choose(
  graph: Graph,
  { targets, force }: RunArguments,
): { chosen: Graph; force: RunOptions['force'] } {
  if (force === 'all') return { chosen: select(graph, targets), force };
  const forced = [...force].flatMap((target) => {
    const name = stepNamed(target);
    return target.endsWith('+') ? [name, ...descendants(graph, name)] : [name];
  });
  // Also where every step is chosen: a name that no step has must not pass.
  const withForced = select(graph, [...targets, ...force]);
  return { chosen: targets.length === 0 ? graph : withForced, force: new Set(forced) };
}
