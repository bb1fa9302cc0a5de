import type { ColumnSummary } from '../../src/io/tables/summary.ts';
import type { PageContext } from '../../src/report/blocks.ts';
import type { AnyFit } from '../../src/econometrics/fit.ts';
import type { FigureRecord } from '../../src/records/figure.ts';
import type { SiteData } from '../../src/report/site-data.ts';
import type { StepFacts } from '../../src/step.ts';
import type { Cell, Table, TableRow } from '../../src/tables/table.ts';
import type { Language } from '../../src/text/language.ts';

/** A study of rain and harvests that reads from top to bottom: one table of rows, two fits, one table. */
export function plainSite(more: Partial<SiteData> = {}): SiteData {
  return {
    languages: ['en', 'zh'],
    title: { en: 'Rain and harvests', zh: '降雨与收成' },
    summary: { en: 'Does rain help?', zh: '降雨是否有益？' },
    synthetic: false,
    headline: [{ fit: 'main.2', term: 'rain', label: { en: 'effect of rain', zh: '降雨的影响' } }],
    downloads: true,
    steps: STEPS,
    tables: [{ step: 'table1', table: { en: printedTable('en'), zh: printedTable('zh') } }],
    figures: [{ step: 'figure1', figure: { en: figureOf('en'), zh: figureOf('zh') } }],
    models: [
      {
        step: 'main',
        path: 'outputs/models/main.json',
        fits: [plainFit({ id: 'main.1' }), plainFit({ id: 'main.2', nparams: 20 })],
        other: { balance: [{ term: 'rain', bias: 1.5 }] },
      },
    ],
    data: [
      {
        step: 'fields',
        facts: made('fields', 'outputs/parquet/fields.parquet', FIELDS),
        rows: 2800,
        columns: COLUMNS,
        first: [
          ['110000', '2006', 'wheat', '1.5'],
          ['110000', '2007', 'x'.repeat(161), null],
        ],
      },
    ],
    rejects: [
      {
        step: 'fields',
        artifact: 'fields_rejects',
        reasons: [
          { value: 'bad_date', rows: 1200 },
          { value: 'too_wet', rows: 3 },
        ],
      },
    ],
    reasonWords: { bad_date: { en: 'Bad date', zh: '日期有误' } },
    ...more,
  };
}

export const inEnglish = (site = plainSite()): PageContext => ({ site, language: 'en' });
export const inChinese = (site = plainSite()): PageContext => ({ site, language: 'zh' });

export function plainStep(step: string, more: Partial<StepFacts> = {}): StepFacts {
  return {
    step,
    readable: true,
    kind: 'ts',
    run: `steps/${step}.ts`,
    needs: [],
    reads: [],
    with: {},
    synthetic: false,
    unit: '',
    settings: {},
    expect: {},
    counts: {},
    outputs: [],
    ...more,
  };
}

export function made(
  artifact: string,
  path: string,
  table?: StepFacts['outputs'][number]['table'],
): StepFacts['outputs'][number] {
  const facts = { artifact, path, bytes: 2048, sha256: 'ab'.repeat(32) };
  return table === undefined ? facts : { ...facts, table };
}

const FIELDS = {
  rows: 2800,
  columns: ['city', 'year', 'crop', 'rain'].map((name) => ({ name, type: 'INTEGER' })),
};

const STEPS: readonly StepFacts[] = [
  plainStep('fields', {
    reads: ['data/raw/fields/*.csv'],
    counts: { files: 2, read: 4003, kept: 2800, own_count: 7 },
    unit: 'rows',
    expect: { key: ['city', 'year'], range: { rain: [0, null] } },
    outputs: [
      made('fields', 'outputs/parquet/fields.parquet', FIELDS),
      made('fields_rejects', 'outputs/parquet/fields_rejects.parquet', { rows: 1203, columns: [] }),
    ],
  }),
  plainStep('main', {
    needs: ['fields'],
    counts: { rows: 2800, models: 2 },
    with: { formula: 'harvest ~ rain | city' },
    outputs: [made('main', 'outputs/models/main.json')],
  }),
  plainStep('table1', {
    needs: ['main'],
    counts: { printed_rows: 3, printed_columns: 2 },
    outputs: [
      made('table1_md', 'outputs/tables/table1.md'),
      made('table1_docx', 'outputs/tables/table1.docx'),
      made('table1_en', 'outputs/tables/table1.en.json'),
    ],
  }),
  plainStep('figure1', {
    needs: ['main'],
    outputs: [
      made('figure1_svg', 'outputs/figures/figure1.svg'),
      made('figure1_vl', 'outputs/figures/figure1.vl.json'),
    ],
  }),
];

export function plainColumn(column: string, more: Partial<ColumnSummary> = {}): ColumnSummary {
  return {
    column,
    type: 'DOUBLE',
    kind: 'number',
    missing: 0,
    distinct: 2,
    quantiles: [],
    extremes: [],
    bars: [],
    frequent: [],
    ...more,
  };
}

const COLUMNS = [
  plainColumn('city', { type: 'INTEGER', kind: 'code', distinct: 200 }),
  plainColumn('year', {
    type: 'INTEGER',
    distinct: 14,
    quantiles: [2006, 2009, 2012.5, 2016, 2019],
    bars: Array.from({ length: 14 }, (_, i) => ({ from: 2006 + i, to: 2006 + i, rows: 200 })),
  }),
  plainColumn('crop', {
    type: 'VARCHAR',
    kind: 'text',
    missing: 28,
    frequent: [
      { value: 'wheat', rows: 2700 },
      { value: 'rice', rows: 72 },
    ],
  }),
  plainColumn('rain', {
    distinct: 2700,
    quantiles: [0.25, 1, 2, 3, 1234.5],
    bars: [
      { from: 0.25, to: 617, rows: 2799 },
      { from: 617, to: 1234.5, rows: 1 },
    ],
  }),
];

export function plainFit(more: Readonly<Record<string, unknown>> = {}): AnyFit {
  const term = {
    term: 'rain',
    estimate: 0.0707,
    std_error: 0.0228,
    statistic: 3.1,
    p_value: 0.002,
    conf_low: 0.026,
    conf_high: 0.115,
  };
  return {
    id: 'main.1',
    estimator: 'feols',
    formula: 'harvest ~ rain | city',
    outcome: 'harvest',
    nobs: 2790,
    nparams: 12,
    df_residual: 199,
    terms: [term, { ...term, term: 'sun', estimate: -0.5, std_error: Number.NaN }],
    covariance: [
      [1, 0],
      [0, 1],
    ],
    vcov: {
      type: 'cluster',
      by: ['city'],
      clusters: [200],
      small_sample: { preset: 'fixest', k: 12, k_factor: 1.001, g_factor: 1.005 },
      repaired: false,
    },
    fixed_effects: { city: 200 },
    dropped: [{ term: 'wind', reason: 'collinear' }],
    dropped_rows: [{ reason: 'missing', rows: 10 }],
    singletons: 0,
    absorption: { method: 'means', iterations: 1, gradient: 1e-14 },
    sample: 'all rows',
    r2: 0.5,
    adj_r2: 0.4,
    r2_within: null,
    adj_r2_within: null,
    rmse: 0.1,
    ssr: 2,
    ...more,
  } as unknown as AnyFit;
}

/** A row of a table: its id, its label, and cells as text or as `[text, place in main's model file]`. */
export function plainRow(
  id: string,
  kind: TableRow['kind'],
  cells: readonly (string | readonly [string, string])[],
): TableRow {
  const cell = (one: string | readonly [string, string]): Cell =>
    typeof one === 'string'
      ? { text: one }
      : {
          text: one[0],
          value: Number.parseFloat(one[0].replaceAll(/[()]/gu, '')),
          source: { step: 'main', path: one[1] },
        };
  return { id, kind, cells: cells.map(cell) };
}

export function printedTable(language: Language, body: readonly TableRow[] = BODY): Table {
  return {
    id: 'table1',
    language,
    label: language === 'en' ? 'Table 1' : '表 1',
    title: language === 'en' ? 'Harvests' : '收成',
    columns: [
      { id: 'variable', align: 'left' },
      { id: '1', align: 'center' },
      { id: '2', align: 'center' },
    ],
    head: [plainRow('columns', 'head', ['', '(1)', '(2)'])],
    body,
    notes: [language === 'en' ? 'Errors by city.' : '标准误聚类到城市。'],
  };
}

const BODY = [
  plainRow('rain', 'estimate', [
    'Rain',
    ['0.0707', '$.fits[0].terms[0].estimate'],
    ['-0.5', '$.fits[1].terms[1].estimate'],
  ]),
  plainRow('rain', 'spread', ['', ['(0.0228)', '$.fits[0].terms[0].std_error'], '']),
  plainRow('n', 'statistic', ['N', ['2790', '$.fits[0].nobs'], ['2790', '$.fits[1].nobs']]),
];

function figureOf(language: Language): FigureRecord {
  return {
    id: 'figure1',
    language,
    title: language === 'en' ? 'Figure 1. Balance' : '图 1 平衡',
    description: language === 'en' ? 'Bias is small.' : '偏差很小。',
    synthetic: false,
    svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    data: {
      columns: [
        { name: 'term', label: 'Term' },
        { name: 'bias', label: 'Bias' },
      ],
      rows: [
        ['rain', 1.5],
        ['sun', null],
      ],
    },
    sources: [{ step: 'main', path: '$.balance' }],
  };
}
