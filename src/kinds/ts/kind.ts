import { join, relative } from 'node:path';
import type { CodeFacts, Kind, Reads } from '../../engine/kinds.ts';
import type { Json } from '../../engine/state/hash.ts';
import { STUDY_FILE, type StepSpec } from '../../engine/study/study.ts';
import { UserError } from '../../text/user-error.ts';
import { didYouMean } from '../../text/nearest.ts';
import { fileOf, hashAll, INSTALLATION, type Tools } from '../tools.ts';
import { describeSteps } from './describe.ts';

interface Closure extends CodeFacts {
  readonly packages: readonly string[];
}

/** Steps in TypeScript: they say what they read and write, and run in a child process. */
export function tsKind(tools: Tools): Kind {
  const { root, memo, files, versions } = tools;
  const closures = new Map<string, CodeFacts>();

  /** Whether the study has the file itself, or takes the tool's. */
  const found = new Map<string, boolean>();
  const placed = (step: StepSpec): StepSpec => ({
    ...step,
    tool: step.tool && !(found.get(step.run) ?? files.exists(step.run)),
  });

  const isAsHashed = async (expected: Readonly<Record<string, string>>): Promise<boolean> => {
    for (const [path, sha256] of Object.entries(expected)) {
      if ((await files.hashOnce(path)) !== sha256) return false;
    }
    return true;
  };

  const code = async (spec: StepSpec): Promise<CodeFacts> => {
    const step = placed(spec);
    const file = relative(root, fileOf(root, step));
    const known = closures.get(file);
    if (known !== undefined) return known;
    const key = `closure ${file}`;
    let closure = memo.peek(key) as unknown as Closure | undefined;
    if (closure === undefined || !(await isAsHashed(closure.files))) {
      const { bundleClosure } = await import('./code.ts');
      const bundled = await bundleClosure(root, file);
      const hashes = await hashAll(files, bundled.files);
      closure = { hash: bundled.hash, files: hashes, tools: {}, packages: [...bundled.packages] };
      memo.put(key, closure as unknown as Json);
    }
    const node = process.versions.node.split('.')[0] ?? '';
    const facts = {
      hash: closure.hash,
      files: closure.files,
      tools: { node, ...(await versions(closure.packages)) },
    };
    closures.set(file, facts);
    return facts;
  };

  return {
    drawn: { mermaid: ['[', ']'], dot: 'box' },
    code,
    async find(step) {
      const own = (await files.hashOnce(step.run)) !== undefined;
      found.set(step.run, own);
      if (own) return;
      const names = step.tool ? [...stepsIn(root), ...stepsIn(INSTALLATION)] : [];
      const name = step.run.replace(/^steps\/|\.ts$/g, '');
      if (names.includes(name)) return;
      const at = `${STUDY_FILE}#steps.${step.name}.${step.tool ? 'use' : 'run'}`;
      if (!step.tool) {
        const message = `step "${step.name}" runs ${step.run}, which is not there`;
        const known = step.run.startsWith('steps/') && stepsIn(INSTALLATION).includes(name);
        const hint = known ? `the tool brings it: write use: ${name}` : 'check the path';
        throw new UserError('E_MISSING_FILE', message, { where: at, hint });
      }
      throw new UserError('E_UNKNOWN_USE', `step "${step.name}" uses "${name}", which is no step`, {
        where: at,
        hint:
          didYouMean(name, names) || `write ${step.run}, or use ${[...new Set(names)].join(', ')}`,
      });
    },
    describe: (steps, study) => describeSteps(tools, steps.map(placed), study, code),
    reads: (_, { reads }): Promise<Reads> => Promise.resolve(reads),
    schemas: (_, { tables }) => Promise.resolve(tables),
    sources: () => Promise.resolve(undefined),
    async run(job, hooks) {
      const { runTs } = await import('./ts.ts');
      const tool = job.tool && !files.exists(job.run);
      const file = relative(root, fileOf(root, { run: job.run, tool }));
      const sources = Object.keys(closures.get(file)?.files ?? {});
      return runTs({ ...job, tool }, sources, hooks);
    },
  };
}

/** Names of the steps that a folder brings. */
function stepsIn(folder: string): string[] {
  const { existsSync, readdirSync } = process.getBuiltinModule('node:fs');
  const steps = join(folder, 'steps');
  return (existsSync(steps) ? readdirSync(steps) : [])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''));
}
