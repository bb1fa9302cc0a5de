import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { connectShared, queryRows } from '../../src/io/duckdb.ts';
import { fileAddress, HAS_BROWSER, openBrowser, pagesOf, watchedPage } from '../support/browser.ts';
import { deadLinks } from '../support/dead-links.ts';
import { finished, type Result } from '../support/rig.ts';

/**
 * The study of this project as its readers run it: the whole pipeline on the synthetic world, in
 * folders of its own. Cold runs take most of a minute each, so the claims share them.
 */
const INSTALLATION = resolve(import.meta.dirname, '../..');
const PARTS = [
  'pipeline.yaml',
  'package.json',
  'package-lock.json',
  'src',
  'steps',
  'sql',
  'texts',
  'data/reference',
];
const MINUTES = 60_000;
const PUBLISHED_DID = 0.0732;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function copyOfProject(name: string): string {
  const root = join(mkdtempSync(join(tmpdir(), 'didactic-study-')), name);
  folders.push(resolve(root, '..'));
  for (const part of PARTS) cpSync(join(INSTALLATION, part), join(root, part), { recursive: true });
  symlinkSync(join(INSTALLATION, 'node_modules'), join(root, 'node_modules'));
  return root;
}

function run(
  root: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Result> {
  const start = join(root, 'src/didactic.mjs');
  return finished(
    spawn(process.execPath, [start, 'run', '--json', ...args], {
      cwd: root,
      env: { ...process.env, ...env },
    }),
  );
}

function edit(root: string, path: string, change: (text: string) => string): void {
  const before = readFileSync(join(root, path), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(root, path), after);
}

function outputFiles(root: string): string[] {
  return readdirSync(join(root, 'outputs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, 'outputs').length + 1))
    .sort();
}

function differing(a: string, b: string): string[] {
  expect(outputFiles(a)).toEqual(outputFiles(b));
  return outputFiles(a).filter(
    (file) =>
      !readFileSync(join(a, 'outputs', file)).equals(readFileSync(join(b, 'outputs', file))),
  );
}

const built = (result: Result): string[] =>
  Object.keys(result.states).filter((step) => result.states[step] === 'built');

interface Fit {
  id: string;
  nobs: number;
  vcov: { clusters: number[] };
  terms: { term: string; conf_low: number; conf_high: number }[];
}

function fitsOf(root: string, step: string): Fit[] {
  const text = readFileSync(join(root, `outputs/models/${step}.json`), 'utf8');
  return (JSON.parse(text) as { fits: Fit[] }).fits;
}

function outputsOf(root: string, step: string): string[] {
  const text = readFileSync(join(root, `.didactic/receipts/${step}.json`), 'utf8');
  const { outputs } = JSON.parse(text) as { outputs: Record<string, { path: string }> };
  return Object.values(outputs).map(({ path }) => path);
}

describe('the study on the synthetic world', { timeout: 20 * MINUTES }, () => {
  const here = copyOfProject('here');

  it('runs from raw files to Table 1, and the published effect lies in the interval', async () => {
    const cold = await run(here, ['--jobs', '2']);
    expect(cold.error).toBeUndefined();
    expect(cold.exit).toBe(0);
    const connection = await connectShared();
    const panel = join(here, 'outputs/parquet/panel.parquet');
    const [count] = await queryRows(connection, `select count(*)::integer as n from '${panel}'`);
    expect(count).toEqual({ n: 3584 });
    const raw = join(here, 'outputs/parquet/incopat.parquet');
    const [patents] = await queryRows(connection, `select count(*)::integer as n from '${raw}'`);
    expect(patents?.['n']).toBeGreaterThan(100_000);
    const fits = fitsOf(here, 'baseline');
    expect(fits.map((fit) => fit.id)).toEqual(['table1.1', 'table1.2']);
    for (const fit of fits) {
      expect(fit.nobs).toBe(3584);
      expect(fit.vcov.clusters).toEqual([256]);
    }
    const did = fits[1]?.terms.find((term) => term.term === 'did');
    expect(did?.conf_low).toBeLessThan(PUBLISHED_DID);
    expect(did?.conf_high).toBeGreaterThan(PUBLISHED_DID);
  });

  it('estimates every column of the tables on a sample of the published size', () => {
    const sizes = Object.fromEntries(
      [
        'baseline',
        'by_office',
        'matched',
        'other_policies',
        'mechanisms',
        'by_industry',
        'by_resources',
      ]
        .flatMap((step) => fitsOf(here, step))
        .map(({ id, nobs }) => [id, nobs]),
    );
    for (const id of ['table2.1', 'table2.4', 'table4.1', 'table4.6']) expect(sizes[id]).toBe(3584);
    expect(sizes).toMatchObject({
      'table3.2': 3066,
      'table5.1': 1554,
      'table5.2': 2030,
      // The four types; the dummy that the setting asks for is their sum.
      'table6.1': 1372,
      'table6.2': 126,
      'table6.3': 784,
      'table6.4': 266,
      'table6.5': 196,
      'table6.6': 2212,
    });
  });

  it('says on every table and figure that it is synthetic', () => {
    const texts = [
      'tables/table1.md',
      'tables/table1.html',
      'tables/table1.tex',
      'tables/table1.csv',
      'tables/table1.en.json',
      'tables/table1.zh.json',
      'figures/trends.svg',
      'figures/trends.vl.json',
      'demo/README.md',
    ];
    for (const file of texts) {
      expect(readFileSync(join(here, 'outputs', file), 'utf8'), file).toMatch(/synthetic|合成/i);
    }
  });

  it('gives a report in which every link leads somewhere, and that is quiet in a browser', async () => {
    const folder = join(here, 'outputs/report');
    const filesOf = (top: string): string[] =>
      readdirSync(top, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(top.length + 1));
    const files = filesOf(folder);
    const texts = files.map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
    expect(deadLinks(new Map(texts), new Set(filesOf(join(here, 'outputs'))))).toEqual([]);
    const pages = pagesOf(folder);
    expect(pages.length).toBeGreaterThan(100);
    if (!HAS_BROWSER) return;
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
      const { page, faults } = await watchedPage(context, fileAddress(folder, ''));
      for (const path of pages) {
        await page.goto(fileAddress(folder, path));
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(width, path).toBeLessThanOrEqual(390);
      }
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it('builds nothing the second time, nor for comments and types', async () => {
    const second = await run(here);
    expect(new Set(Object.values(second.states))).toEqual(new Set(['unchanged']));
    edit(here, 'sql/panel.sql', (text) => `-- A comment more.\n${text.replaceAll('\n', '\n\n')}`);
    edit(
      here,
      'steps/estimate.ts',
      (text) => `${text}\n// A comment more.\nexport type More = string;\n`,
    );
    edit(here, 'src/econometrics/feols.ts', (text) => `/* A comment more. */\n${text}`);
    expect(built(await run(here))).toEqual([]);
  });

  it('builds the panel, the report and no estimate for a column that no estimate reads', async () => {
    edit(here, 'sql/panel.sql', (text) => text.replace(/\n {2}did,/, '\n  did,\n  1 as one_more,'));
    const result = await run(here);
    expect(result.error).toBeUndefined();
    expect(built(result)).toEqual(['panel', 'report']);
  });

  it('builds for another policy year only what names it and what that changes', async () => {
    const touched =
      'policies panel baseline by_office mechanisms placebo event_study matched trends report';
    const result = await run(here, ['--set', 'settings.policy_year=2016']);
    expect(result.exit).toBe(0);
    expect(built(result)).toEqual(expect.arrayContaining(touched.split(' ')));
    // Raw data, variables, and matching on the covariates know nothing of the policy year.
    for (const step of ['incopat', 'patents', 'indicators', 'matching', 'matching_yearly']) {
      expect(result.states[step], step).toBe('unchanged');
    }
    const back = await run(here);
    expect(built(back).sort()).toEqual(built(result).sort());
  });

  it('builds what shows stars or a label, and no estimate, for other stars or another label', async () => {
    const writesOnly = (step: string, pattern: RegExp): boolean =>
      outputsOf(here, step).every((path) => pattern.test(path));
    edit(here, 'pipeline.yaml', (text) => text.replace('stars: [0.1, 0.05,', 'stars: [0.1, 0.04,'));
    const stars = built(await run(here));
    expect(stars).toEqual(expect.arrayContaining(['table1', 'table6', 'report']));
    expect(stars.filter((step) => !writesOnly(step, /^outputs\/(?:tables|report)\//))).toEqual([]);
    expect(readFileSync(join(here, 'outputs/tables/table1.md'), 'utf8')).toContain('0.04, ');

    edit(here, 'data/reference/definitions.csv', (text) =>
      text.replace('Treat × period', 'Pilot × period'),
    );
    const label = built(await run(here));
    const shown = /^outputs\/(?:tables|figures|report)\//;
    // A step that computes what it prints writes both; no step that only computes is built.
    expect(label).toEqual(expect.arrayContaining(['table1', 'published', 'report']));
    const prints = (step: string) => outputsOf(here, step).some((path) => shown.test(path));
    expect(label.filter((step) => !prints(step))).toEqual([]);
  });

  it('takes a seventh subgroup from pipeline.yaml and its words alone', async () => {
    for (const [language, word] of Object.entries({ en: 'East', zh: '东部' }))
      edit(here, `texts/${language}.yaml`, (text) =>
        text.replace(/( +)table6\.6: (?!\*)[^\n]*\n/, `$&$1table6.7: ${word}\n`),
      );
    edit(here, 'pipeline.yaml', (text) =>
      text.replace(/( +)table6\.6:[^\n]*\n/, '$&$1table6.7: { where: { region: east } }\n'),
    );
    const result = await run(here, ['table6']);
    expect(built(result)).toEqual(['by_resources', 'table6']);
    expect(readFileSync(join(here, 'outputs/tables/table6.md'), 'utf8')).toContain('East');
  });

  it('gives the same bytes in another folder, zone and locale, one step at a time', async () => {
    const there = copyOfProject('另一个 folder');
    const env = { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' };
    expect((await run(there, ['--jobs', '1'], env)).exit).toBe(0);
    // The study here has a column and a group more; take it back to its text before comparing.
    for (const part of PARTS)
      cpSync(join(INSTALLATION, part), join(here, part), { recursive: true });
    expect((await run(here)).exit).toBe(0);
    expect(differing(here, there)).toEqual([]);
  });

  it('gives another world for another seed', async () => {
    const before = readFileSync(join(here, 'outputs/parquet/panel.parquet'));
    const other = await run(here, ['--set', 'settings.seed=7', 'panel']);
    expect(other.exit).toBe(0);
    expect(readFileSync(join(here, 'outputs/parquet/panel.parquet')).equals(before)).toBe(false);
  });
});
