import { mkdtemp, mkdir, readdir, rm, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readRows } from '../../src/io/tables/frame.ts';
import type { StepContext, StepDefinition } from '../../src/step.ts';
import { stepContext } from './step-context.ts';

export interface StepRun {
  readonly counts: Readonly<Record<string, number>>;
  readonly log: readonly string[];
  readonly warnings: readonly string[];
  /** Rows of the step's table, and of its rejects. */
  readonly rows: readonly Record<string, unknown>[];
  readonly rejects: readonly Record<string, unknown>[];
}

/**
 * Runs an ingest step over raw files (path -> content) in a project of its own that has the
 * reference tables of this one; gives what the step wrote and counted.
 */
export async function runIngest<P>(
  step: string,
  definition: StepDefinition<P>,
  raw: Readonly<Record<string, string | Buffer>>,
  params: unknown = {},
): Promise<StepRun> {
  const root = await mkdtemp(join(tmpdir(), 'ingest-'));
  try {
    await copyReference(root);
    for (const [file, content] of Object.entries(raw)) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), content);
    }
    const reference = await readdir(join(root, 'data/reference'));
    const files = [
      ...reference.map((name) => `data/reference/${name}`),
      ...Object.keys(raw),
    ].sort();
    let counts: Readonly<Record<string, number>> = {};
    const log: string[] = [];
    const warnings: string[] = [];
    const context: StepContext<P> = stepContext({
      step,
      params: definition.params.parse(params),
      root,
      files,
      output: (name) => join(root, `${name}.parquet`),
      count: (all) => {
        counts = all;
      },
      log: (line) => log.push(line),
      warn: (line) => warnings.push(line),
    });
    await definition.run(context);
    const table = (name: string) => ({
      name,
      path: join(root, `${name}.parquet`),
      columns: '*' as const,
    });
    return {
      counts,
      log,
      warnings,
      rows: await readRows(table(step)),
      rejects: await readRows(table(`${step}_rejects`)),
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function copyReference(root: string): Promise<void> {
  await mkdir(join(root, 'data/reference'), { recursive: true });
  for (const name of await readdir('data/reference')) {
    const file = `data/reference/${name}`;
    if (name.endsWith('.csv')) await copyFile(file, join(root, file));
  }
}
