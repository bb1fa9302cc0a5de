import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isOutput } from '../../src/engine/places.ts';

it.each([
  ['outputs/demo/', true],
  ['outputs/own/check.csv', true],
  ['outputs', false],
  ['outputs/', false],
  ['outputs/../pipeline.yaml', false],
  ['outputs/./a', false],
  ['outputs//a', false],
  ['./outputs/a', false],
  ['data/raw/a.csv', false],
])('%s may be written by a step: %s', (path, expected) => {
  expect(isOutput(path)).toBe(expected);
});

it('is the only file that spells these folders', () => {
  const files = ['src', 'steps'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const spelling = files
    .filter((file) => file.endsWith('.ts') && file !== join('src', 'engine', 'places.ts'))
    .filter((file) => /^[^*/]*['"`](?:outputs\/|\.didactic)/mu.test(readFileSync(file, 'utf8')));
  expect(spelling).toEqual([]);
});
