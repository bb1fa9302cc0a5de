/**
 * The program inside the child process of a TypeScript step. It runs under `node --permission` and
 * speaks with its parent over the IPC channel only.
 */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { toErrorText } from '../../engine/events/diagnostic.ts';
import type { Job } from '../../engine/kinds.ts';
import type { InputTable, StepContext, StepDefinition } from '../../step.ts';
import { UserError } from '../../text/user-error.ts';
import type { DescribeRequest, FromHost, ParamIssue, ToHost } from './protocol.ts';

process.once('message', (message: ToHost) => {
  void answer(message).finally(() => process.disconnect());
});
// The parent is gone: nobody would publish what this process writes.
process.once('disconnect', () => process.exit());

async function answer(message: ToHost): Promise<void> {
  if (message.type === 'describe') {
    for (const request of message.requests) {
      await guarded(request.step, () => describe(request));
    }
    return;
  }
  const { job } = message;
  await guarded(job.step, async () => {
    await runStep(job);
    await send({ type: 'done' });
  });
}

async function guarded(step: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await send({ type: 'error', step, error: toErrorText(error) });
  }
}

async function describe({ step, file, params }: DescribeRequest): Promise<void> {
  const definition = await load(file);
  const parsed = definition.params.safeParse(params);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue): ParamIssue => {
      const path = issue.path.map(String);
      const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
      return key === undefined
        ? { path, message: issue.message }
        : { path, message: issue.message, unknownKey: key };
    });
    await send({ type: 'refused', step, issues });
    return;
  }
  const outputs = definition.outputs(step, parsed.data);
  const reads = definition.reads?.(parsed.data) ?? {};
  const seesSteps = definition.seesSteps ?? false;
  await send({ type: 'described', step, described: { outputs, reads, seesSteps } });
}

async function runStep(job: Job): Promise<void> {
  const definition = await load(join(job.root, job.run));
  const params = definition.params.parse(job.params);
  await definition.run(contextOf(job, params));
}

async function load(file: string): Promise<StepDefinition<unknown>> {
  const module = (await import(pathToFileURL(file).href)) as { default?: StepDefinition<unknown> };
  if (typeof module.default?.run === 'function') return module.default;
  throw new UserError('E_STEP_CODE', 'the file has no default export made by defineStep', {
    where: file,
    hint: 'export default defineStep({ params, outputs, run })',
  });
}

function contextOf(job: Job, params: unknown): StepContext<unknown> {
  return {
    step: job.step,
    params,
    root: job.root,
    files: job.files,
    steps: job.steps,
    input: (name) => inputOf(job, name),
    output: (name) => {
      const path = job.outputs[name];
      if (path !== undefined) return path;
      throw new Error(`step "${job.step}" has no output "${name}"`);
    },
    count: (counts) => void send({ type: 'count', counts }),
    progress: (done, total, unit) => void send({ type: 'progress', done, total, unit }),
    log: (message) => void send({ type: 'log', message }),
  };
}

function inputOf(job: Job, name: string): InputTable {
  const input = job.inputs.find((candidate) => candidate.name === name);
  if (input === undefined) {
    throw new UserError('E_UNKNOWN_INPUT', `step "${job.step}" asks for input "${name}"`, {
      hint: `it has: ${job.inputs.map((i) => i.name).join(', ') || 'none'}; add the step that makes it to needs:`,
    });
  }
  const columns = input.table === undefined ? '*' : job.reads[name];
  if (columns === undefined) {
    throw new UserError('E_UNDECLARED_READ', `step "${job.step}" reads table "${name}"`, {
      hint: 'declare it and its columns in the step’s reads()',
    });
  }
  return { name, path: input.path, columns };
}

function send(message: FromHost): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });
}
