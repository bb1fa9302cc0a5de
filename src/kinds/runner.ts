import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandGlobs, type FileHashes } from '../engine/state/files.ts';
import { canonicalJson, hashJson, type Json } from '../engine/state/hash.ts';
import type { CodeFacts, InputFile, Job, JobHooks, Kinds } from '../engine/kinds.ts';
import type { Memo } from '../engine/state/memo.ts';
import type { StepSpec } from '../engine/study/study.ts';
import { describeSteps } from './ts/describe.ts';
import { installedVersions, LOCKFILES, readLockfile } from './packages.ts';

/**
 * How each kind of step is read and run. Everything heavy (DuckDB, esbuild, zx, a child process) is
 * imported at the moment it is needed: a run with nothing to do needs none of it.
 */
export function createKinds(root: string, memo: Memo, files: FileHashes): Kinds {
  const closures = new Map<string, CodeFacts>();

  const asked = new Map<string, Promise<Record<string, string>>>();
  const versions = (names: readonly string[]): Promise<Record<string, string>> => {
    const key = names.join(' ');
    const answer = asked.get(key) ?? readVersions(names);
    asked.set(key, answer);
    return answer;
  };
  const readVersions = async (names: readonly string[]): Promise<Record<string, string>> => {
    const hashes = await Promise.all(LOCKFILES.map((file) => files.hashOnce(file)));
    return memo.get(`versions ${hashes.join(' ')} ${names.join(' ')}`, () =>
      installedVersions(readLockfile(root), names),
    );
  };

  const tsCode = async (step: StepSpec): Promise<CodeFacts> => {
    const known = closures.get(step.run);
    if (known !== undefined) return known;
    const key = `closure ${step.run}`;
    let closure = memo.peek(key) as (CodeFacts & { packages: string[] }) | undefined;
    if (closure === undefined || !(await asHashed(files, closure.files))) {
      const { bundleClosure } = await import('./ts/code.ts');
      const bundled = await bundleClosure(root, step.run);
      const hashes = await hashAll(files, bundled.files);
      closure = { hash: bundled.hash, files: hashes, tools: {}, packages: [...bundled.packages] };
      memo.put(key, closure as unknown as Json);
    }
    const tools = {
      node: process.versions.node.split('.')[0] ?? '',
      ...(await versions(closure.packages)),
    };
    const facts = { hash: closure.hash, files: closure.files, tools };
    closures.set(step.run, facts);
    return facts;
  };

  const sqlCode = async (step: StepSpec): Promise<CodeFacts> => {
    const raw = (await files.hashOnce(step.run)) ?? '';
    const tools = await versions(['@duckdb/node-api']);
    const hash = await memo.get(`sql ${raw} ${canonicalJson(tools)}`, async () => {
      const { normalisedSqlHash } = await import('./sql/code.ts');
      return normalisedSqlHash(readFileSync(join(root, step.run), 'utf8'), step.run);
    });
    return { hash, files: { [step.run]: raw }, tools };
  };

  /** A command's own files count as its code: `Rscript check.R` changes with check.R. */
  const shellCode = async (step: StepSpec): Promise<CodeFacts> => {
    const quoted = [...step.run.matchAll(/"([^"]+)"|'([^']+)'/g)].map((m) => m[1] ?? m[2] ?? '');
    const words = [...step.run.split(/[\s'"=<>|;&()]+/), ...quoted];
    const named = [...new Set(words)].filter(
      (word) => word !== '' && !word.startsWith('/') && !word.includes('$') && files.exists(word),
    );
    const hashes = await hashAll(files, named);
    return { hash: hashJson({ run: step.run, files: hashes }), files: hashes, tools: {} };
  };

  const code = (step: StepSpec): Promise<CodeFacts> =>
    step.kind === 'sql' ? sqlCode(step) : step.kind === 'ts' ? tsCode(step) : shellCode(step);

  return {
    code,
    describe: (steps) => describeSteps(root, memo, steps, tsCode),
    async sqlReads(step, inputs) {
      const { hash, tools } = await sqlCode(step);
      const tables = inputs.filter((input) => input.table !== undefined);
      const read = expandGlobs(files, step.reads);
      const scope = canonicalJson({
        hash,
        tools,
        params: step.with,
        schema: tables.map(schemaOf),
        files: await hashAll(files, read),
      });
      return memo.get(`reads ${scope}`, async () => {
        const { columnsRead } = await import('./sql/reads.ts');
        const sql = readFileSync(join(root, step.run), 'utf8');
        const found = await columnsRead(sql, step.run, {
          root,
          params: step.with,
          tables,
        });
        return found;
      });
    },
    async run(job: Job, hooks: JobHooks) {
      if (job.kind === 'sql') return (await import('./sql/sql.ts')).runSql(job, hooks);
      if (job.kind === 'shell') return (await import('./shell/shell.ts')).runShell(job, hooks);
      const { runTs } = await import('./ts/ts.ts');
      const sources = Object.keys(closures.get(job.run)?.files ?? {});
      return runTs(job, sources, hooks);
    },
    async profile(path) {
      return (await import('./table-profile.ts')).profileParquet(path);
    },
    async check(contract) {
      return (await import('./contract-check.ts')).checkContract(contract);
    },
  };
}

function schemaOf(input: InputFile): Json {
  const columns = input.table?.columns ?? [];
  return { name: input.name, columns: columns.map((c) => [c.name, c.type]) };
}

async function hashAll(
  files: FileHashes,
  paths: readonly string[],
): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const path of paths) hashes[path] = (await files.hash(path)) ?? 'missing';
  return hashes;
}

async function asHashed(
  files: FileHashes,
  expected: Readonly<Record<string, string>>,
): Promise<boolean> {
  for (const [path, sha256] of Object.entries(expected)) {
    if ((await files.hashOnce(path)) !== sha256) return false;
  }
  return true;
}
