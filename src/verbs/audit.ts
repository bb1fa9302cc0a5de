import { didYouMean } from '../text/nearest.ts';
import { usageError } from './arguments.ts';
import type { RunArguments, VerbContext } from './terminal.ts';

type Flags = ReadonlyMap<string, readonly string[]>;

/** One question about what a run made; `args.targets` holds the words after its name. */
type Part = (context: VerbContext, args: RunArguments, flags: Flags) => Promise<number>;

/** Each part's code is loaded only when it is asked for. */
const PARTS: Readonly<Record<string, Part>> = {
  list: async (context, args) => (await import('./audit/list.ts')).auditList(context, args),
  show: async (context, args) => (await import('./audit/show.ts')).auditShow(context, args),
  check: async (context, args) => (await import('./audit/check.ts')).auditCheck(context, args),
  verify: async (context, args) => (await import('./audit/verify.ts')).auditVerify(context, args),
  diff: async (context, args) => (await import('./audit/diff.ts')).auditDiff(context, args),
  reproduce: async (context, args) =>
    (await import('./audit/reproduce.ts')).auditReproduce(context, args),
  trace: async (...call) => (await import('./audit/trace.ts')).auditTrace(...call),
  paper: async (...call) => (await import('./audit/paper.ts')).auditPaper(...call),
};

/** `audit PART …`: looks at what is there and changes nothing. */
export async function audit(
  context: VerbContext,
  args: RunArguments,
  flags: Flags,
): Promise<number> {
  const [name, ...targets] = args.targets;
  const part = name !== undefined && Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (part !== undefined) return part(context, { ...args, targets }, flags);
  const known = Object.keys(PARTS);
  const near = name === undefined ? '' : didYouMean(name, known);
  throw usageError(
    name === undefined ? 'audit needs a part' : `audit has no part "${name}"`,
    near || `parts: ${known.join(', ')}`,
  );
}
