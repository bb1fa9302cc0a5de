import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectShared, queryRows } from '../../src/io/duckdb.ts';
import {
  columnsReversed,
  commasInLists,
  footnotes,
  halfInArchives,
} from '../support/demo-variants.ts';
import { finished, type Result } from '../support/rig.ts';

/**
 * The synthetic world in the forms of other sources, and in files that differ in what should not
 * matter: the same panel comes out, byte for byte. Three years and every seventh city are enough.
 */
const INSTALLATION = resolve(import.meta.dirname, '../..');
const PARTS = ['pipeline.yaml', 'sql', 'texts', 'data/reference'];
const MINUTES = 60_000;
const ROOT = mkdtempSync(join(tmpdir(), 'didactic-forms-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const SETTINGS = ['settings.first_year=2016', 'settings.last_year=2018', 'settings.sample=all'];

function run(...settings: string[]): Promise<Result> {
  const start = join(INSTALLATION, 'src/didactic.mjs');
  const set = [...SETTINGS, ...settings].flatMap((setting) => ['--set', setting]);
  const args = [start, 'run', 'panel', ...set, '--json', '-C', ROOT];
  return finished(spawn(process.execPath, args, { cwd: ROOT }));
}

function fine({ error }: Result): void {
  if (error !== undefined) throw new Error(`${error.code} ${error.message}`);
}

/** Municipalities, misspelt names, and two cities of one Latin name. */
const TOLD_APART = /^(?:110000|310000|320500|341300|341600|420600),/u;

/** The study of three years, with the world in these forms. */
function study(forms: string): void {
  for (const part of PARTS) cpSync(join(INSTALLATION, part), join(ROOT, part), { recursive: true });
  const file = join(ROOT, 'pipeline.yaml');
  const text = readFileSync(file, 'utf8');
  const years = '    first_year: 2006\n    last_year: 2019\n    policy_year: 2017\n';
  const few = years.replace('2006', '2016').replace('2019', '2018');
  writeFileSync(file, text.replace(years, few + forms));
  const list = join(ROOT, 'data/reference/cities.csv');
  const [head = '', ...cities] = readFileSync(list, 'utf8').trimEnd().split('\n');
  const kept = cities.filter((line, i) => i % 7 === 0 || TOLD_APART.test(line));
  writeFileSync(list, `${[head, ...kept].join('\n')}\n`);
}

const output = (table: string): Buffer =>
  readFileSync(join(ROOT, `outputs/parquet/${table}.parquet`));
/** Without a message of hundreds of thousands of bytes. */
const isSame = (table: string, before: Buffer): boolean => output(table).equals(before);

const RAW = join(ROOT, 'data/own');
const own = (): Promise<Result> => run('settings.data=data/own');

let panel: Buffer;
let patents: Buffer;

beforeAll(async () => {
  study('');
  fine(await run());
  panel = output('panel');
  cpSync(join(ROOT, 'outputs/demo'), RAW, { recursive: true });
  fine(await own());
  patents = output('patents');
}, 3 * MINUTES);

describe('files that differ in what should not matter', { timeout: 5 * MINUTES }, () => {
  it('another separator, another order of columns and footnotes change nothing', async () => {
    await commasInLists(join(RAW, 'incopat'));
    await columnsReversed(join(RAW, 'incopat'));
    await columnsReversed(join(RAW, 'statistics'));
    await footnotes(join(RAW, 'statistics'));
    const result = await own();
    expect(result.error).toBeUndefined();
    expect(result.states['incopat']).toBe('built');
    expect(result.states['statistics']).toBe('built');
    expect(isSame('patents', patents)).toBe(true);
    expect(isSame('panel', panel)).toBe(true);
  });

  it('archives change where a filing comes from, and nothing else', async () => {
    const before = join(ROOT, 'patents-before.parquet');
    writeFileSync(before, patents);
    halfInArchives(join(RAW, 'incopat'));
    halfInArchives(join(RAW, 'statistics'));
    const result = await own();
    expect(result.error).toBeUndefined();
    const connection = await connectShared();
    const now = join(ROOT, 'outputs/parquet/patents.parquet');
    const rows = (path: string) => `select * exclude (sources) from '${path}'`;
    const [differing] = await queryRows(
      connection,
      `select
        (select count(*) from (${rows(now)} except ${rows(before)}))::integer as added,
        (select count(*) from (${rows(before)} except ${rows(now)}))::integer as lost`,
    );
    expect(differing).toEqual({ added: 0, lost: 0 });
    expect(isSame('panel', panel)).toBe(true);
  });
});

describe('cities with missing statistics', { timeout: 3 * MINUTES }, () => {
  const NO_FILLING = 'settings.fill_gaps=none';
  /** Cities and rows of the panel. */
  const size = async (): Promise<unknown> => {
    const path = join(ROOT, 'outputs/parquet/panel.parquet');
    const sql = `select count(distinct city)::integer as cities, count(*)::integer as rows from '${path}'`;
    return (await queryRows(await connectShared(), sql))[0];
  };

  it('stop the run with their names, or are left out, or their years are', async () => {
    const stopped = await run(NO_FILLING);
    expect(stopped.exit).toBe(1);
    expect(stopped.error).toMatchObject({ code: 'E_CONTRACT', where: 'sql/checks/indicators.sql' });
    expect(stopped.error?.hint).toMatch(
      /offending rows:\n +variable +city +years +problem\n +\w+ +\p{Script=Han}+市 +2017 +not filled, see fill_\*/u,
    );

    const dropped = await run(NO_FILLING, 'settings.incomplete=drop');
    expect(dropped.error).toBeUndefined();
    const kept = (await size()) as { cities: number; rows: number };
    expect(kept.rows).toBe(3 * kept.cities);

    const unbalanced = await run(NO_FILLING, 'settings.incomplete=unbalanced');
    expect(unbalanced.error).toBeUndefined();
    // Only the year 2017 has missing cells.
    const { cities, rows } = (await size()) as { cities: number; rows: number };
    expect(cities).toBeGreaterThan(kept.cities);
    expect(rows).toBe(2 * cities + kept.cities);
  });
});

describe('the world in other forms gives the same panel', { timeout: 3 * MINUTES }, () => {
  it.each([
    ['PATSTAT, CSMAR and EPS', '    patents: patstat\n    statistics: csmar_eps\n'],
    ['Lens.org and Stata', '    patents: lens\n    statistics: dta\n'],
  ])('%s', async (_, forms) => {
    study(forms);
    const result = await run();
    expect(result.error).toBeUndefined();
    expect(result.states['demo']).toBe('built');
    expect(isSame('panel', panel)).toBe(true);
  });
});
