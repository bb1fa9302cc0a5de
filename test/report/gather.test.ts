import { describe, expect, it } from 'vitest';
import type { OutputReader } from '../../src/io/tables/output-reader.ts';
import { gatherSite } from '../../src/report/gather.ts';
import { reportSettings } from '../../src/report/settings.ts';
import type { StepFacts } from '../../src/step.ts';
import { made, plainColumn, plainFit, plainSite, plainStep, printedTable } from './plain-site.ts';

const TABLE = JSON.stringify(printedTable('en'));
const FIGURE = JSON.stringify(plainSite().figures[0]?.figure.en);
const MODELS = JSON.stringify({ fits: [plainFit()], draws: 3 });
const inBoth = (folder: string, step: string) =>
  ['en', 'zh'].map((language) =>
    made(`${step}_${language}`, `outputs/${folder}/${step}.${language}.json`),
  );

const NONE = { count: 0, of: 0 };

/** Artifact -> its text. */
const TEXTS: Readonly<Record<string, string>> = {
  main: MODELS,
  other: JSON.stringify({ note: 'no fits' }),
  published: JSON.stringify({
    synthetic: false,
    banner: { en: '', zh: '' },
    summary: { inside: NONE, signs: NONE, significance: NONE, other_inside: NONE, missing: 0 },
    rows: [],
  }),
  paper_check: JSON.stringify({ file: 'printed.json', findings: [] }),
  table1_en: TABLE,
  table1_zh: TABLE,
  figure1_en: FIGURE,
  figure1_zh: FIGURE,
};

const modelStep = (step: string) =>
  plainStep(step, { outputs: [made(step, `outputs/models/${step}.json`)] });
const rows = (n: number) => ({ rows: n, columns: [] });

const STEPS: readonly StepFacts[] = [
  plainStep('fields', {
    expect: { key: ['city', 'year'], references: { place: 'cities.city' } },
    outputs: [
      made('fields', 'outputs/parquet/fields.parquet', rows(5)),
      made('fields_rejects', 'outputs/parquet/fields_rejects.parquet', rows(2)),
    ],
  }),
  modelStep('main'),
  modelStep('other'),
  modelStep('published'),
  modelStep('paper_check'),
  plainStep('table1', { outputs: inBoth('tables', 'table1') }),
  plainStep('figure1', { outputs: inBoth('figures', 'figure1') }),
];

function reader(asked: string[] = [], keys: string[][] = []): OutputReader {
  return {
    text: async (artifact) => {
      asked.push(artifact);
      return TEXTS[artifact] ?? '';
    },
    profile: async (artifact, names) => {
      asked.push(artifact);
      keys.push([...names]);
      return { columns: [plainColumn(artifact)], first: [['1']] };
    },
    values: async (artifact, column) => [{ value: `${artifact}.${column}`, rows: 2 }],
    survey: async ({ files }, { key, unit, register }) => {
      asked.push(`${files} ${[...key].join('+')} ${unit} ${register?.path}.${register?.column}`);
      return { tables: [], coverage: null };
    },
  };
}

const gather = (more: object = {}, steps = STEPS, read = reader()) =>
  gatherSite(reportSettings.parse({ title: 'A study', ...more }), steps, read);

describe('what the report gathers', () => {
  it('is all tables, figures and models that steps made, and the publication apart from them', async () => {
    const site = await gather();
    expect(site.tables.map(({ step }) => step)).toEqual(['table1']);
    expect(site.figures.map(({ step }) => step)).toEqual(['figure1']);
    expect(site.models.map(({ step, fits, other }) => [step, fits.length, other])).toEqual([
      ['main', 1, { draws: 3 }],
      ['other', 0, { note: 'no fits' }],
    ]);
    expect(site.published).toMatchObject({ step: 'published', rows: [] });
    expect(site.paperCheck).toMatchObject({ step: 'paper_check', findings: [] });
  });

  it('is each table of rows with its profile, and the reasons of what was rejected', async () => {
    const keys: string[][] = [];
    const { data, rejects } = await gather({}, STEPS, reader([], keys));
    expect(
      data.map(({ facts, rows: n, columns }) => [facts.artifact, n, columns[0]?.column]),
    ).toEqual([
      ['fields', 5, 'fields'],
      ['fields_rejects', 2, 'fields_rejects'],
    ]);
    expect(rejects).toEqual([
      {
        step: 'fields',
        artifact: 'fields_rejects',
        reasons: [{ value: 'fields_rejects.reason', rows: 2 }],
      },
    ]);
    // What a contract uses as a key is a key in every table.
    expect(keys[1]).toEqual(['city', 'year', 'place']);
  });

  it('is what became of raw files, for steps that say so, by the units of the study', async () => {
    const asked: string[] = [];
    const parts = ['fields', 'fields_rejects', 'fields_files', 'fields_columns'];
    const outputs = parts.map((name) => made(name, `outputs/parquet/${name}.parquet`, rows(1)));
    const expected = { key: ['city', 'year'], references: { city: 'cities.city' } };
    const steps = [
      plainStep('fields', { expect: expected, outputs }),
      plainStep('cities', { outputs: [made('cities', 'outputs/parquet/cities.parquet', rows(1))] }),
    ];
    const site = await gather({ unit: 'city', time: 'year' }, steps, reader(asked));
    expect(site.sources).toEqual([{ step: 'fields', survey: { tables: [], coverage: null } }]);
    expect(asked).toContain('fields_files city+year city cities.city');
  });

  it('leaves alone what it may not read', async () => {
    const asked: string[] = [];
    const steps = STEPS.map((step) => ({ ...step, readable: step.step === 'main' }));
    const site = await gather({}, steps, reader(asked));
    expect(asked).toEqual(['main']);
    expect([site.data, site.tables, site.figures, site.published]).toEqual([[], [], [], undefined]);
    expect(site.steps).toHaveLength(STEPS.length);
  });

  it('is what the study chose, in its order', async () => {
    const site = await gather({ models: ['other', 'main'], tables: [], figures: [] });
    expect(site.models.map(({ step }) => step)).toEqual(['other', 'main']);
    expect([site.tables, site.figures]).toEqual([[], []]);
  });

  it('is synthetic where a step that it reads is', async () => {
    expect((await gather()).synthetic).toBe(false);
    const from = (readable: boolean) =>
      STEPS.map((step) => (step.step === 'fields' ? { ...step, readable, synthetic: true } : step));
    expect((await gather({}, from(true))).synthetic).toBe(true);
    expect((await gather({}, from(false))).synthetic).toBe(false);
  });

  it('is what the study has in its languages, and asks for no other', async () => {
    const asked: string[] = [];
    const site = await gather({ languages: ['zh'] }, STEPS, reader(asked));
    expect(asked).toContain('table1_zh');
    expect(asked.filter((artifact) => artifact.endsWith('_en'))).toEqual([]);
    expect(Object.keys(site.tables[0]?.table ?? {})).toEqual(['zh']);
  });

  it('names the numbers of the first page by what the study says of them, else by themselves', async () => {
    const site = await gather({
      headline: ['main.1:rain', 'main.1:sun', { fit: 'main.1', term: 'wind', label: 'wind' }],
      headline_labels: { 'main.1:rain': 'effect of rain' },
    });
    expect(site.headline).toEqual([
      { fit: 'main.1', term: 'rain', label: 'effect of rain' },
      { fit: 'main.1', term: 'sun', label: 'main.1:sun' },
      { fit: 'main.1', term: 'wind', label: 'wind' },
    ]);
  });
});

describe('a mistake in the settings of the report', () => {
  const headline = (fit: string, term: string) => ({ headline: [{ fit, term, label: 'x' }] });

  it('is a step that writes no such file', async () => {
    await expect(gather({ tables: ['main'] })).rejects.toMatchObject({
      code: 'E_UNKNOWN_INPUT',
      message: 'step "main" writes no outputs/tables/main.en.json',
    });
    await expect(gather({ models: ['gone'] })).rejects.toMatchObject({ code: 'E_UNKNOWN_INPUT' });
  });

  it('is a headline of a fit or a term that no model has', async () => {
    await expect(gather(headline('main.9', 'rain'))).rejects.toMatchObject({
      code: 'E_UNKNOWN_FIT',
    });
    await expect(gather(headline('main.1', 'rian'))).rejects.toMatchObject({
      code: 'E_UNKNOWN_TERM',
      hint: 'its terms are rain, sun, wind',
    });
    await expect(gather(headline('main.1', 'wind'))).resolves.toBeDefined();
  });

  it('is a headline of a fit that two models have', async () => {
    const twice = [
      ...STEPS,
      plainStep('twice', { outputs: [made('main', 'outputs/models/twice.json')] }),
    ];
    await expect(gather(headline('main.1', 'rain'), twice)).rejects.toMatchObject({
      code: 'E_DUPLICATE_FIT',
    });
  });

  it('is a file of another shape', async () => {
    const read = { ...reader(), text: async () => '[]' };
    await expect(gather({}, STEPS, read)).rejects.toMatchObject({ code: 'E_MODEL_FILE' });
  });

  it('is a setting that there is not', () => {
    const wrong = reportSettings.safeParse({ title: 'x', tabels: [] });
    expect(wrong.error?.issues[0]?.message).toContain('tabels');
  });
});
