import { readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom: a part of the tree -> parts of ours, and npm packages (a trailing `/` is a
 * scope). `node:` modules are allowed where `node` stands. This table is the law; the text of
 * docs/decisions.md gives the reasons.
 */
const ALLOWED: Readonly<Record<string, { ours: string[]; npm: string[]; node: boolean }>> = {
  step: { ours: [], npm: ['zod'], node: false },
  schemas: { ours: [], npm: ['zod'], node: false },
  engine: { ours: ['step'], npm: ['yaml', 'zod'], node: true },
  kinds: { ours: ['engine', 'io', 'step'], npm: ['@duckdb/', 'zx', 'esbuild'], node: true },
  io: { ours: ['econometrics', 'step'], npm: ['@duckdb/', '@e965/xlsx', 'zod'], node: true },
  patents: { ours: [], npm: [], node: false },
  cities: { ours: [], npm: [], node: false },
  econometrics: { ours: [], npm: ['ml-matrix', '@stdlib/'], node: false },
  demo: {
    ours: ['patents', 'cities', 'econometrics'],
    npm: ['@stdlib/', 'fflate', '@e965/xlsx'],
    node: false,
  },
  tables: { ours: ['econometrics'], npm: ['docx', '@e965/xlsx', 'fflate'], node: false },
  published: { ours: ['econometrics', 'tables'], npm: ['zod'], node: false },
  figures: {
    ours: ['econometrics'],
    npm: ['vega', 'vega-lite', '@resvg/resvg-js', '@expo-google-fonts/', 'fontkit', 'pdfkit'],
    node: false,
  },
  steps: {
    ours: [
      'step',
      'schemas',
      'io',
      'patents',
      'cities',
      'demo',
      'econometrics',
      'tables',
      'figures',
      'published',
      'report',
    ],
    npm: ['zod'],
    node: true,
  },
  verbs: {
    ours: ['engine', 'kinds', 'step', 'io', 'econometrics', 'tables', 'report', 'published'],
    npm: ['@viz-js/viz'],
    node: true,
  },
  // Of step and io the types of what it shows.
  report: {
    ours: ['tables', 'figures', 'econometrics', 'published', 'io', 'step'],
    npm: ['@viz-js/viz'],
    node: false,
  },
  cli: { ours: ['engine', 'verbs', 'step'], npm: [], node: true },
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

function partOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'steps' ? 'steps' : second.replace(/\.ts$/, '');
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
  const allowed = ALLOWED[part];
  const message = `${file} imports ${target}`;
  if (allowed === undefined) return message;
  if (target.startsWith('src/') || target.startsWith('steps/')) {
    const other = partOf(target);
    const within = other === part && part !== 'steps';
    return within || allowed.ours.includes(other) ? undefined : message;
  }
  if (isBuiltin(target)) return allowed.node ? undefined : message;
  const known = allowed.npm.some((name) =>
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
