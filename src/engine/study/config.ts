import { posix } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../text/user-error.ts';
import type { Json } from '../state/hash.ts';
import { interpolate, type Unresolved } from './interpolate.ts';
import { didYouMean } from '../../text/nearest.ts';
import { parseWithPositions } from './positions.ts';
import { studySchema, type RawStep, type RawStudy } from './schema.ts';
import { STUDY_FILE, whereInStudy, type StepSpec, type Study } from './study.ts';

type Positions = Readonly<Record<string, string>>;

/** Parses and checks `pipeline.yaml`. Each mistake is a UserError that names line and column. */
export function parseStudy(text: string, overrides: Readonly<Record<string, Json>>): Study {
  const { value, positions } = parseWithPositions(text);
  const parsed = studySchema.safeParse(value);
  if (!parsed.success) throw schemaError(parsed.error, value, positions);
  const settings = overriddenSettings(parsed.data, overrides);
  const steps = Object.entries(parsed.data.steps).map(([name, raw]) =>
    resolveStep(name, raw, neededBy(name, raw, parsed.data.steps), settings, positions),
  );
  checkNeeds(steps, positions);
  return { title: parsed.data.study.title, settings, steps, positions };
}

function overriddenSettings(
  raw: RawStudy,
  overrides: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const settings = (raw.settings ?? {}) as Record<string, Json>;
  for (const name of Object.keys(overrides)) {
    if (Object.hasOwn(settings, name)) continue;
    throw new UserError('E_UNKNOWN_SETTING', `--set names settings.${name}, which is not there`, {
      where: STUDY_FILE,
      hint:
        didYouMean(name, Object.keys(settings)) || `settings: ${Object.keys(settings).join(', ')}`,
    });
  }
  return { ...settings, ...overrides };
}

/**
 * `all` is every other step but those that run on demand, which it would ask for, and those that need
 * all themselves.
 */
function neededBy(name: string, raw: RawStep, steps: RawStudy['steps']): readonly string[] {
  if (raw.needs !== 'all') return raw.needs ?? [];
  return Object.entries(steps)
    .filter(([other, { needs, on_demand: onDemand }]) => {
      return other !== name && needs !== 'all' && onDemand !== true;
    })
    .map(([other]) => other);
}

function resolveStep(
  name: string,
  raw: RawStep,
  needs: readonly string[],
  settings: Readonly<Record<string, Json>>,
  positions: Positions,
): StepSpec {
  const fill = (key: string, value: Json): Json => {
    const unresolved: Unresolved[] = [];
    const filled = interpolate(value, settings, unresolved);
    const [first] = unresolved;
    if (first !== undefined)
      throw settingError(name, [key, ...first.path], first.name, settings, positions);
    return filled;
  };
  const reads = fill('reads', raw.reads ?? []) as string[];
  const outputs =
    raw.kind === 'shell'
      ? (fill('outputs', raw.outputs) as Record<string, string>)
      : raw.kind === 'sql'
        ? { [name]: `outputs/parquet/${name}.parquet` }
        : {};
  const run = raw.kind === 'sql' ? (raw.run ?? `sql/${name}.sql`) : raw.run;
  const paths: [string[], string][] = reads.map((path, i) => [['reads', `${i}`], path]);
  for (const [key, path] of Object.entries(outputs)) paths.push([['outputs', key], path]);
  if (raw.kind !== 'shell') paths.push([['run'], run]);
  for (const [path, file] of paths) checkInside(name, path, file, positions);
  for (const [key, path] of Object.entries(outputs)) checkOutputPath(name, key, path, positions);
  return {
    name,
    kind: raw.kind,
    run,
    needs: [...new Set(needs)],
    reads: reads.map((path) => posix.normalize(path)),
    with: fill('with', raw.with ?? {}) as Record<string, Json>,
    outputs,
    expect: dropUndefined(raw.expect ?? {}),
    threads: raw.kind === 'sql' ? (raw.threads ?? 1) : 1,
    on_demand: raw.on_demand ?? false,
  };
}

function dropUndefined(expect: NonNullable<RawStep['expect']>): StepSpec['expect'] {
  return Object.fromEntries(Object.entries(expect).filter(([, value]) => value !== undefined));
}

function settingError(
  step: string,
  path: readonly string[],
  name: string,
  settings: Readonly<Record<string, Json>>,
  positions: Positions,
): UserError {
  const known = Object.keys(settings).map((key) => `settings.${key}`);
  return new UserError('E_UNKNOWN_SETTING', `step "${step}" uses \${${name}}, which is not set`, {
    where: whereInStudy({ positions }, ['steps', step, ...path]),
    hint: didYouMean(name, known) || `known: ${known.join(', ')}`,
  });
}

/** Every path of a study stays in its project, or a copy of the project would not run. */
export function checkInside(
  step: string,
  path: readonly string[],
  file: string,
  positions: Positions,
): void {
  const normal = posix.normalize(file.replaceAll('\\', '/'));
  if (!posix.isAbsolute(normal) && !/^[A-Za-z]:/.test(normal) && normal.split('/')[0] !== '..')
    return;
  throw new UserError(
    'E_PATH_OUTSIDE',
    `step "${step}" names "${file}", which leaves the project`,
    {
      where: whereInStudy({ positions }, ['steps', step, ...path]),
      hint: 'write a path from the project’s folder, or link the data into data/raw',
    },
  );
}

/** What a run writes lies under outputs/, so that no step can replace what a person wrote. */
function checkOutputPath(step: string, key: string, path: string, positions: Positions): void {
  if (path.startsWith('outputs/') && path !== 'outputs/' && posix.normalize(path) === path) return;
  throw new UserError('E_PATH_OUTSIDE', `step "${step}" writes "${path}"`, {
    where: whereInStudy({ positions }, ['steps', step, 'outputs', key]),
    hint: 'outputs lie under outputs/, written without ./ or ..',
  });
}

function checkNeeds(steps: readonly StepSpec[], positions: Positions): void {
  const names = new Set(steps.map((step) => step.name));
  for (const step of steps) {
    step.needs.forEach((need, i) => {
      if (names.has(need)) return;
      throw new UserError(
        'E_UNKNOWN_STEP',
        `step "${step.name}" needs "${need}", which no step makes`,
        {
          where: whereInStudy({ positions }, ['steps', step.name, 'needs', `${i}`]),
          hint: didYouMean(need, names) || `steps: ${[...names].join(', ')}`,
        },
      );
    });
  }
}

/** The first schema violation in document order, in the words of a reader of YAML. */
function schemaError(error: z.ZodError, value: unknown, positions: Positions): UserError {
  const found = error.issues.map((issue) => describeIssue(issue, value, positions));
  found.sort((a, b) => lineOf(a.where) - lineOf(b.where));
  return found[0] ?? new UserError('E_WRONG_TYPE', 'not a study', { where: STUDY_FILE });
}

function lineOf(where: string): number {
  return Number(where.split(':')[1] ?? 0);
}

function describeIssue(issue: z.core.$ZodIssue, value: unknown, positions: Positions): UserError {
  const path = issue.path.map(String);
  const shown = path.join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = knownKeys(path, value);
    return new UserError('E_UNKNOWN_KEY', `"${key}" is no key of ${shown}`, {
      where: whereInStudy({ positions }, [...path, `${key}#key`]),
      hint: didYouMean(key, known) || `keys: ${known.join(', ')}`,
    });
  }
  const here = valueAt(value, path);
  if (issue.code === 'invalid_union' && path.at(-1) === 'kind') {
    return new UserError('E_UNKNOWN_KIND', `${shown} is ${JSON.stringify(here) ?? 'missing'}`, {
      where: whereInStudy({ positions }, path),
      hint: didYouMean(String(here), ['sql', 'ts', 'shell']) || 'a step is sql, ts or shell',
    });
  }
  if (issue.code === 'invalid_key') {
    return new UserError('E_BAD_NAME', `"${path.at(-1) ?? ''}" cannot be a name here`, {
      where: whereInStudy({ positions }, [...path.slice(0, -1), `${path.at(-1) ?? ''}#key`]),
      hint: issue.issues[0]?.message ?? '',
    });
  }
  const missing = here === undefined;
  return new UserError(
    missing ? 'E_MISSING_KEY' : 'E_WRONG_TYPE',
    describeValue(shown, here, issue),
    {
      where: whereInStudy({ positions }, path),
      hint: missing ? 'add it' : '',
    },
  );
}

function describeValue(shown: string, here: unknown, issue: z.core.$ZodIssue): string {
  if (here === undefined) return `${shown} is missing`;
  const expected = 'expected' in issue ? `expected ${String(issue.expected)}` : issue.message;
  return `${shown} is ${JSON.stringify(here)}: ${expected}`;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[key] : undefined,
    value,
  );
}

/** Keys that the schema knows at a path of the document. */
function knownKeys(path: readonly string[], value: unknown): string[] {
  if (path.length === 0) return ['study', 'settings', 'steps'];
  if (path[0] === 'study') return ['title', 'unit', 'time'];
  if (path.at(-1) === 'expect') {
    return ['key', 'not_null', 'range', 'rows', 'balanced', 'accepted', 'references'];
  }
  const kind = (valueAt(value, path) as { kind?: unknown } | undefined)?.kind;
  const own = kind === 'shell' ? ['outputs'] : kind === 'sql' ? ['threads'] : [];
  return ['kind', 'run', 'needs', 'reads', 'with', 'expect', 'on_demand', ...own];
}
