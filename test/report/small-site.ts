import type { ColumnSummary } from '../../src/io/tables/summary.ts';
import type { AnyFit } from '../../src/econometrics/fit.ts';
import type { DataTable, SiteData } from '../../src/report/site-data.ts';
import type { Survey, SurveyedTable } from '../../src/sources/survey.ts';
import type { StepFacts } from '../../src/step.ts';
import type { Table } from '../../src/tables/table.ts';
import { HOSTILE } from './hostile.ts';
import { plainFit } from './plain-site.ts';
import type { Language } from '../../src/text/language.ts';

/** A site of every kind of page, with hostile strings wherever raw files or settings can put them. */
export function smallSite(): SiteData {
  return {
    languages: ['en', 'zh'],
    title: { en: 'A small study', zh: '一项小研究' },
    summary: { en: 'Does it work?', zh: '是否有效？' },
    synthetic: true,
    headline: [{ fit: FIT_ID, term: 'did', label: { en: 'effect', zh: '效应' } }],
    steps: STEPS,
    tables: [{ step: 'table1', table: { en: printed('en'), zh: printed('zh') } }],
    figures: [{ step: 'figure1', figure: { en: figure('en'), zh: figure('zh') } }],
    models: [
      {
        step: 'baseline',
        path: 'outputs/models/baseline.json',
        fits: [fit()],
        other: { balance: [{ term: hostile(1), bias: 1.5 }], draws: [1, 2, 3], note: hostile(2) },
      },
    ],
    downloads: true,
    data: [{ step: 'raw', facts: STEPS[0]?.outputs[0] ?? NO_ARTIFACT, ...profile() }],
    rejects: [
      {
        step: 'raw',
        artifact: 'raw',
        reasons: HOSTILE.slice(0, 40).map((value) => ({ value, rows: 2 })),
      },
    ],
    reasonWords: {},
    sources: [{ step: 'raw', survey: survey() }],
    published: {
      step: 'published',
      path: 'outputs/models/published.json',
      synthetic: true,
      banner: { en: 'Synthetic data.', zh: '合成数据。' },
      summary: {
        inside: { count: 1, of: 1 },
        signs: { count: 1, of: 1 },
        significance: { count: 0, of: 1 },
        other_inside: { count: 0, of: 0 },
        missing: 0,
      },
      rows: [
        {
          id: 'table1.1.did',
          table: 'table1',
          column: '1',
          term: hostile(3),
          role: 'did',
          outcome: 'y',
          what: null,
          published: 0.07,
          published_text: '0.07',
          published_std_error: null,
          published_std_error_text: null,
          published_conf_low: null,
          published_conf_high: null,
          published_stars: '*',
          published_significant: false,
          computed: null,
          inside: null,
          same_sign: null,
          same_significance: null,
          reasons: [{ en: hostile(4), zh: hostile(5) }],
        },
      ],
    },
    paperCheck: {
      step: 'paper_check',
      path: 'outputs/models/paper_check.json',
      file: 'data/reference/published_tables.json',
      findings: [
        {
          id: 'stars/table1',
          check: 'stars',
          verdict: 'consistent',
          where: [{ table: 'table1' }],
          arithmetic: { en: hostile(6), zh: hostile(7) },
        },
      ],
    },
  };
}

/** Ids of fits are any text. */
export const FIT_ID = `table1.1 ${HOSTILE[1] ?? ''}`;
const NO_ARTIFACT = { artifact: 'raw', path: 'outputs/parquet/raw.parquet', bytes: 1, sha256: '' };

function hostile(i: number): string {
  return HOSTILE[i] ?? '';
}

function step(name: string, needs: readonly string[], more: Partial<StepFacts> = {}): StepFacts {
  const path = `outputs/models/${name}.json`;
  return {
    step: name,
    readable: true,
    kind: 'ts',
    run: `steps/${name}.ts`,
    needs,
    reads: [],
    with: { note: HOSTILE.slice(8, 20) },
    synthetic: true,
    settings: {},
    expect: {},
    counts: { rows: 1234 },
    unit: '',
    outputs: [{ artifact: name, path, bytes: 2048, sha256: 'ab'.repeat(32) }],
    ...more,
  };
}

function files(path: string, endings: readonly string[]): StepFacts['outputs'] {
  return endings.map((ending, i) => {
    const artifact = `${path.slice(path.indexOf('/') + 1)}_${i}`;
    return { artifact, path: `outputs/${path}.${ending}`, bytes: 10, sha256: 'ef'.repeat(32) };
  });
}

const COLUMNS = ['id', 'applicant', 'city', ...HOSTILE.slice(0, 17)];

const STEPS: readonly StepFacts[] = [
  step('raw', [], {
    kind: 'sql',
    run: 'sql/raw.sql',
    reads: ['data/raw/*.csv'],
    checks: 'sql/checks/raw.sql',
    expect: {
      key: ['id'],
      not_null: [hostile(9)],
      range: { [hostile(10)]: [0, null] },
      rows: [1, 200],
      balanced: true,
      accepted: { city: HOSTILE.slice(11, 14) },
      references: { city: 'cities.city' },
    },
    outputs: [
      {
        artifact: 'raw',
        path: 'outputs/parquet/raw.parquet',
        bytes: 123_456,
        sha256: 'cd'.repeat(32),
        table: { rows: 3584, columns: COLUMNS.map((name) => ({ name, type: 'VARCHAR' })) },
      },
    ],
  }),
  step('baseline', ['raw']),
  step('table1', ['baseline'], {
    counts: { printed_rows: 4, printed_columns: 1 },
    outputs: files('tables/table1', ['en.json', 'zh.json', 'docx', 'xlsx', 'tex', 'csv', 'md']),
  }),
  step('figure1', ['raw', 'baseline'], {
    kind: 'shell',
    run: hostile(0),
    outputs: [
      ...files('figures/figure1', ['en.json', 'zh.json', 'svg', 'pdf', 'png', 'vl.json']),
      { ...NO_ARTIFACT, artifact: 'figure1_odd', path: `outputs/own/${hostile(30)}.csv` },
    ],
  }),
  step('published', ['baseline']),
  step('paper_check', []),
];

/** Raw files whose names, headers and faults are hostile. */
function survey(): Survey {
  const tables = HOSTILE.slice(0, 60).map((text, i): SurveyedTable => ({
    file: `data/raw/raw/${text}`,
    sheet: hostile(i + 1),
    format: 'text',
    outcome: i % 2 === 0 ? 'read' : 'refused',
    settled: false,
    kind: text,
    why: text,
    reason: text,
    code: 'E_X',
    todo: text,
    headerRows: [1, 1],
    yearFrom: 'column',
    counts: { read: 1 },
    columns: [
      {
        column: text,
        variable: i % 3 === 0 ? null : text,
        unit: text,
        year: 2014,
        scope: text,
        note: text,
        nearest: text,
      },
    ],
    rejects: [{ column: text, reason: text, count: 1 }],
    years: [2014, 2015],
    units: 1,
  }));
  const lines = [
    { variable: hostile(5), years: new Map([[2014, 1]]), missing: HOSTILE.slice(0, 9) },
  ];
  return { tables, coverage: { unit: hostile(6), expected: 3, span: null, lines } };
}

function profile(): Pick<DataTable, 'rows' | 'columns' | 'first'> {
  const text = (name: string): ColumnSummary => ({
    column: name,
    type: 'VARCHAR',
    kind: 'text',
    missing: 1,
    distinct: 199,
    quantiles: [],
    extremes: [],
    bars: [],
    frequent: HOSTILE.slice(0, 6).map((value) => ({ value, rows: 3 })),
  });
  const id: ColumnSummary = {
    column: 'id',
    type: 'INTEGER',
    kind: 'number',
    missing: 0,
    distinct: 200,
    quantiles: [1, 50.75, 100.5, 150.25, 200],
    extremes: [],
    bars: [1, 51, 101, 151].map((from) => ({ from, to: from + 49, rows: 50 })),
    frequent: [],
  };
  return {
    rows: 3584,
    columns: [id, ...COLUMNS.slice(1).map(text)],
    first: HOSTILE.map((value, i) => [
      String(i + 1),
      value,
      ...COLUMNS.slice(2).map((_, j) => (i === 4 ? null : j === 0 ? value : `c${i}.${j}`)),
    ]),
  };
}

function fit(): AnyFit {
  const plain = plainFit();
  const [term] = plain.terms;
  return plainFit({
    id: FIT_ID,
    formula: hostile(14),
    outcome: hostile(15),
    terms: [
      { ...term, term: 'did' },
      { ...term, term: hostile(16), std_error: Number.NaN },
    ],
    vcov: { ...plain.vcov, by: [hostile(17)] },
    fixed_effects: { [hostile(18)]: 20 },
    dropped: [{ term: hostile(19), reason: 'collinear' }],
    dropped_rows: [{ reason: hostile(20), rows: 3 }],
    sample: hostile(21),
  });
}

function printed(language: Language): Table {
  const source = { step: 'baseline', path: '$.fits[0].terms[0].estimate' };
  return {
    id: 'table1',
    language,
    label: language === 'en' ? 'Table 1' : '表 1',
    title: hostile(22),
    columns: [
      { id: 'variable', align: 'left' },
      { id: '1', align: 'center', fit: FIT_ID },
    ],
    head: [{ id: 'columns', kind: 'head', cells: [{ text: 'Variable' }, { text: '(1)' }] }],
    body: [
      {
        id: 'did',
        kind: 'estimate',
        cells: [{ text: hostile(23) }, { text: '-0.0707', value: -0.0707, stars: '***', source }],
      },
      {
        id: 'did',
        kind: 'spread',
        cells: [
          { text: '' },
          {
            text: '(0.0228)',
            value: 0.0228,
            source: { step: 'published', path: '$.rows[0].published' },
          },
        ],
      },
      { id: 'p', kind: 'panel', cells: [{ text: 'Panel A', span: 2 }] },
      {
        id: 'n',
        kind: 'statistic',
        rule: true,
        cells: [
          { text: 'N' },
          { text: '200', value: 200, source: { step: 'baseline', path: '$.balance[0].bias' } },
        ],
      },
    ],
    notes: [hostile(24), hostile(25)],
  };
}

function figure(language: Language): SiteData['figures'][number]['figure']['en'] {
  return {
    id: 'figure1',
    language,
    title: hostile(26),
    description: hostile(27),
    synthetic: true,
    svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><circle cx="5" cy="5" r="4"/></svg>',
    data: {
      columns: [
        { name: 'year', label: hostile(28) },
        { name: 'y', label: 'y' },
      ],
      rows: [
        [2016, 1.5],
        [2017, null],
      ],
    },
    sources: [
      { step: 'raw', path: '$' },
      { step: 'baseline', path: '$.draws' },
    ],
  };
}
