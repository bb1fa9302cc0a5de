import { modelFile } from './places.ts';
import type { AskedFit } from '../step.ts';
import { UserError } from '../text/user-error.ts';
import { didYouMean } from '../text/nearest.ts';
import type { CheckNames, Described } from './kinds.ts';
import { locate, parameterPath, STUDY_FILE, type StepSpec, type Study } from './study/study.ts';

/** What the names in a step's code and parameters lead to. */
export interface Wires {
  /** Artifact -> step that makes it. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Step -> artifact of its model file. */
  readonly models: Readonly<Record<string, string>>;
  readonly fits: readonly AskedFit[];
  /** Tables that its contract looks at beside its inputs -> step. */
  readonly compared: Readonly<Record<string, string>>;
  /** Steps that it really reads. */
  readonly sources: readonly string[];
}

interface Makers {
  readonly study: Study;
  readonly checks: ReadonlyMap<string, CheckNames>;
  readonly described: ReadonlyMap<string, Described>;
  /** Artifact -> step. */
  readonly artifacts: ReadonlyMap<string, string>;
  /** Step -> artifact of its model file. */
  readonly models: ReadonlyMap<string, string>;
  /** Fit -> steps that make it, in the order of the study. */
  readonly fits: ReadonlyMap<string, readonly string[]>;
}

/** Follows every name to the step behind it. Errors: E_UNKNOWN_TABLE, E_UNKNOWN_MODEL, E_UNKNOWN_FIT. */
export function wire(
  study: Study,
  described: ReadonlyMap<string, Described>,
  checks: ReadonlyMap<string, CheckNames>,
): ReadonlyMap<string, Wires> {
  const artifacts = new Map<string, string>();
  const models = new Map<string, string>();
  const fits = new Map<string, string[]>();
  for (const [step, { outputs, fits: made }] of described) {
    for (const [artifact, path] of Object.entries(outputs)) {
      artifacts.set(artifact, step);
      if (path === modelFile(step)) models.set(step, artifact);
    }
    for (const { id } of made) fits.set(id, [...(fits.get(id) ?? []), step]);
  }
  const makers = { study, checks, described, artifacts, models, fits };
  return new Map(study.steps.map((spec) => [spec.name, wiresOf(spec, makers)]));
}

function wiresOf(spec: StepSpec, makers: Makers): Wires {
  const own = makers.described.get(spec.name) as Described;
  const inputs: Record<string, string> = {};
  for (const need of spec.needs) {
    for (const name of Object.keys(makers.described.get(need)?.outputs ?? {})) inputs[name] = need;
  }
  for (const table of Object.keys(own.reads)) {
    if (table !== '*') inputs[table] = makerOf(table, spec, own, makers);
  }
  const fits = own.asks.flatMap((ask) => askedFits(ask, spec, own, makers));
  const models: Record<string, string> = {};
  for (const name of [...own.models, ...fits.map(({ step }) => step)]) {
    const step = makers.models.has(name) ? name : (makers.artifacts.get(name) ?? name);
    const artifact = makers.models.get(step);
    if (artifact === undefined) throw unknownModel(name, spec, own, makers);
    models[name] = artifact;
    inputs[artifact] = step;
  }
  const referred = Object.values(spec.expect.references ?? {}).map(
    (name) => name.split('.')[0] ?? '',
  );
  const compared = Object.fromEntries(
    [...referred, ...(makers.checks.get(spec.name)?.tables ?? [])].flatMap((table) => {
      const step = makers.artifacts.get(table);
      const known = step === undefined || step === spec.name || table in inputs;
      return known ? [] : [[table, step] as const];
    }),
  );
  const read = Object.entries(inputs).filter(
    ([name, step]) =>
      '*' in own.reads || name in own.reads || !isTable(makers.described.get(step), name),
  );
  return { inputs, models, fits, compared, sources: [...new Set(read.map(([, step]) => step))] };
}

function isTable(maker: Described | undefined, artifact: string): boolean {
  return maker?.outputs[artifact]?.endsWith('.parquet') === true;
}

function makerOf(table: string, spec: StepSpec, own: Described, makers: Makers): string {
  const step = makers.artifacts.get(table);
  if (step !== undefined) return step;
  throw new UserError(
    'E_UNKNOWN_TABLE',
    `step "${spec.name}" reads "${table}", which no step makes`,
    {
      where: own.named[table] ?? placeOf(spec, own, table, makers.study),
      hint: didYouMean(table, makers.artifacts.keys()) || 'name a step that makes it',
    },
  );
}

function unknownModel(name: string, spec: StepSpec, own: Described, makers: Makers): UserError {
  const known = [...makers.models.keys()];
  return new UserError(
    'E_UNKNOWN_MODEL',
    `step "${spec.name}" reads the models of "${name}", which writes none`,
    {
      where: placeOf(spec, own, name, makers.study),
      hint: didYouMean(name, known) || `steps with models: ${known.join(', ') || 'none'}`,
    },
  );
}

function askedFits(
  { fit, at }: Described['asks'][number],
  spec: StepSpec,
  own: Described,
  { study, described, models, fits }: Makers,
): AskedFit[] {
  const pattern = new RegExp(
    `^${fit
      .split('*')
      .map((part) => RegExp.escape(part))
      .join('.*')}$`,
    'u',
  );
  const found = [...fits].filter(([id]) => (fit.includes('*') ? pattern.test(id) : id === fit));
  const double = found.find(([, steps]) => steps.length > 1);
  if (double !== undefined) {
    const [id, [first, second = '']] = double;
    const maker = study.steps.find(({ name }) => name === second) ?? spec;
    throw new UserError(
      'E_DUPLICATE_FIT',
      `two models have the id "${id}": one of step "${first ?? ''}", one of "${second}"`,
      {
        where: placeOf(maker, described.get(second) ?? own, id, study),
        hint: 'give one of them another id',
      },
    );
  }
  if (found.length > 0) return found.map(([id, [step = '']]) => ({ fit: id, step, asked: fit }));
  // A step of the study's own may write fits that it does not declare: these are looked for when it ran.
  const silent = [...own.models, ...spec.needs].some(
    (step) => models.has(step) && described.get(step)?.fits.length === 0,
  );
  if (silent) return [];
  throw new UserError('E_UNKNOWN_FIT', `step "${spec.name}" asks for the fit "${fit}"`, {
    where: locate(study, parameterPath(spec, at)),
    hint: didYouMean(fit, fits.keys()) || `fits: ${[...fits.keys()].join(', ') || 'none'}`,
  });
}

/** Where a step names something: the parameter that holds the name, or the step where none does. */
export function placeOf(spec: StepSpec, own: Described, name: string, study: Study): string {
  const places = { ...spec, places: { ...own.places, ...spec.places } };
  const path = (name === '' ? undefined : pathOf(own.params, name, [])) ?? [];
  if (path.length > 0) return locate(study, parameterPath(places, path));
  return locate(study, `${STUDY_FILE}#steps.${spec.name}`);
}

/** The path to a text that is a name, or else to one that has the name as a word, such as a formula. */
function pathOf(
  value: unknown,
  name: string,
  path: readonly string[],
): readonly string[] | undefined {
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])${RegExp.escape(name)}(?![\\p{L}\\p{N}_])`, 'u');
  const texts = textsOf(value, path);
  return (texts.find(({ text }) => text === name) ?? texts.find(({ text }) => word.test(text)))
    ?.path;
}

function textsOf(
  value: unknown,
  path: readonly string[],
): { readonly path: readonly string[]; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const below = [...path, key];
    return [...(Array.isArray(value) ? [] : [{ path: below, text: key }]), ...textsOf(item, below)];
  });
}
