import { readFileSync, realpathSync } from 'node:fs';
import { formatError, toErrorText } from './engine/events/diagnostic.ts';
import { didYouMean } from './text/nearest.ts';
import { FLAGS, parseArguments, parseJobs, parseOverrides, usageError } from './verbs/arguments.ts';
import { EXIT, FailedError, type RunArguments, type VerbContext } from './verbs/terminal.ts';

interface Verb {
  readonly usage: string;
  readonly flags: readonly string[];
  /** Leaves nothing half-made: an interrupt ends it at once, also while it computes. */
  readonly isKillable?: true;
  /** Loads the verb's code only when it is called. */
  readonly call: (
    context: VerbContext,
    args: RunArguments,
    flags: ReadonlyMap<string, readonly string[]>,
  ) => Promise<number>;
}

const PROJECT = ['--project', '-C'];
const CHOICE = ['--set', '--json', '--help'];
const FIT_FLAGS =
  '--data --vcov --estimator --weights --offset --where --ssc --split --fsplit --id --level --keep-singletons --json --help'.split(
    ' ',
  );
const AUDIT_USAGE = `audit PART       list [STEP…]: artifacts · show ARTIFACT: its columns and first rows
                     check [STEP…]: data contracts · verify [STEP…]: every byte of the outputs
                     reproduce [STEP…]: build again in another folder, zone and locale, and compare bytes
                     diff ARTIFACT OTHER: a table against another version of it, by its key
                     trace TABLE:COLUMN:ROW: from a printed number back to the raw files
                     sources [FOLDER]: what would become of each raw file, and what to write of it
                     paper [FILE]: printed tables of a publication against themselves`;
const VERBS: Readonly<Record<string, Verb>> = {
  run: {
    usage:
      'run [STEP…]      bring the named steps (default: all) and what they need up to date; STEP+ adds what depends on it',
    flags: ['--dry-run', '--force', '--jobs', '--keep-going', '--verbose', ...CHOICE],
    call: async (context, args) =>
      (await import('./verbs/idle.ts')).idle(context, args) ??
      (await import('./verbs/run.ts')).run(context, args),
  },
  status: {
    usage: 'status [STEP…]   what a run would do, and why',
    flags: ['--all', ...CHOICE],
    call: async (context, args) => (await import('./verbs/status.ts')).status(context, args),
  },
  why: {
    usage: 'why STEP…        every cause for which a step would be built',
    flags: CHOICE,
    call: async (context, args) => {
      if (args.targets.length === 0) throw usageError('why needs a step', 'didactic why panel');
      return (await import('./verbs/status.ts')).why(context, args);
    },
  },
  report: {
    usage: 'report           build the web report if it is stale, and serve it to this machine',
    flags: ['--port', '--dry-run', '--force', '--jobs', '--verbose', ...CHOICE],
    call: async (context, args, flags) =>
      (await import('./verbs/report.ts')).report(context, args, flags.get('--port')?.at(-1)),
  },
  graph: {
    usage: 'graph [STEP…]    the steps and what each needs, as text, Mermaid or SVG',
    flags: ['--format', ...CHOICE],
    call: async (context, args, flags) =>
      (await import('./verbs/graph.ts')).graph(
        context,
        args,
        flags.get('--format')?.at(-1) ?? 'text',
      ),
  },
  schema: {
    usage:
      'schema           the JSON Schema of pipeline.yaml, by which an editor completes and checks it',
    flags: ['--help'],
    call: async (context) => (await import('./verbs/schema.ts')).schema(context),
  },
  fit: {
    usage: 'fit FORMULA      one regression on any parquet or csv file, --data FILE',
    flags: FIT_FLAGS,
    isKillable: true,
    call: async (context, args, flags) =>
      (await import('./verbs/fit.ts')).fit(context, args, flags),
  },
  audit: {
    usage: AUDIT_USAGE,
    flags: ['--verbose', '--all', '--language', '--row', '--file', '--write', ...CHOICE],
    call: async (context, args, flags) =>
      (await import('./verbs/audit.ts')).audit(context, args, flags),
  },
};

async function main(given: readonly string[], context: VerbContext): Promise<number> {
  const [name = '--help', ...rest] = projectLast(given);
  if (name === '--help' || name === 'help') return say(context, helpText());
  if (name === '--version') return say(context, `${version()}\n`);
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    throw usageError(
      `there is no command "${name}"`,
      didYouMean(name, Object.keys(VERBS)) || helpText(),
    );
  }
  const { words, flags } = parseArguments(rest, [...verb.flags, ...PROJECT]);
  if (flags.has('--help'))
    return say(context, `didactic ${verb.usage}\n${flagHelp([...verb.flags, ...PROJECT])}`);
  if (verb.isKillable !== true) stopOnSignals();
  const folder = [...(flags.get('--project') ?? []), ...(flags.get('-C') ?? [])].at(-1);
  const forced = flags.get('--force');
  const named = (forced ?? []).filter((step) => step !== '');
  return verb.call(
    folder === undefined ? context : { ...context, root: projectFolder(folder) },
    {
      targets: words,
      dryRun: flags.has('--dry-run'),
      force: forced !== undefined && named.length === 0 ? 'all' : new Set(named),
      jobs: parseJobs(flags.get('--jobs')?.at(-1)),
      keepGoing: flags.has('--keep-going'),
      json: flags.has('--json'),
      verbose: flags.has('--verbose'),
      all: flags.has('--all'),
      overrides: parseOverrides(flags.get('--set') ?? []),
    },
    flags,
  );
}

/** `-C DIR run` as `run -C DIR`: the folder may come first, as with git and make. */
function projectLast(argv: readonly string[]): readonly string[] {
  const [flag = '', folder = ''] = argv;
  return PROJECT.includes(flag) ? [...argv.slice(2), flag, folder] : argv;
}

/** The folder that `--project` names. */
function projectFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    throw usageError(`--project ${folder}`, 'there is no such folder');
  }
}

function stopOnSignals(): void {
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
}

function say(context: VerbContext, text: string): number {
  context.terminal.out(text);
  return EXIT.done;
}

function helpText(): string {
  const verbs = Object.values(VERBS).map((verb) => `  ${verb.usage}\n`);
  return `didactic COMMAND [flags]\n\n${verbs.join('')}\nEach command knows --help.\n`;
}

function flagHelp(names: readonly string[]): string {
  return names.map((name) => `  ${name.padEnd(18)} ${FLAGS[name]?.help ?? ''}\n`).join('');
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function exitCodeOf(error: unknown, code: string): number {
  if (error instanceof FailedError) return error.exit;
  if (code === 'E_LOCKED') return EXIT.locked;
  return code === 'E_BUG' ? EXIT.failed : EXIT.usage;
}

const stop = new AbortController();
const argv = process.argv.slice(2);
// A dumb terminal, as in an editor, cannot rewrite its lines.
const isTerminal = process.stdout.isTTY && process.env['TERM'] !== 'dumb';
// The reader of a pipe has gone (`| head -1`): nobody hears the rest, so the work ends like an interrupt.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    stop.abort();
  });
}

try {
  process.exitCode = await main(argv, {
    root: realpathSync(process.cwd()),
    now: Date.now,
    signal: stop.signal,
    terminal: {
      out: (text) => void process.stdout.write(text),
      err: (text) => void process.stderr.write(text),
      isTerminal,
      // Asked anew for each line: a window may be made narrower while a run goes on.
      get columns() {
        return process.stdout.columns || 80;
      },
      colour: isTerminal && !process.env['NO_COLOR'],
    },
  });
} catch (error) {
  const text = toErrorText(error);
  // A reader of --json gets the error as an object too; a person reads it on standard error.
  if (argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ event: 'error', ...text })}\n`);
  process.stderr.write(`${formatError(text)}\n`);
  process.exitCode = exitCodeOf(error, text.code);
}
