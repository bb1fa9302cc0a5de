import { join } from 'node:path';
import type { StepFacts } from '../step.ts';
import { UserError } from '../text/user-error.ts';
import { damage } from './artifacts.ts';
import { causes, componentsOf, type Components } from './fingerprint.ts';
import type { Graph, Node } from './graph.ts';
import type { InputFile, Reads, Schemas, Told } from './kinds.ts';
import { concerning, settingsBehind } from './parameters.ts';
import type { Session } from './session.ts';
import { expandGlobs } from './state/files.ts';
import type { Receipt } from './state/receipt.ts';
import { factsBefore } from './step-facts.ts';
import { whereInStudy } from './study/study.ts';

/** What a step needs, once everything before it is up to date. */
export interface Plan {
  readonly node: Node;
  readonly components: Components;
  readonly inputs: readonly InputFile[];
  /** Tables that its contract looks at: its inputs and those that it compares itself with. */
  readonly compared: readonly InputFile[];
  readonly reads: Reads;
  /** Step -> absolute path of its model file. */
  readonly models: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly told: Told;
  /** Code and raw files as they were when the plan was made. */
  readonly sources: Readonly<Record<string, string | undefined>>;
  /** Empty when the outputs are current. */
  readonly why: readonly string[];
  readonly receipt: Receipt | undefined;
}

/** Works out whether a step is current; everything upstream of it must be. */
export async function planStep(session: Session, node: Node, graph: Graph): Promise<Plan> {
  const { spec, described } = node;
  const inputs = inputsOf(session, node.inputs);
  const code = await session.kinds.of(spec.kind).code(spec);
  const reads = await readsOf(session, node);
  const files = filesOf(session, node);
  const hashes: Record<string, string | undefined> = {};
  for (const file of files) {
    hashes[file] = await session.files.hash(file);
    // A link that leads nowhere, found by a glob, is for the step to tell of among its other files.
    if (hashes[file] === undefined && spec.reads.includes(file))
      throw missingFile(session, node, file);
  }
  const told = await tell(session, node, graph);
  const params = concerning(described, spec.name, files);
  const parts = { code, params, inputs, reads, files: hashes, told };
  const components = componentsOf(parts);
  const receipt = session.receipt(spec.name);
  // Comparing the lists is comparing their hashes, without the time that hashing takes.
  let why =
    receipt === undefined
      ? ['never built']
      : causes(receipt.components, components, () => settingsBehind(node));
  if (receipt !== undefined && why.length === 0) why = await damages(session, node, receipt);
  const models = Object.fromEntries(
    Object.entries(node.models).flatMap(([step, artifact]) => {
      const input = inputs.find(({ name }) => name === artifact);
      return input === undefined ? [] : [[step, input.path] as const];
    }),
  );
  const compared = [...inputs, ...inputsOf(session, node.compared)];
  const sources = { ...code.files, ...hashes };
  return { node, components, inputs, compared, reads, models, files, told, sources, why, receipt };
}

/** The causes that are a step's own, whatever its upstream will give. For plans without a run. */
export async function ownCauses(session: Session, node: Node): Promise<string[]> {
  const { spec, described } = node;
  const receipt = session.receipt(spec.name);
  if (receipt === undefined) return ['never built'];
  const code = await session.kinds.of(spec.kind).code(spec);
  const now = componentsOf({
    code,
    params: concerning(described, spec.name, filesOf(session, node)),
    inputs: [],
    reads: {},
    files: {},
    told: { synthetic: false, settings: [], fits: [], steps: [] },
  });
  const before = Object.fromEntries(Object.entries(receipt.components).filter(isOwn));
  return causes(before, now, () => settingsBehind(node));
}

/** Throws if code or a raw file changed while the step ran: nobody could say what it was made of. */
export async function checkSources(session: Session, plan: Plan): Promise<void> {
  for (const [path, sha256] of Object.entries(plan.sources)) {
    if ((await session.files.hash(path)) === sha256) continue;
    throw new UserError(
      'E_CHANGED',
      `${path} was changed while step "${plan.node.spec.name}" ran`,
      { where: path, hint: 'run again; the earlier outputs stay as they were' },
    );
  }
}

/** What a step’s contract is held against beside its own tables. */
export function heldBy(session: Session, { node, compared }: Pick<Plan, 'node' | 'compared'>) {
  const { settings } = session.study;
  return { inputs: compared, settings, names: session.checkNames(node.spec.name) };
}

/** Outputs of steps as they were built last: artifact -> step. */
export function inputsOf(
  session: Pick<Session, 'root' | 'receipt'>,
  makers: Readonly<Record<string, string>>,
): (InputFile & { readonly sha256: string })[] {
  return Object.entries(makers).flatMap(([name, step]) => {
    const artifact = session.receipt(step)?.outputs[name];
    if (artifact === undefined) return [];
    const { sha256, table } = artifact;
    const path = join(session.root, artifact.path);
    return [{ name, step, path, sha256, ...(table === undefined ? {} : { table }) }];
  });
}

/** The columns of tables as they were built. */
function tablesOf(inputs: readonly InputFile[]): Schemas {
  return Object.fromEntries(
    inputs.flatMap(({ name, table }) => (table === undefined ? [] : [[name, table.columns]])),
  );
}

/** Columns that a step reads of each table before it, as these were built. */
export async function readsOf(session: Session, { spec, described, inputs }: Node): Promise<Reads> {
  const tables = tablesOf(inputsOf(session, inputs));
  const { '*': others, ...named } = await session.kinds
    .of(spec.kind)
    .reads(spec, described, tables);
  const unnamed = others === undefined ? [] : Object.keys(tables).map((name) => [name, others]);
  return { ...Object.fromEntries(unnamed), ...named };
}

/** Files that a step reads: those that `pipeline.yaml` names have to exist, its code's own need not. */
function filesOf({ files }: Session, { spec, described }: Node): string[] {
  const own = expandGlobs(files, described.files).filter((file) => files.exists(file));
  return [...new Set([...expandGlobs(files, spec.reads), ...own])].sort();
}

async function tell(session: Session, node: Node, graph: Graph): Promise<Told> {
  const { tells, seesSteps } = node.described;
  const { lineage } = session;
  const steps: StepFacts[] = seesSteps ? await factsBefore(node, graph, session) : [];
  return {
    synthetic: tells.includes('synthetic') && lineage.isSynthetic(node.spec.name),
    settings: tells.includes('settings') ? await lineage.behind(node) : [],
    fits: node.fits,
    steps,
  };
}

async function damages(session: Session, node: Node, receipt: Receipt): Promise<string[]> {
  for (const [name, path] of Object.entries(node.outputs)) {
    const artifact = receipt.outputs[name];
    if (artifact?.path !== path) return [`output ${path} is new`];
    const found = await damage(session.files, artifact);
    if (found !== undefined) return [found];
  }
  return [];
}

/** Whether a component is the step's own, not something that another step gives. */
function isOwn([name]: readonly [string, string]): boolean {
  return !/^(?:input|file|about|told) /.test(name);
}

function missingFile({ study }: Session, { spec }: Node, file: string): UserError {
  const index = spec.reads.indexOf(file);
  return new UserError('E_MISSING_FILE', `step "${spec.name}" reads ${file}, which is not there`, {
    where: whereInStudy(study, ['steps', spec.name, 'reads', `${index}`]),
    hint: 'check the path, or the step that should write it',
  });
}

export interface Preview {
  readonly step: string;
  /** `maybe`: depends on what a step before it gives. */
  readonly state: 'unchanged' | 'build' | 'maybe';
  readonly why: readonly string[];
  /** What the reader should know of its outputs, where they stay as they are. */
  readonly warnings?: readonly string[];
}

/** What a run would do, without doing it. `force` names steps that it would build whatever their state. */
export async function preview(
  session: Session,
  graph: Graph,
  force: ReadonlySet<string> | 'all' = new Set(),
): Promise<Preview[]> {
  const forced = (step: string, why: readonly string[]): readonly string[] =>
    why.length === 0 && (force === 'all' || force.has(step)) ? ['forced'] : why;
  const found = new Map<string, Preview>();
  for (const [step, node] of graph) {
    const pending = node.upstream.filter((up) => found.get(up)?.state !== 'unchanged');
    if (pending.length === 0) {
      const why = forced(step, (await planStep(session, node, graph)).why);
      const warnings = why.length === 0 ? session.warnings(step) : [];
      const state = why.length === 0 ? 'unchanged' : 'build';
      found.set(step, { step, state, why, ...(warnings.length === 0 ? {} : { warnings }) });
      continue;
    }
    const own = forced(step, await ownCauses(session, node));
    const waits = `depends on what ${pending.join(', ')} will give`;
    found.set(step, { step, state: own.length > 0 ? 'build' : 'maybe', why: [...own, waits] });
  }
  return [...found.values()];
}
