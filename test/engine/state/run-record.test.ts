import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recordingEmit, writeRunRecord } from '../../../src/engine/state/run-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('remembers what happened to each step and passes every event on', () => {
  const seen: string[] = [];
  const { emit, steps } = recordingEmit((event) => seen.push(event.event));
  emit({ event: 'start', step: 'a', why: ['code'] });
  emit({ event: 'step', step: 'a', state: 'built', ms: 7, why: ['code'], counts: { rows: 3 } });
  expect(seen).toEqual(['start', 'step']);
  expect(steps).toEqual([{ step: 'a', state: 'built', ms: 7, why: ['code'] }]);
});

it('keeps the last 200 runs, and no other file is touched', () => {
  for (let second = 0; second < 203; second++) {
    const started = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
    writeRunRecord(folder, { format: 1, started, state: 'ok', ms: second, steps: [] });
  }
  const names = readdirSync(folder).sort();
  expect(names).toHaveLength(200);
  expect(names[0]).toBe('2026-01-01T00-00-03-000Z.json');
  expect(JSON.parse(readFileSync(join(folder, names.at(-1) ?? ''), 'utf8'))).toMatchObject({
    ms: 202,
    state: 'ok',
  });
});
