import { $, type ProcessOutput } from 'zx';
import type { Json } from '../../engine/state/hash.ts';
import type { Job, JobHooks } from '../../engine/kinds.ts';
import { UserError } from '../../text/user-error.ts';
import { parseTemplate } from './placeholders.ts';

/** Lines of a failed command's output that are worth showing. */
const LAST_LINES = 20;

/**
 * Runs a command in the project's folder. Every placeholder becomes one quoted argument, whatever it
 * holds; the command writes to private paths, which are published if it ends with 0.
 */
export async function runShell(job: Job, hooks: JobHooks): Promise<void> {
  const { pieces, names } = parseTemplate(job.run);
  const values = names.map((name) => valueOf(job, name));
  const shell = $({
    cwd: job.root,
    env: { ...process.env, TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    nothrow: true,
    quiet: true,
    signal: hooks.signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const strings = Object.assign([...pieces], { raw: [...pieces] });
  const output = await shell(strings as unknown as TemplateStringsArray, ...values);
  for (const line of lines(output.stdout)) hooks.log(line);
  if (hooks.signal.aborted) throw new UserError('E_INTERRUPTED', 'interrupted');
  if (output.exitCode !== 0) throw failure(job, output);
}

function valueOf(job: Job, name: string): string | string[] {
  const cut = name.indexOf('.');
  const [group, key] = [name.slice(0, cut), name.slice(cut + 1)];
  if (group === 'needs') {
    const input = job.inputs.find((candidate) => candidate.name === key);
    if (input !== undefined) return input.path;
  }
  if (group === 'outputs' && job.outputs[key] !== undefined) return job.outputs[key];
  if (group === 'with' && Object.hasOwn(job.params, key)) return asText(job.params[key] ?? null);
  if (name === 'reads') return [...job.files];
  throw new UserError('E_UNKNOWN_PLACEHOLDER', `step "${job.step}" uses \${${name}}`, {
    where: `pipeline.yaml#steps.${job.step}.run`,
    hint: `it knows ${knownNames(job).join(', ')}`,
  });
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function knownNames(job: Job): string[] {
  return [
    ...job.inputs.map((input) => `needs.${input.name}`),
    ...Object.keys(job.outputs).map((name) => `outputs.${name}`),
    ...Object.keys(job.params).map((name) => `with.${name}`),
    'reads',
  ];
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function failure(job: Job, output: ProcessOutput): UserError {
  const last = lines(`${output.stdout}\n${output.stderr}`).slice(-LAST_LINES).join('\n    ');
  const ended = output.signal === null ? `exit code ${output.exitCode}` : `signal ${output.signal}`;
  const missing = output.exitCode === 127 ? 'is the program installed and on the PATH?' : '';
  return new UserError('E_COMMAND', `the command of step "${job.step}" ended with ${ended}`, {
    where: `pipeline.yaml#steps.${job.step}.run`,
    hint: [missing, last === '' ? 'it printed nothing' : `it printed last:\n    ${last}`]
      .filter((part) => part !== '')
      .join('\n  '),
  });
}
