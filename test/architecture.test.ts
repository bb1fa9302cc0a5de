import { readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom: a folder -> the folders and single files of ours that its files may import,
 * and npm packages (a trailing `/` is a scope). `node:` modules are allowed where `node` stands.
 * Below each folder stands what it builds on, so the table is a drawing of the house from the roof
 * down. docs/architecture.md says it in words.
 */
interface Row {
  readonly ours: readonly string[];
  readonly npm?: readonly string[];
  readonly node?: true;
}

const ALLOWED: Readonly<Record<string, Row>> = {
  'cli.ts': { ours: ['engine/events', 'text', 'verbs'], node: true },

  'step.ts': { ours: [], npm: ['zod'] },

  text: { ours: ['econometrics'] },

  records: {
    ours: [
      'econometrics',
      'econometrics/matching',
      'econometrics/numeric',
      'econometrics/variance',
      'templates',
      'text',
    ],
    npm: ['zod'],
  },

  templates: {
    ours: [
      'econometrics',
      'econometrics/frame',
      'econometrics/variance',
      'engine',
      'figures',
      'figures/formats',
      'io',
      'io/raw',
      'io/tables',
      'records',
      'sources',
      'sources',
      'step.ts',
      'tables',
      'tables/formats',
      'tables/regression',
      'templates/sources',
      'text',
    ],
    npm: ['zod'],
    node: true,
  },
  'templates/sources': {
    ours: [
      'engine',
      'engine/study',
      'io/raw',
      'io/records',
      'io/tables',
      'sources',
      'step.ts',
      'text',
    ],
    npm: ['zod'],
    node: true,
  },

  engine: {
    ours: ['engine/events', 'engine/state', 'engine/study', 'sources', 'step.ts', 'text'],
    node: true,
  },
  'engine/events': { ours: ['text'] },
  'engine/state': { ours: ['engine', 'engine/events', 'text'], node: true },
  'engine/study': { ours: ['engine', 'engine/state', 'text'], npm: ['yaml', 'zod'], node: true },

  kinds: {
    ours: ['engine', 'engine/state', 'io', 'kinds/shell', 'kinds/sql', 'kinds/ts', 'text'],
    npm: ['@duckdb/'],
    node: true,
  },
  'kinds/shell': { ours: ['engine', 'engine/state', 'kinds/tools.ts', 'text'], npm: ['zx'] },
  'kinds/sql': {
    ours: ['engine', 'engine/state', 'engine/study', 'io', 'io/tables', 'kinds/tools.ts', 'text'],
    npm: ['@duckdb/'],
    node: true,
  },
  'kinds/ts': {
    ours: [
      'engine',
      'engine/events',
      'engine/state',
      'engine/study',
      'kinds/tools.ts',
      'step.ts',
      'text',
    ],
    npm: ['esbuild', 'zod'],
    node: true,
  },

  io: { ours: ['io/raw', 'step.ts'], npm: ['@duckdb/'], node: true },
  'io/raw': {
    ours: [
      'io/duckdb.ts',
      'io/raw/archive',
      'io/raw/stata',
      'io/raw/text',
      'io/raw/workbook',
      'sources',
      'step.ts',
      'text',
    ],
    npm: ['@duckdb/'],
    node: true,
  },
  'io/raw/archive': { ours: ['io/raw', 'sources', 'text'], node: true },
  'io/raw/pages': { ours: ['io/raw', 'io/raw/text', 'sources'], npm: ['htmlparser2'] },
  'io/raw/stata': { ours: ['io/raw', 'sources'], node: true },
  'io/raw/text': {
    ours: ['io/raw', 'io/raw/pages', 'io/raw/workbook', 'sources', 'text'],
    node: true,
  },
  'io/raw/workbook': {
    ours: ['io/raw', 'io/raw/archive', 'io/raw/text', 'sources', 'text'],
    npm: ['@e965/xlsx', 'htmlparser2', 'officecrypto-tool'],
    node: true,
  },
  'io/records': { ours: ['io', 'io/tables', 'sources'], npm: ['@duckdb/'], node: true },
  'io/tables': {
    ours: ['econometrics/frame', 'io', 'io/raw', 'io/raw/text', 'sources', 'step.ts', 'text'],
    npm: ['@duckdb/'],
    node: true,
  },

  sources: { ours: ['text'], npm: ['zod'], node: true },

  patents: {
    ours: [
      'cities/reasons.ts',
      'patents/joined',
      'patents/lists',
      'patents/numbers',
      'patents/tables',
      'sources',
      'text',
    ],
  },
  'patents/joined': { ours: ['patents', 'patents/numbers', 'patents/tables', 'sources', 'text'] },
  'patents/lists': { ours: ['patents', 'patents/numbers', 'patents/tables', 'sources'] },
  'patents/numbers': { ours: [] },
  'patents/tables': { ours: ['patents', 'patents/lists', 'sources'] },

  cities: { ours: ['sources', 'text'] },
  'cities/headers': { ours: ['cities', 'text'] },
  'cities/marketisation': { ours: ['cities', 'cities/headers', 'sources', 'text'] },
  'cities/sheets': { ours: ['cities', 'cities/headers', 'sources', 'text'] },

  demo: {
    ours: ['demo/formats', 'demo/patents', 'demo/statistics', 'demo/world', 'econometrics/numeric'],
  },
  'demo/formats': { ours: ['demo/world'], npm: ['@e965/xlsx', 'fflate'] },
  'demo/patents': { ours: ['demo', 'demo/formats', 'demo/world'] },
  'demo/statistics': { ours: ['demo', 'demo/formats', 'demo/world'] },
  'demo/world': { ours: ['econometrics/numeric'], npm: ['@stdlib/'] },

  econometrics: {
    ours: [
      'econometrics/absorb',
      'econometrics/design',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/groups',
      'econometrics/likelihood',
      'econometrics/linear',
      'econometrics/matching',
      'econometrics/mechanism',
      'econometrics/numeric',
      'econometrics/randomisation',
      'econometrics/variance',
      'text',
    ],
    npm: ['@stdlib/'],
  },
  'econometrics/absorb': { ours: ['econometrics/frame', 'econometrics/numeric', 'text'] },
  'econometrics/design': {
    ours: ['econometrics/fit.ts', 'econometrics/formula', 'econometrics/frame', 'text'],
  },
  'econometrics/formula': { ours: ['text'], npm: ['@stdlib/'] },
  'econometrics/frame': { ours: ['text'] },
  'econometrics/groups': {
    ours: [
      'econometrics/design',
      'econometrics/feols.ts',
      'econometrics/fit.ts',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/linear',
      'econometrics/numeric',
      'econometrics/randomisation',
      'econometrics/variance',
      'econometrics/wald.ts',
      'text',
    ],
  },
  'econometrics/likelihood': {
    ours: [
      'econometrics/absorb',
      'econometrics/design',
      'econometrics/fit.ts',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/linear',
      'econometrics/numeric',
      'econometrics/variance',
      'text',
    ],
    npm: ['@stdlib/'],
  },
  'econometrics/linear': {
    ours: [
      'econometrics/absorb',
      'econometrics/design',
      'econometrics/fit.ts',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/numeric',
      'econometrics/variance',
      'econometrics/wald.ts',
      'text',
    ],
    npm: ['@stdlib/'],
  },
  'econometrics/matching': { ours: ['econometrics/numeric', 'text'], npm: ['@stdlib/'] },
  'econometrics/mechanism': {
    ours: [
      'econometrics/fit.ts',
      'econometrics/groups',
      'econometrics/linear',
      'econometrics/numeric',
      'econometrics/variance',
      'text',
    ],
  },
  'econometrics/numeric': { ours: [], npm: ['@stdlib/', 'ml-matrix'] },
  'econometrics/randomisation': {
    ours: [
      'econometrics/absorb',
      'econometrics/design',
      'econometrics/feols.ts',
      'econometrics/fit.ts',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/linear',
      'econometrics/numeric',
      'econometrics/variance',
      'text',
    ],
  },
  'econometrics/variance': {
    ours: [
      'econometrics/absorb',
      'econometrics/design',
      'econometrics/fit.ts',
      'econometrics/frame',
      'econometrics/numeric',
      'text',
    ],
    npm: ['@stdlib/', 'ml-matrix'],
  },

  tables: { ours: ['econometrics', 'records', 'step.ts', 'text'] },
  'tables/counts': { ours: ['records', 'tables', 'text'] },
  'tables/formats': {
    ours: ['engine', 'step.ts', 'tables', 'tables/formats/latex', 'text'],
    npm: ['docx', 'fflate'],
  },
  'tables/formats/latex': { ours: ['tables', 'tables/formats'] },
  'tables/regression': { ours: ['econometrics/fit.ts', 'records', 'tables', 'text'] },

  figures: {
    ours: [
      'econometrics/matching',
      'econometrics/numeric',
      'figures/marks',
      'figures/words',
      'records',
      'text',
    ],
    npm: ['vega-lite'],
  },
  'figures/formats': {
    ours: ['engine', 'figures', 'records', 'step.ts', 'text'],
    npm: [
      '@expo-google-fonts/noto-sans-sc',
      '@resvg/resvg-js',
      'fontkit',
      'pdfkit',
      'vega',
      'vega-lite',
    ],
  },
  'figures/marks': { ours: ['econometrics/numeric', 'figures', 'figures/words', 'text'] },
  'figures/words': {
    ours: ['econometrics', 'econometrics/matching', 'figures', 'records', 'text'],
  },

  published: { ours: ['published/printed', 'records', 'text'] },
  'published/checks': {
    ours: ['econometrics/numeric', 'published', 'published/printed', 'records', 'tables', 'text'],
  },
  'published/comparison': {
    ours: [
      'econometrics',
      'econometrics/numeric',
      'published',
      'published/printed',
      'records',
      'tables',
      'tables/regression',
      'text',
    ],
  },
  'published/printed': { ours: ['econometrics/numeric', 'templates', 'text'], npm: ['zod'] },

  report: {
    ours: [
      'engine',
      'engine/study',
      'io/tables',
      'records',
      'report/pages',
      'report/words',
      'sources',
      'step.ts',
      'tables',
      'templates',
      'text',
    ],
    npm: ['@viz-js/viz', 'zod'],
  },
  'report/client': { ours: [] },
  'report/pages': {
    ours: [
      'econometrics/fit.ts',
      'engine',
      'io/tables',
      'published',
      'published/checks',
      'records',
      'report',
      'sources',
      'step.ts',
      'tables',
      'tables/formats',
      'text',
    ],
  },
  'report/words': { ours: ['text'] },

  steps: {
    ours: [
      'cities',
      'cities/headers',
      'cities/marketisation',
      'cities/sheets',
      'demo',
      'demo/world',
      'econometrics',
      'econometrics/frame',
      'econometrics/matching',
      'econometrics/numeric',
      'econometrics/randomisation',
      'econometrics/variance',
      'engine',
      'figures',
      'io',
      'io/raw',
      'io/tables',
      'patents',
      'patents/numbers',
      'patents/tables',
      'published/checks',
      'published/comparison',
      'published/printed',
      'records',
      'report',
      'report/client',
      'report/pages',
      'sources',
      'step.ts',
      'tables',
      'tables/counts',
      'tables/regression',
      'templates',
      'templates/sources',
      'text',
    ],
    npm: ['zod'],
    node: true,
  },

  verbs: {
    ours: [
      'econometrics',
      'engine',
      'engine/events',
      'engine/state',
      'engine/study',
      'io/tables',
      'kinds',
      'kinds/ts',
      'report',
      'tables/formats',
      'text',
      'verbs/audit',
      'verbs/fit',
      'verbs/sources',
    ],
    npm: ['@viz-js/viz'],
    node: true,
  },
  'verbs/audit': {
    ours: [
      'econometrics',
      'engine',
      'engine/events',
      'engine/state',
      'io',
      'io/tables',
      'published',
      'published/checks',
      'published/printed',
      'records',
      'tables',
      'text',
      'verbs',
    ],
    node: true,
  },
  'verbs/sources': {
    ours: [
      'engine',
      'engine/events',
      'engine/state',
      'engine/study',
      'io/tables',
      'sources',
      'text',
      'verbs',
    ],
    npm: ['yaml'],
    node: true,
  },
  'verbs/fit': {
    ours: [
      'econometrics',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/variance',
      'engine',
      'io/tables',
      'tables',
      'text',
      'verbs',
    ],
    node: true,
  },
};

interface Import {
  readonly file: string;
  readonly target: string;
}

const files = [...sourceFiles('src'), ...sourceFiles('steps')];
const imports = files.flatMap(importsOf);

describe('the import table', () => {
  it('covers every source file', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => ALLOWED[partOf(file)] === undefined)).toEqual([]);
  });

  it('is kept by every import', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.map(violation).filter((found) => found !== undefined)).toEqual([]);
  });

  it('names nothing that is not imported', () => {
    const unused = Object.entries(ALLOWED).flatMap(([part, row]) => {
      const used = new Set(
        imports
          .filter(({ file }) => partOf(file) === part)
          .flatMap(({ target }) => [partOf(target), target.replace(/^src\//, '')]),
      );
      return row.ours.filter((name) => !used.has(name)).map((name) => `${part} -> ${name}`);
    });
    expect(unused).toEqual([]);
  });

  it('lets zx in one file only', () => {
    const users = imports.filter(({ target }) => target === 'zx').map(({ file }) => file);
    expect(users).toEqual(['src/kinds/shell/shell.ts']);
  });

  it('keeps the console and process.exit in the command line', () => {
    const users = files.filter((file) => /\bconsole\.|process\.exit\(/.test(code(file)));
    // The child's host ends its own process when its parent is gone.
    expect(users).toEqual(['src/kinds/ts/host.ts']);
  });

  it('keeps clocks and chance out of everything that makes a result', () => {
    const pure =
      /^(?:src\/(?:econometrics|demo|patents|cities|tables|figures|published|report)|steps)\//;
    const users = files
      .filter((file) => pure.test(file))
      .filter((file) =>
        /Math\.random|Date\.now|new Date\(\)|performance\.now|toLocale|localeCompare|Intl\./.test(
          code(file),
        ),
      );
    expect(users).toEqual([]);
  });

  it('keeps functions whose last bit differs between engines out of econometrics', () => {
    const inexact =
      /Math\.(?:log\w*|exp\w*|pow|sin|cos|tan|a?sinh?|a?cosh?|a?tanh?|cbrt|hypot)\b|\*\*/;
    const users = files
      .filter((file) => file.startsWith('src/econometrics/'))
      .filter((file) => inexact.test(code(file)));
    expect(users).toEqual([]);
  });

  it('has no cycle', () => {
    expect(findCycle(imports)).toEqual([]);
  });
});

describe('every file', () => {
  it('has at most 300 lines, in a folder of at most 16', () => {
    const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;
    expect(files.filter((file) => lines(file) > 300)).toEqual([]);
    // The steps are one folder by the form of a study: a step is found by its name alone.
    const folders = Map.groupBy(
      files.filter((file) => file.startsWith('src/')),
      (file) => dirname(file),
    );
    expect([...folders].filter(([, own]) => own.length > 16).map(([folder]) => folder)).toEqual([]);
  });

  it('says what a value is: no any', () => {
    const loose = /:\s*any\b|\bas any\b|<any\b|,\s*any>|[|&]\s*any\b|\bany\[\]/u;
    for (const text of ['const x: any = 1;', 'y as any)', 'Record<string, any>', '(a: any[]) =>'])
      expect(loose.test(text), text).toBe(true);
    const withoutTexts = (text: string) => text.replaceAll(/'(?:[^'\\\n]|\\.)*'/gu, "''");
    expect(files.filter((file) => loose.test(withoutTexts(code(file))))).toEqual([]);
  });

  it('of the engine and the verbs takes all kinds of steps alike', () => {
    // How a study writes the kinds is known to the room of the study alone.
    const forms = /^src\/engine\/study\/(?:forms|schema|mistakes|json-schema)\.ts$/u;
    const named =
      /(?:[=!]==?|\bcase|\b(?:has|of|includes)\()\s*'(?:sql|ts|shell)'|'(?:sql|ts|shell)'\s*(?:[=!]==?|:)/u;
    for (const text of ["kind === 'sql'", "case 'ts':", "'shell' !== kind", ".of('sql')"])
      expect(named.test(text), text).toBe(true);
    const users = files
      .filter((file) => /^src\/(?:engine|verbs)\//u.test(file) && !forms.test(file))
      .filter((file) => named.test(code(file)));
    expect(users).toEqual([]);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`.replaceAll('\\', '/'))
    .sort();
}

/** The folder of a file below src/, or the file itself where it lies at the root of src/. */
function partOf(file: string): string {
  const folder = dirname(file).replace(/^src\/?/, '');
  return folder === '' ? basename(file) : folder;
}

/** A file's text without its comments. */
function code(file: string): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(?<=^|\s)\/\/.*$/gm, '');
}

function importsOf(file: string): Import[] {
  const pattern = /(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)'([^']+)'/gm;
  return [...code(file).matchAll(pattern)].map((match) => {
    const target = match[1] ?? '';
    const local = target.startsWith('.');
    return { file, target: local ? normalize(join(dirname(file), target)) : target };
  });
}

function violation({ file, target }: Import): string | undefined {
  const part = partOf(file);
  const row = ALLOWED[part];
  const message = `${file} imports ${target}`;
  if (row === undefined) return message;
  if (target.startsWith('src/') || target.startsWith('steps/')) {
    const other = partOf(target);
    const within = other === part && part !== 'steps';
    const named = row.ours.includes(other) || row.ours.includes(target.replace(/^src\//, ''));
    return within || named ? undefined : message;
  }
  if (isBuiltin(target)) return row.node ? undefined : message;
  const known = (row.npm ?? []).some((name) =>
    name.endsWith('/') ? target.startsWith(name) : target === name || target.startsWith(`${name}/`),
  );
  return known ? undefined : message;
}

/** The files of one import cycle, or none. */
function findCycle(all: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { file, target } of all) {
    targets.set(file, [...(targets.get(file) ?? []), target]);
  }
  const done = new Set<string>();
  const visit = (file: string, open: readonly string[]): string[] => {
    if (open.includes(file)) return [...open.slice(open.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const target of targets.get(file) ?? []) {
      const cycle = visit(target, [...open, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of targets.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
