import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'didactic-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the study of docs/adding-a-study.md is a whole one', () => {
  const page = readFileSync(join(PROJECT, 'docs/adding-a-study.md'), 'utf8');
  const files = [...page.matchAll(/```(?:yaml|sql)\n(?:#|--) (\S+)\n([\s\S]*?)```/gu)];
  expect(files.map(([, name]) => name)).toEqual([
    'pipeline.yaml',
    'sql/panel.sql',
    'texts/en.yaml',
  ]);
  const data = 'school,year,score,size,treat\n1,2011,0.5,25.1,1\n';
  for (const [name, text] of [
    ['data/schools.csv', data] as const,
    ...files.map(([, path = '', content = '']) => [path, content] as const),
  ]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const start = join(PROJECT, 'src/didactic.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [start, 'status', '--project', folder],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('6 steps: 6 would be built');
});
