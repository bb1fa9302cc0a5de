import { UserError } from '../../text/user-error.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Json } from '../state/hash.ts';
import { schemaMistake } from './mistakes.ts';
import { parseWithPositions } from './positions.ts';
import { readStep, type Reading } from './read-step.ts';
import { studySchema, type RawStudy } from './schema.ts';
import { STUDY_FILE, whereInStudy, type StepSpec, type Study } from './study.ts';
import { combineTexts, parseTexts } from './texts.ts';

/** The files that state a study: pipeline.yaml, and language -> `texts/<language>.yaml`. */
export interface StudyFiles {
  readonly study: string;
  readonly texts: Readonly<Record<string, { readonly file: string; readonly text: string }>>;
}

/** Languages that have words when a study brings none of its own. */
const LANGUAGES = ['en', 'zh'];

/** Parses and checks a study. Each mistake is a UserError that names file, line and column. */
export function parseStudy(files: StudyFiles, overrides: Readonly<Record<string, Json>>): Study {
  const { value, positions: own } = parseWithPositions(files.study, STUDY_FILE);
  const parsed = studySchema.safeParse(value);
  if (!parsed.success) {
    throw schemaMistake(parsed.error, value, { positions: { [STUDY_FILE]: own } });
  }
  const texts = Object.entries(files.texts).map(([language, { file, text }]) =>
    parseTexts(language, file, text),
  );
  const positions = Object.fromEntries([
    [STUDY_FILE, own],
    ...texts.map((one) => [one.file, one.positions] as const),
  ]);
  const settings = overriddenSettings(parsed.data, overrides);
  const reading = { raw: parsed.data, settings, texts, positions };
  checkNames(reading);
  const steps = Object.keys(parsed.data.steps).map((name) => readStep(name, reading));
  checkNeeds(steps, reading);
  const { title: _, ...roles } = parsed.data.study;
  return {
    roles: Object.fromEntries(Object.entries(roles).filter(([, column]) => column !== undefined)),
    settings,
    ...(!parsed.data.sources ? {} : { sources: parsed.data.sources }),
    settingTexts: combineTexts(
      texts.map((file) => ({ file, tree: file.settings })),
      'settings',
    ),
    languages: texts.length === 0 ? LANGUAGES : texts.map(({ language }) => language),
    steps,
    positions,
  };
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

function checkNeeds(steps: readonly StepSpec[], { positions }: Reading): void {
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

/** Defaults of a use that no step has, and words of a step or setting that there is not. */
function checkNames({ raw, texts, positions }: Reading): void {
  const steps = Object.values(raw.steps);
  const uses = new Set(steps.flatMap(({ use }) => (typeof use === 'string' ? [use] : [])));
  const names = new Set(Object.keys(raw.steps));
  const settings = new Set(Object.keys(raw.settings ?? {}));
  const defaults = ['defaults'];
  const lists = [
    { file: STUDY_FILE, at: defaults, of: raw.defaults ?? {}, known: uses, what: 'use' },
    ...texts.flatMap((text) => [
      { file: text.file, at: defaults, of: text.defaults, known: uses, what: 'use' },
      { file: text.file, at: [], of: text.steps, known: names, what: 'step' },
      { file: text.file, at: ['settings'], of: text.settings, known: settings, what: 'setting' },
    ]),
  ];
  for (const { file, at, of, known, what } of lists) {
    const unknown = Object.keys(of).find((name) => !known.has(name));
    if (unknown === undefined) continue;
    const message =
      what === 'use' ? `no step uses "${unknown}"` : `no ${what} is named "${unknown}"`;
    throw new UserError('E_UNKNOWN_KEY', message, {
      where: whereInStudy({ positions }, [...at, `${unknown}#key`], file),
      hint: didYouMean(unknown, known) || `known: ${[...known].join(', ')}`,
    });
  }
}
