import { select, stepNamed, type Graph } from '../../engine/graph.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Artifact, Receipt } from '../../engine/state/receipt.ts';
import { ungroupedText } from '../../text/numbers.ts';
import { UserError } from '../../text/user-error.ts';
import { openProject, type OpenProject } from '../open.ts';
import type { RunArguments, VerbContext } from '../terminal.ts';

/** An output as its receipt describes it. */
export interface KnownArtifact {
  readonly name: string;
  readonly step: string;
  readonly artifact: Artifact;
  readonly receipt: Receipt;
}

export interface Audited extends OpenProject {
  /** The steps asked for; without any, all. */
  readonly chosen: Graph;
  /** Outputs of these steps, in the order of the study; a step never built has none. */
  readonly artifacts: readonly KnownArtifact[];
}

/** Opens the project and lists the outputs of the steps that `args` names, without those before them. */
export async function openArtifacts(context: VerbContext, args: RunArguments): Promise<Audited> {
  const opened = await openProject(context, args.overrides);
  // `select` checks the names and understands `STEP+`; what it adds before them is left out again.
  const named = new Set(args.targets.map(stepNamed));
  const wide = args.targets.some((target) => target !== stepNamed(target));
  const all = select(opened.graph, args.targets);
  const chosen =
    named.size === 0 || wide ? all : new Map([...all].filter(([step]) => named.has(step)));
  const receipts = [...chosen.keys()].flatMap((step) => opened.session.receipt(step) ?? []);
  const artifacts = receipts.flatMap((receipt) =>
    Object.entries(receipt.outputs).map(([name, artifact]) => {
      return { name, step: receipt.step, artifact, receipt };
    }),
  );
  return { ...opened, chosen, artifacts };
}

/** What `--json` says of an output. */
export function eventOf({ name, step, artifact: { path, bytes, sha256, table } }: KnownArtifact) {
  const size = table && { rows: table.rows, columns: table.columns.length };
  return { event: 'artifact', artifact: name, step, path, ...size, bytes, sha256 };
}

/** The files of an output with their hashes: one, or those of a folder. */
export function filesOf({ path, files, sha256 }: Artifact): [path: string, sha256: string][] {
  if (files === undefined) return [[path, sha256]];
  return Object.entries(files).map(([file, hash]) => [path + file, hash]);
}

/** A value of a table for a line of text; a missing one is empty. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return ungroupedText(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The artifact of a name or a path. Errors: `E_UNKNOWN_ARTIFACT` with the nearest name. */
export function artifactNamed(artifacts: readonly KnownArtifact[], wanted: string): KnownArtifact {
  const found = artifacts.find(({ name, artifact }) => name === wanted || artifact.path === wanted);
  if (found !== undefined) return found;
  const names = artifacts.map(({ name }) => name);
  const help = 'didactic audit list has the names; didactic run makes what is missing';
  const hint = didYouMean(wanted, names) || help;
  throw new UserError('E_UNKNOWN_ARTIFACT', `no step has made "${wanted}"`, { hint });
}
