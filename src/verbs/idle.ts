import { canonicalJson } from '../engine/state/hash.ts';
import { recallVerdict } from '../engine/state/verdict.ts';
import { logFor } from './log-for.ts';
import { EXIT, type RunArguments, type VerbContext } from './terminal.ts';

/**
 * The short way of a run with nothing to do: if nothing has been touched that the last such run
 * looked at, says so and returns the exit code; else undefined, and the run goes its long way.
 */
export function idle(context: VerbContext, args: RunArguments): number | undefined {
  if (args.dryRun || args.force === 'all' || args.force.size > 0) return undefined;
  const began = context.now();
  const steps = recallVerdict(context.root, verdictKey(args));
  if (steps === undefined) return undefined;
  const emit = logFor(context, args);
  for (const step of steps) emit({ event: 'step', step, state: 'unchanged', ms: 0, why: [] });
  const none = { built: 0, restored: 0, failed: 0, blocked: 0 };
  const ms = Math.round(context.now() - began);
  emit({ event: 'run', state: 'ok', unchanged: steps.length, ...none, ms });
  return EXIT.done;
}

/** What a verdict holds for: the same question, asked of the same settings. */
export function verdictKey(args: RunArguments): string {
  return canonicalJson({ targets: args.targets, overrides: args.overrides });
}
