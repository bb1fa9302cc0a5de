import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../text/user-error.ts';
import { profileTable, recordArtifact } from './artifacts.ts';
import { contractOf, contractText } from './contract.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { InputFile, Job, JobHooks } from './kinds.ts';
import { WORK } from './places.ts';
import { ENGINE_FORMAT } from './state/memo.ts';
import { misfit, privatePath, publishOutput, syncOutput } from './state/publish.ts';
import type { Artifact, Receipt, TableProfile } from './state/receipt.ts';
import { checkSources, heldBy, type Plan } from './plan.ts';
import type { Session } from './session.ts';

/**
 * Runs one step in a private folder, checks what it made, and publishes it: outputs first, receipt
 * last. Whatever goes wrong before, the earlier outputs and their receipt stay as they were.
 */
export async function buildStep(session: Session, plan: Plan, hooks: JobHooks): Promise<Receipt> {
  const { spec, outputs } = plan.node;
  const work = join(session.path(WORK), `${process.pid}`, spec.name);
  const began = session.now();
  const counts: Record<string, number> = {};
  const warnings: string[] = [];
  try {
    const job = jobOf(session.root, work, plan);
    for (const path of Object.values(job.outputs)) mkdirSync(dirname(path), { recursive: true });
    await session.kinds.of(job.kind).run(job, {
      ...hooks,
      count: (found) => Object.assign(counts, found),
      warn: (message) => {
        warnings.push(message);
        hooks.warn(message);
      },
    });
    hooks.signal.throwIfAborted();
    await checkSources(session, plan);
    const tables = await profiles(session, job, outputs);
    await checkTables(session, plan, [...tables.values()]);
    for (const [name, path] of Object.entries(outputs)) {
      syncOutput(job.outputs[name] ?? '', path.endsWith('/'));
    }
    hooks.signal.throwIfAborted();
    const published = await publishAll(session, work, outputs, tables);
    const receipt: Receipt = {
      format: ENGINE_FORMAT,
      step: spec.name,
      fingerprint: fingerprintOf(plan.components),
      components: plan.components,
      contract: await contractText(session.files, plan.node, heldBy(session, plan)),
      outputs: published,
      counts,
      ...(warnings.length === 0 ? {} : { warnings }),
      ms: Math.round(session.now() - began),
      finished: new Date(session.now()).toISOString(),
    };
    session.keep(receipt);
    return receipt;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Checks the current outputs against a contract that changed since they were built. */
export async function recheck(session: Session, plan: Plan): Promise<void> {
  const { receipt } = plan;
  const { spec } = plan.node;
  const contract = await contractText(session.files, plan.node, heldBy(session, plan));
  if (receipt === undefined) return;
  const tables = Object.entries(receipt.outputs).flatMap(([name, artifact]): InputFile[] =>
    artifact.table === undefined
      ? []
      : [
          {
            name,
            step: spec.name,
            path: join(session.root, artifact.path),
            table: artifact.table,
          },
        ],
  );
  await checkTables(session, plan, tables);
  session.keep({ ...receipt, contract });
}

/** What a step needs to run, its outputs in a folder of its own. */
export function jobOf(root: string, work: string, plan: Plan): Job {
  const { spec, outputs } = plan.node;
  const entries = Object.entries(outputs);
  return {
    step: spec.name,
    kind: spec.kind,
    root,
    run: spec.run,
    tool: spec.tool,
    params: plan.node.described.params,
    inputs: plan.inputs,
    reads: plan.reads,
    models: plan.models,
    files: plan.files,
    ...plan.told,
    outputs: Object.fromEntries(
      entries.map(([name, path]) => [name, privatePath(work, name, path)]),
    ),
    work,
    threads: spec.threads,
  };
}

async function profiles(
  session: Session,
  job: Job,
  outputs: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, InputFile & { table: TableProfile }>> {
  const tables = new Map<string, InputFile & { table: TableProfile }>();
  for (const [name, path] of Object.entries(job.outputs)) {
    if (!existsSync(path)) {
      throw new UserError(
        'E_NO_OUTPUT',
        `step "${job.step}" did not write ${outputs[name] ?? name}`,
        {
          where: job.run,
          hint: `it has to write the output "${name}"`,
        },
      );
    }
    const problem = misfit(session.root, job.work, name, outputs[name] ?? '');
    if (problem !== undefined) {
      throw new UserError('E_OUTPUT_KIND', `output ${outputs[name] ?? name}: ${problem}`, {
        where: job.run,
        hint: 'a path that ends in / is a folder, any other a file',
      });
    }
    const table = await profileTable(session.kinds, path);
    if (table !== undefined) tables.set(name, { name, step: job.step, path, table });
  }
  return tables;
}

async function checkTables(
  session: Session,
  plan: Plan,
  tables: readonly InputFile[],
): Promise<void> {
  const held = { root: session.root, tables, ...heldBy(session, plan) };
  const contract = contractOf(session.files, plan.node, held);
  if (contract !== undefined) await session.kinds.check(contract);
}

async function publishAll(
  session: Session,
  work: string,
  outputs: Readonly<Record<string, string>>,
  tables: ReadonlyMap<string, { table: TableProfile }>,
): Promise<Record<string, Artifact>> {
  const published: Record<string, Artifact> = {};
  for (const [name, path] of Object.entries(outputs)) {
    publishOutput(session.root, work, name, path);
    const { table } = tables.get(name) ?? {};
    published[name] = await recordArtifact(session.root, session.files, path, table);
  }
  return published;
}
