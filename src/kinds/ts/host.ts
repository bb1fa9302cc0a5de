/**
 * The program inside the child process of a TypeScript step. It runs under `node --permission` and
 * speaks with its parent by messages only.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { toErrorText } from '../../engine/events/diagnostic.ts';
import type { Job } from '../../engine/kinds.ts';
import type { StepContext, StepDefinition, StepInput } from '../../step.ts';
import { UserError } from '../../text/user-error.ts';
import type { Json } from '../../engine/state/hash.ts';
import { fileOf } from '../tools.ts';
import { jsonSchema, paramIssue } from './params.ts';
import type { DescribeRequest, FromHost, ToHost } from './protocol.ts';

// A study in a folder of its own has the tool's packages, where it brings none of that name.
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!/^[@\w]/u.test(specifier) || specifier.includes(':')) throw error;
      try {
        return next(specifier, { ...context, parentURL: import.meta.url });
      } catch {
        throw error;
      }
    }
  },
});

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
  if (message.type === 'schema') {
    for (const [step, file] of Object.entries(message.files)) {
      await guarded(step, async () => {
        const schema = jsonSchema((await load(file)).params);
        await send({ type: 'schema', step, schema: schema as Json });
      });
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

async function describe({ step, file, params, study }: DescribeRequest): Promise<void> {
  const definition = await load(file);
  const inherits = definition.inherits ?? [];
  const taken = inherits.filter((name) => Object.hasOwn(study, name));
  const given = { ...Object.fromEntries(taken.map((name) => [name, study[name]])), ...params };
  const parsed = definition.params.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => paramIssue(issue, definition.params, given));
    await send({ type: 'refused', step, issues });
    return;
  }
  const { data } = parsed;
  await send({
    type: 'described',
    step,
    answer: {
      inherits,
      outputs: definition.outputs(step, data),
      reads: definition.reads?.(data) ?? {},
      models: definition.models?.(data) ?? [],
      files: definition.files?.(data) ?? [],
      fits: definition.fits?.(data, step) ?? [],
      asks: definition.asks?.(data) ?? [],
      tables: definition.tables?.(step, data) ?? {},
      tells: definition.tells ?? [],
      synthetic: definition.synthetic ?? false,
      unit: definition.unit ?? '',
      seesSteps: definition.seesSteps ?? false,
      byFile: definition.byFile ?? {},
    },
  });
}

async function runStep(job: Job): Promise<void> {
  const definition = await load(fileOf(job.root, job));
  const params = definition.params.parse(job.params);
  await definition.run(contextOf(job, params));
}

async function load(file: string): Promise<StepDefinition<unknown>> {
  const module = (await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw loadError(error, file);
  })) as { default?: StepDefinition<unknown> };
  if (typeof module.default?.run === 'function') return module.default;
  throw new UserError('E_STEP_CODE', 'the file has no default export made by defineStep', {
    where: file,
    hint: 'export default defineStep({ params, outputs, run })',
  });
}

/** What stops a step's file from being loaded, at the line of it that does. */
function loadError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || 'permission' in error) return error;
  const frame = new RegExp(`${RegExp.escape(pathToFileURL(file).href)}:(\\d+)(?::(\\d+))?`, 'u');
  const [, line, column = '1'] = frame.exec(error.stack ?? '') ?? [];
  return new UserError('E_STEP_CODE', error.message, {
    where: line === undefined ? file : `${file}:${line}:${column}`,
    hint: 'the step’s code fails while it is loaded',
  });
}

function contextOf(job: Job, params: unknown): StepContext<unknown> {
  return {
    step: job.step,
    params,
    root: job.root,
    files: job.files,
    steps: job.steps,
    synthetic: job.synthetic,
    settings: job.settings,
    fits: job.fits,
    input: (name) => inputOf(job, name),
    model: (name) => {
      const path = job.models[name];
      const made = job.inputs.find((input) => input.path === path);
      if (path !== undefined) return { step: made?.step ?? name, path };
      throw new Error(`step "${job.step}" did not declare that it reads the models of "${name}"`);
    },
    output: (name) => {
      const path = job.outputs[name];
      if (path !== undefined) return path;
      throw new Error(`step "${job.step}" has no output "${name}"`);
    },
    count: (counts) => void send({ type: 'count', counts }),
    progress: (done, total, unit) => void send({ type: 'progress', done, total, unit }),
    log: (message) => void send({ type: 'log', message }),
    warn: (message) => void send({ type: 'warn', message }),
  };
}

function inputOf(job: Job, name: string): StepInput {
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
  return { name, step: input.step, path: input.path, columns };
}

function send(message: FromHost): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });
}
