import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputReader } from '../../src/io/tables/output-reader.ts';
import { keyNames } from '../../src/io/tables/summary.ts';
import { dataPageOf } from '../../src/report/pages/data.ts';
import { ageText } from '../../src/verbs/audit/list.ts';
import { rowsOf } from '../report/page-text.ts';
import { inEnglish } from '../report/plain-site.ts';
import { project, stepFile, type Project } from '../support/rig.ts';

const STUDY = `
study: { title: Rain, unit: city, time: year }
settings: { least: 0 }
steps:
  raw: { kind: ts, run: steps/raw.ts }
  rain:
    kind: sql
    needs: [raw]
    expect: { key: [city, year], range: { mm: [0, 1000] } }
  notes: { kind: ts, run: steps/notes.ts }
`;
const FILES = {
  'pipeline.yaml': STUDY,
  'steps/raw.ts': rawStep("['A', 2001, 10], ['A', 2002, 20], ['B', 2001, 30], ['B', 2002, NaN]"),
  'sql/rain.sql': 'select city, year, mm from raw where not isnan(mm) order by city, year',
  'sql/checks/rain.sql': 'from rain where mm > 25 and year > 2001',
  'steps/notes.ts': stepFile({
    outputs: "{ [step]: 'outputs/notes/' }",
    body: `const folder = c.output('notes'); (await import('node:fs')).mkdirSync(folder, { recursive: true });
      writeFileSync(folder + '/a.txt', 'one'); writeFileSync(folder + '/b.txt', 'two');`,
  }),
};

function rawStep(rows: string): string {
  const schema = "{ city: 'VARCHAR', year: 'INTEGER', mm: 'DOUBLE' }";
  return stepFile({ body: `await writeParquet(c.output('raw'), ${schema}, [${rows}]);` });
}

async function built(): Promise<Project> {
  const made = project(FILES);
  const { exit, err } = await made.run();
  expect([exit, err]).toEqual([0, '']);
  return made;
}

async function audit(made: Project, ...args: string[]) {
  const { exit, out, err } = await made.call(['audit', ...args, '--json']);
  const lines = out
    .trim()
    .split('\n')
    .filter((line) => line !== '');
  return { exit, err, events: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('audit list', () => {
  it('names every artifact with its size and state', async () => {
    const made = await built();
    made.write({ 'outputs/notes/a.txt': 'other' });
    const { events } = await audit(made, 'list');
    const summary = events.map(({ artifact, rows, columns, state }) => [
      artifact,
      rows,
      columns,
      state,
    ]);
    expect(summary).toEqual([
      ['raw', 4, 3, 'intact'],
      ['rain', 3, 3, 'intact'],
      ['notes', undefined, undefined, 'edited'],
    ]);
    const text = await made.call(['audit', 'list', 'rain']);
    expect(text.out.split('\n')[1]).toMatch(
      /^rain {6}rain +3 +3 +\d+ {2}[0-9a-f]{12} {2}\d+ s {2}intact$/u,
    );
  });

  it('names what was never built', async () => {
    const { events } = await audit(project(FILES), 'list', 'rain');
    expect(events).toEqual([{ event: 'step', step: 'rain', state: 'never built' }]);
  });

  it('gives ages in the largest unit that they fill', () => {
    const ages = [900, 59_000, 61_000, 3_600_000, 90_000_000].map(ageText);
    expect(ages).toEqual(['0 s', '59 s', '1 min', '1 h', '1 d']);
  });
});

describe('audit show', () => {
  it('summarises each column; not a number is missing', async () => {
    const [raw] = (await audit(await built(), 'show', 'raw')).events;
    const bar = (value: number, rows: number) => ({ from: value, to: value, rows });
    expect(raw?.['summary']).toMatchObject([
      {
        column: 'city',
        type: 'VARCHAR',
        kind: 'code',
        missing: 0,
        distinct: 2,
        quantiles: [],
        frequent: [
          { value: 'A', rows: 2 },
          { value: 'B', rows: 2 },
        ],
      },
      {
        column: 'year',
        type: 'INTEGER',
        kind: 'number',
        distinct: 2,
        quantiles: [2001, 2001, 2001.5, 2002, 2002],
        bars: [bar(2001, 2), bar(2002, 2)],
      },
      {
        column: 'mm',
        type: 'DOUBLE',
        missing: 1,
        distinct: 3,
        quantiles: [10, 15, 20, 25, 30],
        bars: [bar(10, 1), bar(20, 1), bar(30, 1)],
      },
    ]);
    expect(raw).toMatchObject({ first: [{ city: 'A', year: 2001, mm: 10 }, {}, {}, {}] });
  });

  it('prints the numbers of the report’s page, to the last digit', async () => {
    const made = await built();
    const read = outputReader(
      (artifact) => join(made.root, `outputs/parquet/${artifact}.parquet`),
      1,
    );
    const profile = await read.profile('raw', keyNames([{ key: ['city', 'year'] }]));
    const facts = { artifact: 'raw', path: 'raw.parquet', bytes: 1, sha256: '' };
    const page = dataPageOf(inEnglish(), { step: 'raw', facts, rows: 4, ...profile });
    const { out } = await made.call(['audit', 'show', 'raw']);
    for (const column of ['year', 'mm']) {
      const shown = out.split('\n').find((line) => line.startsWith(column)) ?? '';
      const printed = rowsOf(page.body).find((row) => row.startsWith(column)) ?? '';
      const quantiles = printed.split(' | ').slice(4, 9);
      expect(shown.split(/ {2,}/u).slice(4, 9)).toEqual(quantiles);
      expect(quantiles).toHaveLength(5);
    }
  });

  it('shows what a folder holds, and suggests the name that was meant', async () => {
    const made = await built();
    const [notes] = (await audit(made, 'show', 'notes')).events;
    expect(notes?.['files']).toEqual(['a.txt', 'b.txt']);
    const { exit, events } = await audit(made, 'show', 'rian');
    expect([exit, events[0]]).toMatchObject([
      2,
      { code: 'E_UNKNOWN_ARTIFACT', hint: 'Did you mean "rain"?' },
    ]);
  });
});

describe('audit check', () => {
  it('says which contracts are kept, and shows the rows that break one', async () => {
    const made = await built();
    expect((await audit(made, 'check')).events.at(-1)).toEqual({
      event: 'check',
      kept: 1,
      broken: 0,
      none: 2,
      never_built: 0,
    });
    made.write({ 'sql/checks/rain.sql': 'from rain where mm > 25' });
    const { exit, events } = await audit(made, 'check', 'rain');
    expect(exit).toBe(1);
    expect(events[0]).toMatchObject({
      step: 'rain',
      state: 'broken',
      error: { code: 'E_CONTRACT' },
    });
    expect(JSON.stringify(events[0])).toContain('30');
  });
});

describe('audit diff', () => {
  it('counts rows added, removed and changed by key, and by how much columns changed', async () => {
    const made = await built();
    const other = project({
      ...FILES,
      'steps/raw.ts': rawStep("['A', 2001, 10], ['A', 2002, 18], ['B', 2001, 25], ['C', 2001, 5]"),
    });
    expect((await other.run()).exit).toBe(0);
    const [diff] = (await audit(made, 'diff', 'rain', other.root)).events;
    expect(diff).toEqual({
      event: 'diff',
      artifact: 'rain',
      against: other.root,
      key: ['city', 'year'],
      before: 4,
      after: 3,
      added: 0,
      removed: 1,
      changed: 2,
      columns_added: [],
      columns_removed: [],
      columns: [{ column: 'mm', changed: 2, largest: 5, mean: 3.5 }],
      examples: [
        { key: { city: 'A', year: 2002 }, values: { mm: { before: 18, after: 20 } } },
        { key: { city: 'B', year: 2001 }, values: { mm: { before: 25, after: 30 } } },
      ],
    });
    const text = await made.call(['audit', 'diff', 'rain', other.root]);
    expect(text.out).toContain('4 before, 3 now; 0 added, 1 removed, 2 changed');
    expect(text.out).toContain('A 2002: mm 18 -> 20');
  });

  it('compares a table without a key row by row, and knows what is no table', async () => {
    const made = await built();
    const path = 'outputs/parquet/raw.parquet';
    const [same] = (await audit(made, 'diff', 'raw', path)).events;
    // Not a number equals itself.
    expect(same).toMatchObject({ key: ['file_row_number'], added: 0, removed: 0, changed: 0 });
    expect((await audit(made, 'diff', 'notes', path)).events[0]).toMatchObject({ code: 'E_USAGE' });
    expect((await audit(made, 'diff', 'raw', 'no.parquet')).events[0]).toMatchObject({
      code: 'E_NO_FILE',
    });
    expect((await audit(made, 'diff', 'raw', 'pipeline.yaml')).events[0]).toMatchObject({
      code: 'E_DATA_FORMAT',
    });
  });
});

describe('audit verify', () => {
  it('reads every byte again, and names what is not as it was made', async () => {
    const made = await built();
    expect((await audit(made, 'verify')).exit).toBe(0);
    made.write({ 'outputs/notes/a.txt': 'One', 'outputs/notes/c.txt': 'new' });
    rmSync(join(made.root, 'outputs/parquet/rain.parquet'));
    const { exit, events } = await audit(made, 'verify');
    expect(exit).toBe(1);
    const bad = events.filter(({ event, state }) => event === 'file' && state !== 'intact');
    expect(bad.map(({ path, state }) => [path, state])).toEqual([
      ['outputs/parquet/rain.parquet', 'missing'],
      ['outputs/notes/a.txt', 'edited'],
      ['outputs/notes/c.txt', 'extra'],
    ]);
    expect(events.at(-1)).toMatchObject({ event: 'verify', files: 5, damaged: 3 });
  });

  it('names a file beside outputs that no step makes, which is no failure', async () => {
    const made = await built();
    made.write({ 'outputs/parquet/old.parquet': 'of an earlier version' });
    const { exit, events } = await audit(made, 'verify');
    expect(exit).toBe(0);
    expect(events.filter(({ state }) => state === 'unclaimed')).toEqual([
      { event: 'file', path: 'outputs/parquet/old.parquet', state: 'unclaimed', bytes: 0 },
    ]);
    expect(events.at(-1)).toMatchObject({ event: 'verify', damaged: 0, unclaimed: 1 });
  });
});

describe('audit', () => {
  it('names its parts, and the nearest', async () => {
    const made = project(FILES);
    expect((await audit(made)).events[0]).toMatchObject({ code: 'E_USAGE' });
    expect((await audit(made, 'verfy')).events[0]).toMatchObject({
      hint: 'Did you mean "verify"?',
    });
  });
});
