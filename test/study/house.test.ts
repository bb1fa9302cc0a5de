import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, type Result } from '../support/rig.ts';

/**
 * The study of this project as a folder without the tool: its mistakes are told before anything runs,
 * and each table says what stands behind it, and no more.
 */
const INSTALLATION = resolve(import.meta.dirname, '../..');
const PARTS = ['pipeline.yaml', 'sql', 'texts', 'data/reference'];
const MINUTES = 60_000;
const ROOT = mkdtempSync(join(tmpdir(), 'didactic-house-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

/** Takes the study back to its text, then changes files: path -> what stands there, what is to. */
function study(
  changes: Readonly<Record<string, readonly [before: string | RegExp, after: string]>>,
) {
  for (const part of PARTS) cpSync(join(INSTALLATION, part), join(ROOT, part), { recursive: true });
  for (const [path, [before, after]] of Object.entries(changes)) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const changed = text.replace(before, after);
    expect(changed, path).not.toBe(text);
    writeFileSync(join(ROOT, path), changed);
  }
}

function call(...args: string[]): Promise<Result> {
  const start = join(INSTALLATION, 'src/didactic.mjs');
  return finished(spawn(process.execPath, [start, ...args, '--json', '-C', ROOT]));
}

/** The text at the place that an error names, from its column to the end of the line. */
function shownAt(where: string): string {
  const [file = '', line, column] = where.split(':');
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  return (lines[Number(line) - 1] ?? '').slice(Number(column) - 1);
}

const built = ({ states }: Result): string[] =>
  Object.keys(states).filter((step) => states[step] === 'built');
const markdown = (table: string): string =>
  readFileSync(join(ROOT, `outputs/tables/${table}.md`), 'utf8');

describe('a mistake in the study is told by status at its line', () => {
  it.each([
    [
      'a unit that no table has',
      ['unit: city', 'unit: banana'],
      'UNKNOWN_COLUMN',
      'unit: banana',
      /city/,
    ],
    [
      'a fit that no step makes',
      ['columns: table5.*', 'columns: [table5.3]'],
      'UNKNOWN_FIT',
      'table5.3]',
      /"table5\.[12]"/,
    ],
    [
      'a parameter of no step',
      ['draws: 1000', 'drawss: 1000'],
      'STEP_PARAMETER',
      'drawss: 1000',
      /"draws"/,
    ],
    [
      'a formula that is not there',
      ['table1.2: ..full', 'table1.2: ..ful'],
      'UNKNOWN_FORMULA',
      '..ful',
      /"full"/,
    ],
    [
      'a use that is not there',
      ['use: love-plot', 'use: love-plots'],
      'UNKNOWN_USE',
      'use: love-plots',
      /"love-plot"/,
    ],
    [
      'a column of no table, by default',
      ['formula: ..full, group: province', 'formula: ..full, group: provinse'],
      'UNKNOWN_COLUMN',
      'group: provinse',
      /"province"/,
    ],
  ] as const)('%s', async (_, [before, after], code, shown, hint) => {
    study({ 'pipeline.yaml': [before, after] });
    const { error, exit } = await call('status');
    expect(exit).toBe(2);
    expect(error).toMatchObject({ code: `E_${code}` });
    expect(shownAt(error?.where ?? '')).toContain(shown);
    expect(error?.hint).toMatch(hint);
  });

  it.each([
    ['a setting', "getvariable('sample')", "getvariable('sampel')", 'UNKNOWN_SETTING', /"sample"/],
  ])('%s that is not there, in SQL', async (_, before, after, code, hint) => {
    study({ 'sql/cities.sql': [before, after] });
    const { error } = await call('status');
    expect(error).toMatchObject({ code: `E_${code}` });
    expect(error?.where).toMatch(/^sql\/cities\.sql:\d+/u);
    expect(error?.hint).toMatch(hint);
  });
});

describe('what stands behind a table', { timeout: 10 * MINUTES }, () => {
  beforeAll(async () => {
    study({});
    const { error } = await call(
      'run',
      'table1',
      'table6',
      'definitions',
      'map',
      'paper_check',
      'descriptives',
    );
    if (error !== undefined) throw new Error(error.message);
  }, 10 * MINUTES);

  it('makes it synthetic by what it read, and nothing else', () => {
    for (const table of ['table1', 'table6', 'descriptives'])
      expect(markdown(table), table).toContain('All data behind this table is synthetic');
    for (const table of ['definitions', 'paper_check'])
      expect(markdown(table), table).not.toMatch(/synthetic/iu);
    const map = JSON.parse(
      readFileSync(join(ROOT, 'outputs/figures/map.en.json'), 'utf8'),
    ) as object;
    expect(map).toMatchObject({ synthetic: false });
  });

  it('names a setting under the tables and columns that use it only', () => {
    const words = 'resource-based cities: those of the four types';
    expect(markdown('table6')).toContain(`${words} (1), (6)`);
    for (const table of ['table1', 'descriptives']) expect(markdown(table)).not.toContain(words);
    expect(markdown('table1')).toContain('policy from 2017 on');
  });

  it('takes a seventh subgroup by one line in the study and one in each language', async () => {
    study({
      'pipeline.yaml': [/^ +table6\.6: .*\n/mu, '$&      table6.7: { where: { region: east } }\n'],
      'texts/en.yaml': [/^ +table6\.6: .*\n/mu, '$&    table6.7: East\n'],
      'texts/zh.yaml': [/^ +table6\.6: .*\n/mu, '$&    table6.7: 东部\n'],
    });
    expect(built(await call('run', 'table6'))).toEqual(['by_resources', 'table6']);
    expect(markdown('table6')).toMatch(/\| East<br>\(7\) \|/u);
    const chinese = readFileSync(join(ROOT, 'outputs/tables/table6.zh.json'), 'utf8');
    expect(chinese).toContain('东部');
  });

  it('asks for the words of that column in each language', async () => {
    study({ 'texts/en.yaml': [/^ +table6\.6: .*\n/mu, '$&    table6.7: East\n'] });
    const { error } = await call('status');
    expect(error).toMatchObject({ code: 'E_MISSING_TEXT' });
    expect(shownAt(error?.where ?? '')).toBe('table6.7: East');
    expect(error?.message).toContain('texts/zh.yaml');
  });

  it('builds for a new setting what uses it only', async () => {
    study({ 'pipeline.yaml': [/^ +counting: full\n/mu, '$&  floor: 0\n'] });
    const targets = ['table1', 'table6', 'descriptives', 'definitions'];
    await call('run', ...targets);
    const { states } = await call('run', ...targets);
    expect(new Set(Object.values(states))).toEqual(new Set(['unchanged']));
    writeFileSync(
      join(ROOT, 'sql/energy.sql'),
      readFileSync(join(ROOT, 'sql/energy.sql'), 'utf8').replace(
        /^select$/mu,
        "select\n  getvariable('floor')::double as floor,",
      ),
    );
    expect(built(await call('run', ...targets))).toEqual(['energy']);
  });
});
