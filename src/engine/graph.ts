import { UserError } from '../text/user-error.ts';
import { didYouMean } from '../text/nearest.ts';
import type { CheckNames, Described } from './kinds.ts';
import { GLOB, globPattern } from './state/files.ts';
import { whereInStudy, type StepSpec, type Study } from './study/study.ts';
import { wire, type Wires } from './wires.ts';

/** A step with its outputs known and its edges drawn. */
export interface Node extends Wires {
  readonly spec: StepSpec;
  readonly described: Described;
  /** Artifact name -> path; a folder ends in `/`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Steps that must be up to date first. */
  readonly upstream: readonly string[];
}

/** Steps in an order in which each comes after what it needs; else the order of `pipeline.yaml`. */
export type Graph = ReadonlyMap<string, Node>;

/**
 * Draws the edges and puts the steps in order. Throws on a cycle, on two steps that write one path,
 * on names of tables, models and fits that no step makes, and leaves out `on_demand` steps that
 * nobody reads.
 */
export function buildGraph(
  study: Study,
  described: ReadonlyMap<string, Described>,
  checks: ReadonlyMap<string, CheckNames> = new Map(),
): Graph {
  const of = (step: StepSpec): Described => {
    const found = described.get(step.name);
    if (found === undefined) throw new Error(`step "${step.name}" did not describe itself`);
    return found;
  };
  const outputs = new Map(study.steps.map((step) => [step.name, of(step).outputs]));
  checkOutputs(study, outputs);
  const wires = wire(study, described, checks);
  const nodes = new Map<string, Node>();
  for (const spec of study.steps) {
    const own = of(spec);
    const read = [...spec.reads, ...own.files];
    const implied = read.flatMap((glob) => writersOf(glob, spec.name, outputs));
    const found = wires.get(spec.name) as Wires;
    const { inputs, compared, sources } = found;
    nodes.set(spec.name, {
      ...found,
      spec,
      described: own,
      outputs: own.outputs,
      upstream: [
        ...new Set([...spec.needs, ...Object.values({ ...compared, ...inputs }), ...implied]),
      ],
      sources: [...new Set([...sources, ...implied])],
    });
  }
  const read = new Set([...nodes.values()].flatMap((node) => node.upstream));
  for (const [name, node] of nodes) if (node.spec.on_demand && !read.has(name)) nodes.delete(name);
  return inOrder(study, nodes);
}

/** Steps whose output lies under a glob's fixed part, or around it. */
function writersOf(
  glob: string,
  reader: string,
  outputs: ReadonlyMap<string, Readonly<Record<string, string>>>,
): string[] {
  const special = glob.search(GLOB);
  const folder = special < 0 ? `${glob}/` : glob.slice(0, glob.lastIndexOf('/', special) + 1);
  const pattern = globPattern(glob);
  const writers: string[] = [];
  for (const [step, paths] of outputs) {
    if (step === reader) continue;
    const meets = Object.values(paths).some(
      (path) =>
        pattern.test(path) ||
        (path.endsWith('/') && (glob.startsWith(path) || path.startsWith(folder))) ||
        (special < 0 && path.startsWith(folder)),
    );
    if (meets) writers.push(step);
  }
  return writers;
}

function checkOutputs(
  study: Study,
  outputs: ReadonlyMap<string, Readonly<Record<string, string>>>,
): void {
  const holders = new Map<string, string>();
  const folders: string[] = [];
  for (const [step, own] of outputs) {
    for (const [name, path] of Object.entries(own)) {
      // Two names that differ in case only are one file on some systems.
      const key = path.toLowerCase();
      const around = key.endsWith('/')
        ? [...holders.keys()].find((k) => k.startsWith(key))
        : undefined;
      const clash = [key, `name ${name}`, around, folders.find((folder) => key.startsWith(folder))];
      const holder = clash.map((k) => holders.get(k ?? '')).find((found) => found !== undefined);
      if (holder !== undefined) {
        throw new UserError(
          'E_DUPLICATE_OUTPUT',
          `steps "${holder}" and "${step}" both write "${path}", or name an output "${name}"`,
          {
            where: whereInStudy(study, ['steps', `${step}#key`]),
            hint: 'give one of them another output',
          },
        );
      }
      holders.set(key, step).set(`name ${name}`, step);
      if (key.endsWith('/')) folders.push(key);
    }
  }
}

function inOrder(study: Study, nodes: ReadonlyMap<string, Node>): Graph {
  const ordered = new Map<string, Node>();
  const open: string[] = [];
  const visit = (name: string): void => {
    const node = nodes.get(name);
    if (node === undefined || ordered.has(name)) return;
    if (open.includes(name)) throw cycleError(study, [...open.slice(open.indexOf(name)), name]);
    open.push(name);
    for (const up of node.upstream) visit(up);
    open.pop();
    ordered.set(name, node);
  };
  for (const name of nodes.keys()) visit(name);
  return ordered;
}

function cycleError(study: Study, cycle: readonly string[]): UserError {
  const [first = '', second = ''] = cycle;
  const index = study.steps.find((step) => step.name === first)?.needs.indexOf(second) ?? -1;
  const at = index < 0 ? ['steps', `${first}#key`] : ['steps', first, 'needs', `${index}`];
  return new UserError('E_CYCLE', `these steps need each other: ${cycle.join(' -> ')}`, {
    where: whereInStudy(study, at),
    hint: 'remove one of these needs',
  });
}

/**
 * The steps that targets name: `x` itself with all it needs, `+x` the same spelled out, `x+` also
 * all that depends on it. No target means every step. A step comes with its ancestors always,
 * because bringing it up to date means bringing them up to date first.
 */
export function select(graph: Graph, targets: readonly string[]): Graph {
  if (targets.length === 0) return graph;
  const chosen = new Set<string>();
  for (const target of targets) {
    const name = stepNamed(target);
    if (!graph.has(name)) {
      throw new UserError('E_UNKNOWN_STEP', `there is no step "${name}"`, {
        hint: didYouMean(name, graph.keys()) || `steps: ${[...graph.keys()].join(', ')}`,
      });
    }
    chosen.add(name);
    if (target.endsWith('+')) for (const down of descendants(graph, name)) chosen.add(down);
  }
  for (const name of [...graph.keys()].toReversed()) {
    if (chosen.has(name)) for (const up of graph.get(name)?.upstream ?? []) chosen.add(up);
  }
  return new Map([...graph].filter(([name]) => chosen.has(name)));
}

/** `panel` of `+panel` and `panel+`. */
export const stepNamed = (target: string): string => target.replaceAll(/^\+|\+$/gu, '');

export function descendants(graph: Graph, name: string): Set<string> {
  const found = new Set<string>();
  for (const [step, node] of graph) {
    if (node.upstream.some((up) => up === name || found.has(up))) found.add(step);
  }
  return found;
}
