import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, stepFile } from '../../support/rig.ts';

const STUDY = `
study: { title: Rain, unit: city, time: year }
settings: { mm: 3 }
steps:
  raw: { kind: ts, run: steps/raw.ts, reads: [data/raw/rain.csv], with: { mm: '\${settings.mm}' } }
  rain: { kind: sql, needs: [raw] }
  notes: { kind: ts, run: steps/notes.ts }
`;
const notes = (text: string): string =>
  stepFile({
    outputs: "{ [step]: 'outputs/notes/' }",
    body: `const folder = c.output('notes'); (await import('node:fs')).mkdirSync(folder, { recursive: true });
      writeFileSync(folder + '/a.txt', ${text});`,
  });
const FILES = {
  'pipeline.yaml': STUDY,
  'data/raw/rain.csv': 'A,1\n',
  'steps/raw.ts': stepFile({
    params: '{ mm: z.number() }',
    body: `const text = readFileSync(c.root + '/data/raw/rain.csv', 'utf8');
      await writeParquet(c.output('raw'), { city: 'VARCHAR', mm: 'DOUBLE' }, [[text.trim(), c.params.mm]]);`,
  }),
  'sql/rain.sql': 'select city, mm from raw order by city',
  'steps/notes.ts': notes("[1.5.toLocaleString(), new Date(2020, 1, 1).toString()].join(' ')"),
};

type Events = readonly Record<string, unknown>[];

async function reproduce(made: ReturnType<typeof project>, ...args: string[]) {
  const temporary = mkdtempSync(join(tmpdir(), 'temporary-'));
  const { exit, out } = await made.call(['audit', 'reproduce', ...args, '--json'], {
    TMPDIR: temporary,
    TEMP: temporary,
  });
  // Node keeps its compile cache there too.
  const left = readdirSync(temporary).filter((name) => name.startsWith('didactic-'));
  rmSync(temporary, { recursive: true });
  const lines = out
    .trim()
    .split('\n')
    .filter((line) => line !== '');
  return {
    exit,
    left,
    events: lines.map((line) => JSON.parse(line) as Record<string, unknown>) as Events,
  };
}

const states = (events: Events) => events.map(({ path, step, state }) => [path || step, state]);

describe('audit reproduce', () => {
  it('builds the same bytes elsewhere, and leaves nothing behind', async () => {
    const made = project(FILES);
    expect((await made.run()).exit).toBe(0);
    const { exit, events, left } = await reproduce(made);
    expect(left).toEqual([]);
    expect(states(events.slice(0, -1))).toEqual([
      ['outputs/parquet/raw.parquet', 'same'],
      ['outputs/parquet/rain.parquet', 'same'],
      ['outputs/notes/a.txt', 'same'],
    ]);
    expect([exit, events.at(-1)]).toMatchObject([0, { event: 'reproduce', same: 3, differs: 0 }]);
  });

  it('finds a step that chance or the folder has a hand in', async () => {
    const made = project({ ...FILES, 'steps/notes.ts': notes('String(Math.random())') });
    expect((await made.run()).exit).toBe(0);
    const { exit, events } = await reproduce(made, 'notes');
    expect([exit, states(events.slice(0, -1))]).toEqual([1, [['outputs/notes/a.txt', 'differs']]]);
  });

  it('tells what was edited or changed here since from what cannot be reproduced', async () => {
    const made = project(FILES);
    expect((await made.run('rain')).exit).toBe(0);
    made.write({ 'sql/rain.sql': 'select city, 2 * mm as mm from raw order by city' });
    const { exit, events } = await reproduce(made);
    expect(exit).toBe(1);
    expect(states(events.slice(0, -1))).toEqual([
      ['outputs/parquet/raw.parquet', 'same'],
      ['rain', 'stale'],
      ['notes', 'never built'],
    ]);
  });

  it('passes settings on, and says why a copy cannot be built', async () => {
    const made = project(FILES);
    expect((await made.run('--set', 'settings.mm=4')).exit).toBe(0);
    expect((await reproduce(made, 'rain', '--set', 'settings.mm=4')).exit).toBe(0);
    made.write({ 'sql/rain.sql': 'select nothing from raw' });
    const { exit, events } = await reproduce(made, 'rain');
    expect([exit, events.at(-1)]).toMatchObject([1, { code: 'E_REPRODUCE' }]);
    expect(String(events.at(-1)?.['hint'])).toContain('nothing');
  });
});
