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

/** The record of a fit and the error of an estimator: the two files that every room may name. */
const FIT = ['econometrics/fit.ts', 'econometrics/estimation-error.ts'];

const ALLOWED: Readonly<Record<string, Row>> = {
  'cli.ts': { ours: ['engine/events', 'text', 'verbs'], node: true },
  'step.ts': { ours: [], npm: ['zod'] },
  text: { ours: [] },
  templates: { ours: ['step.ts', 'io', 'tables', 'tables/formats'], npm: ['zod'] },

  engine: {
    ours: ['step.ts', 'text', 'engine/events', 'engine/state', 'engine/study'],
    node: true,
  },
  'engine/study': { ours: ['step.ts', 'text', 'engine/state'], npm: ['yaml', 'zod'], node: true },
  'engine/state': { ours: ['step.ts', 'engine/events'], node: true },
  'engine/events': { ours: [] },

  kinds: {
    ours: [
      'step.ts',
      'engine',
      'engine/state',
      'engine/study',
      'io',
      'kinds/sql',
      'kinds/ts',
      'kinds/shell',
    ],
    npm: ['@duckdb/'],
    node: true,
  },
  'kinds/sql': {
    ours: ['step.ts', 'engine', 'engine/state', 'io', 'io/tables'],
    npm: ['@duckdb/'],
    node: true,
  },
  'kinds/ts': {
    ours: ['step.ts', 'text', 'engine', 'engine/events', 'engine/state', 'engine/study'],
    npm: ['esbuild'],
    node: true,
  },
  'kinds/shell': { ours: ['step.ts', 'engine', 'engine/state'], npm: ['zx'] },

  io: { ours: ['step.ts', 'io/raw'], npm: ['@duckdb/', 'zod'], node: true },
  'io/raw': { ours: ['step.ts'], npm: ['@e965/xlsx'], node: true },
  'io/tables': {
    ours: ['step.ts', 'econometrics/frame', 'io', 'io/raw'],
    npm: ['@duckdb/'],
    node: true,
  },

  patents: { ours: [] },
  cities: { ours: [] },
  demo: { ours: ['econometrics/numeric', 'demo/formats', 'demo/world'] },
  'demo/world': { ours: ['econometrics/frame', 'econometrics/numeric'], npm: ['@stdlib/'] },
  'demo/formats': { ours: ['demo/world'], npm: ['@e965/xlsx', 'fflate'] },

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
    ],
    npm: ['@stdlib/'],
  },
  'econometrics/mechanism': {
    ours: [
      ...FIT,
      'econometrics/groups',
      'econometrics/linear',
      'econometrics/design',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/numeric',
    ],
  },
  'econometrics/groups': {
    ours: [
      ...FIT,
      'econometrics/feols.ts',
      'econometrics/wald.ts',
      'econometrics/randomisation',
      'econometrics/linear',
      'econometrics/variance',
      'econometrics/design',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/numeric',
    ],
  },
  'econometrics/randomisation': {
    ours: [
      ...FIT,
      'econometrics/linear',
      'econometrics/absorb',
      'econometrics/frame',
      'econometrics/numeric',
    ],
  },
  'econometrics/likelihood': {
    ours: [
      ...FIT,
      'econometrics/linear',
      'econometrics/variance',
      'econometrics/absorb',
      'econometrics/design',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/numeric',
    ],
    npm: ['@stdlib/'],
  },
  'econometrics/linear': {
    ours: [
      ...FIT,
      'econometrics/wald.ts',
      'econometrics/variance',
      'econometrics/absorb',
      'econometrics/design',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/numeric',
    ],
    npm: ['@stdlib/'],
  },
  'econometrics/variance': {
    ours: [
      ...FIT,
      'econometrics/absorb',
      'econometrics/design',
      'econometrics/frame',
      'econometrics/numeric',
    ],
    npm: ['@stdlib/', 'ml-matrix'],
  },
  'econometrics/matching': { ours: [...FIT, 'econometrics/numeric'], npm: ['@stdlib/'] },
  'econometrics/absorb': { ours: [...FIT, 'econometrics/frame', 'econometrics/numeric'] },
  'econometrics/design': { ours: [...FIT, 'econometrics/formula', 'econometrics/frame'] },
  'econometrics/formula': { ours: FIT, npm: ['@stdlib/'] },
  'econometrics/frame': { ours: FIT },
  'econometrics/numeric': { ours: [], npm: ['@stdlib/', 'ml-matrix'] },

  // Of econometrics, tables and pages take the records that they print.
  tables: { ours: ['text', 'econometrics', 'econometrics/matching', 'econometrics/randomisation'] },
  'tables/regression': { ours: ['text', 'tables', 'econometrics'] },
  'tables/formats': { ours: ['text', 'tables'], npm: ['docx', 'fflate'] },

  figures: {
    ours: ['econometrics/numeric', 'figures/marks', 'figures/values', 'figures/words'],
    npm: ['vega-lite'],
  },
  'figures/words': { ours: ['econometrics/numeric', 'figures', 'figures/values'] },
  'figures/values': { ours: ['econometrics/numeric', 'figures', 'figures/marks'] },
  'figures/marks': { ours: ['econometrics/numeric', 'figures'] },
  'figures/formats': {
    ours: ['figures'],
    npm: ['vega', 'vega-lite', '@resvg/resvg-js', '@expo-google-fonts/', 'fontkit', 'pdfkit'],
  },

  published: { ours: ['text', 'tables', 'published/printed'] },
  'published/checks': {
    ours: ['tables', 'published', 'published/printed', 'econometrics/numeric'],
  },
  'published/comparison': {
    ours: [
      'text',
      'tables',
      'tables/regression',
      'published',
      'published/printed',
      'econometrics/numeric',
    ],
  },
  'published/printed': { ours: ['econometrics/numeric'], npm: ['zod'] },

  // Of step and io the types of what it shows.
  report: {
    ours: [
      'step.ts',
      'report/pages',
      'report/words',
      'tables',
      'tables/regression',
      'published',
      'published/comparison',
      'io/tables',
      'econometrics/fit.ts',
    ],
    npm: ['@viz-js/viz'],
  },
  'report/pages': {
    ours: [
      'step.ts',
      'report',
      'report/words',
      'tables',
      'tables/formats',
      'published',
      'published/checks',
      'published/comparison',
      'io/tables',
    ],
  },
  'report/words': { ours: ['tables', 'econometrics/fit.ts'] },
  'report/client': { ours: [] },

  steps: {
    ours: [
      'step.ts',
      'templates',
      'text',
      'io',
      'io/raw',
      'io/tables',
      'patents',
      'cities',
      'demo',
      'demo/world',
      'econometrics',
      'econometrics/frame',
      'econometrics/matching',
      'econometrics/numeric',
      'tables',
      'tables/regression',
      'figures',
      'figures/formats',
      'figures/marks',
      'published/printed',
      'published/checks',
      'published/comparison',
      'report',
      'report/pages',
    ],
    npm: ['zod'],
    node: true,
  },

  verbs: {
    ours: [
      'step.ts',
      'text',
      'engine',
      'engine/events',
      'engine/state',
      'kinds',
      'io/tables',
      'econometrics',
      'tables/formats',
      'report',
      'verbs/audit',
      'verbs/fit',
    ],
    npm: ['@viz-js/viz'],
    node: true,
  },
  'verbs/audit': {
    ours: [
      'step.ts',
      'text',
      'engine',
      'engine/events',
      'engine/state',
      'io/tables',
      'tables',
      'tables/regression',
      'published',
      'published/checks',
      'published/printed',
      'verbs',
    ],
    node: true,
  },
  'verbs/fit': {
    ours: [
      'step.ts',
      'text',
      'engine/study',
      'io/tables',
      'econometrics',
      'econometrics/formula',
      'econometrics/frame',
      'econometrics/variance',
      'tables',
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
      return row.ours
        .filter((name) => !used.has(name) && !FIT.includes(name))
        .map((name) => `${part} -> ${name}`);
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
