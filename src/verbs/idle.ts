import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { REPORT_PAGE, REPORT_STEP } from '../engine/places.ts';
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
  for (const { step, warnings } of steps) {
    emit({ event: 'step', step, state: 'unchanged', ms: 0, why: [] });
    for (const message of warnings) emit({ event: 'warning', step, message });
  }
  const none = { built: 0, restored: 0, failed: 0, blocked: 0 };
  const ms = Math.round(context.now() - began);
  const names = steps.map(({ step }) => step);
  const report = reportOf(context.root, names);
  emit({ event: 'run', state: 'ok', unchanged: steps.length, ...none, ms, ...report });
  return EXIT.done;
}

/** Where the report is, for a run that brought it up to date. */
export function reportOf(root: string, steps: Iterable<string>): { readonly report?: string } {
  const isPart = [...steps].includes(REPORT_STEP);
  return isPart && existsSync(join(root, REPORT_PAGE)) ? { report: REPORT_PAGE } : {};
}

/** What a verdict holds for: the same question, asked of the same settings. */
export function verdictKey(args: RunArguments): string {
  return canonicalJson({ targets: args.targets, overrides: args.overrides });
}
