import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeLock } from '../../../src/engine/state/lock.ts';
import { folder } from '../../support/folder.ts';

it('names its owner while it is held, and is gone after', () => {
  const path = join(folder(), 'memory/lock');
  const release = takeLock(path, 'run');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    pid: process.pid,
    command: 'run',
  });
  release();
  expect(existsSync(path)).toBe(false);
});

it('of a living process is refused, and stays that process’s', () => {
  const path = join(folder(), 'lock');
  const release = takeLock(path, 'run');
  const held = readFileSync(path, 'utf8');
  expect(() => takeLock(path, 'run')).toThrow(expect.objectContaining({ code: 'E_LOCKED' }));
  expect(readFileSync(path, 'utf8')).toBe(held);
  release();
});

it.each([
  ['another start of the same number', JSON.stringify({ pid: process.pid, started: 'long ago' })],
  ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '1' })],
  ['a damaged file', '{"pid":'],
  ['a file of another shape', 'null'],
  ['a process that cannot be', '{"pid":0,"started":""}'],
])('is taken over from %s', (_, text) => {
  const root = folder();
  const path = join(root, 'lock');
  writeFileSync(path, text);
  takeLock(path, 'run')();
  expect(readdirSync(root)).toEqual([]);
});

it('takes the place of a folder that stands there', () => {
  const path = join(folder(), 'lock');
  mkdirSync(join(path, 'inside'), { recursive: true });
  takeLock(path, 'run')();
  expect(existsSync(path)).toBe(false);
});

it('that another run took over meanwhile is not given back by the first owner', () => {
  const path = join(folder(), 'lock');
  const release = takeLock(path, 'run');
  const other = JSON.stringify({ pid: process.pid + 1, started: '2' });
  writeFileSync(path, other);
  release();
  expect(readFileSync(path, 'utf8')).toBe(other);
});
