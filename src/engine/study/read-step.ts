import { posix } from 'node:path';
import { UserError } from '../../text/user-error.ts';
import { didYouMean } from '../../text/nearest.ts';
import { isOutput, OUTPUTS } from '../places.ts';
import type { Json } from '../state/hash.ts';
import { expandFormulas } from './formulas.ts';
import { formOf, readForm, type Formed } from './forms.ts';
import { interpolate } from './interpolate.ts';
import { schemaMistake, unknownKind } from './mistakes.ts';
import { STEP_FORMS, type RawStep, type RawStudy } from './schema.ts';
import { STUDY_FILE, whereInStudy, type Positions, type StepSpec } from './study.ts';
import { combineTexts, deepMerge, textsOf, type TextFile } from './texts.ts';

/** A study while it is read. */
export interface Reading {
  readonly raw: RawStudy;
  readonly settings: Readonly<Record<string, Json>>;
  readonly texts: readonly TextFile[];
  readonly positions: Positions;
}

/** A step in any form, with settings, formulas, defaults and words filled in. */
export function readStep(name: string, reading: Reading): StepSpec {
  const { raw: study, positions } = reading;
  const written = study.steps[name] as Readonly<Record<string, Json>>;
  const form = formOf(written);
  if (form === undefined) throw unknownKind(name, written['kind'], reading);
  const parsed = STEP_FORMS[form].safeParse(written);
  if (!parsed.success) {
    const below = { path: ['steps', name], form };
    throw schemaMistake(parsed.error, { steps: study.steps }, reading, below);
  }
  const raw = parsed.data;
  const formed = readForm(form, name, raw);
  const used: Used = { settings: new Set(), repeats: {} };
  const { params, places } = parametersOf(name, formed, reading, used);
  const fill = (key: string, value: Json) =>
    fillIn(value, `${STUDY_FILE}#steps.${name}.${key}`, name, reading, used);
  const reads = (fill('reads', raw.reads ?? []) as string[]).map((path, i) => {
    checkInside(name, ['reads', `${i}`], path, positions);
    return posix.normalize(path);
  });
  const outputs = fill('outputs', formed.outputs) as Record<string, string>;
  for (const [key, path] of Object.entries(outputs)) {
    checkInside(name, ['outputs', key], path, positions);
    checkOutputPath(name, key, path, positions);
  }
  if (formed.file) checkInside(name, ['run'], formed.run, positions);
  return {
    name,
    kind: formed.kind,
    run: formed.run,
    tool: formed.use !== undefined,
    needs: [...new Set(neededBy(name, raw, study.steps))],
    reads,
    with: params,
    places,
    repeats: used.repeats,
    settings: [...used.settings].sort(),
    outputs,
    expect: Object.fromEntries(
      Object.entries(raw.expect ?? {}).filter(([, value]) => value !== undefined),
    ),
    threads: formed.threads ?? 1,
    on_demand: raw.on_demand ?? false,
  };
}

/** Parameters with the place of each: the step's own, the defaults of its use, its texts. */
function parametersOf(
  name: string,
  { use, params: own, place }: Formed,
  reading: Reading,
  used: Used,
): Pick<StepSpec, 'places'> & { readonly params: Record<string, Json> } {
  const places: Record<string, string> = {};
  const params: Record<string, Json> = {};
  const take = (given: Readonly<Record<string, Json>>, at: string): void => {
    for (const [key, value] of Object.entries(given)) {
      if (Object.hasOwn(params, key)) continue;
      places[key] = `${at}.${key}`;
      const filled = fillIn(value, `${at}.${key}`, name, reading, used);
      params[key] = expandFormulas(filled, reading.raw.formulas ?? {}, (mistake) => {
        const where = [places[key], ...mistake.path].join('.');
        throw new UserError('E_UNKNOWN_FORMULA', `step "${name}": ${mistake.message}`, {
          where: placeIn(reading, where),
          hint: mistake.hint,
        });
      });
    }
  };
  take(own, [`${STUDY_FILE}#steps`, name, ...place].join('.'));
  if (use !== undefined) {
    const defaults = (reading.raw.defaults?.[use] ?? {}) as Record<string, Json>;
    take(defaults, `${STUDY_FILE}#defaults.${use}`);
  }
  const words = combineTexts(
    reading.texts.map((file) => ({ file, tree: textsOf(file, name, use ?? '') })),
    name,
  );
  const [first] = reading.texts;
  for (const [key, value] of Object.entries(words)) {
    const at = `${first?.file ?? ''}#${name}.${key}`;
    places[key] ??= at;
    const filled = fillIn(value, at, name, reading, used);
    params[key] = deepMerge({ [key]: filled }, key in params ? { [key]: params[key] as Json } : {})[
      key
    ] as Json;
  }
  return { params, places };
}

/** Settings that a step names, and where one is repeated as it is. */
interface Used {
  readonly settings: Set<string>;
  readonly repeats: Record<string, string>;
}

/** A value with `${settings.x}` and `${step}` filled in. */
function fillIn(value: Json, at: string, step: string, reading: Reading, used: Used): Json {
  const { settings } = reading;
  return interpolate(value, {
    settings,
    others: { step },
    used: used.settings,
    repeats: (path, setting) => {
      used.repeats[[at, ...path].join('.')] = setting;
    },
    unknown: (path, name) => {
      const known = Object.keys(settings).map((key) => `settings.${key}`);
      throw new UserError(
        'E_UNKNOWN_SETTING',
        `step "${step}" uses \${${name}}, which is not set`,
        {
          where: placeIn(reading, [at, ...path].join('.')),
          hint: didYouMean(name, known) || `known: ${known.join(', ')}`,
        },
      );
    },
  });
}

function placeIn(reading: Reading, where: string): string {
  const [file = '', path = ''] = where.split('#');
  return whereInStudy(reading, path.split('.'), file);
}

/**
 * `all` is every other step but those that run on demand, which it would ask for, and those that need
 * all themselves.
 */
function neededBy(
  name: string,
  raw: Pick<RawStep<'sql'>, 'needs'>,
  steps: RawStudy['steps'],
): readonly string[] {
  if (raw.needs !== 'all') return raw.needs ?? [];
  return Object.entries(steps)
    .filter(([other, step]) => {
      return other !== name && step['needs'] !== 'all' && step['on_demand'] !== true;
    })
    .map(([other]) => other);
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
  if (isOutput(path)) return;
  throw new UserError('E_PATH_OUTSIDE', `step "${step}" writes "${path}"`, {
    where: whereInStudy({ positions }, ['steps', step, 'outputs', key]),
    hint: `outputs lie under ${OUTPUTS}/, written without ./ or ..`,
  });
}
