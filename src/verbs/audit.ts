import { didYouMean } from '../text/nearest.ts';
import { usageError, type Flags } from './arguments.ts';
import type { RunArguments, VerbContext } from './terminal.ts';

/** One question about what a run made; `args.targets` holds the words after its name. */
type Part = (context: VerbContext, args: RunArguments, flags: Flags) => Promise<number>;

/** Each part's code is loaded only when it is asked for. */
const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  list: async () => (await import('./audit/list.ts')).auditList,
  show: async () => (await import('./audit/show.ts')).auditShow,
  check: async () => (await import('./audit/check.ts')).auditCheck,
  verify: async () => (await import('./audit/verify.ts')).auditVerify,
  diff: async () => (await import('./audit/diff.ts')).auditDiff,
  reproduce: async () => (await import('./audit/reproduce.ts')).auditReproduce,
  trace: async () => (await import('./audit/trace.ts')).auditTrace,
  sources: async () => (await import('./sources/audit-sources.ts')).auditSources,
  paper: async () => (await import('./audit/paper.ts')).auditPaper,
};

/** `audit PART …`: looks at what is there and changes nothing. */
export async function audit(
  context: VerbContext,
  args: RunArguments,
  flags: Flags,
): Promise<number> {
  const [name, ...targets] = args.targets;
  const part = name !== undefined && Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (part !== undefined) return (await part())(context, { ...args, targets }, flags);
  const known = Object.keys(PARTS);
  const parts = `parts: ${known.join(', ')}`;
  if (name === undefined) throw usageError('audit needs a part', parts);
  throw usageError(`audit has no part "${name}"`, didYouMean(name, known) || parts);
}
