import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { cacheFile, LOCK } from '../../../src/engine/places.ts';
import { glanceAt, listFiles } from '../../../src/engine/state/glance.ts';
import { asNames, recallVerdict, verdictText } from '../../../src/engine/state/verdict.ts';
import { folder } from '../../support/folder.ts';

const STEPS = [
  { step: 'a', warnings: ['one file gave nothing'] },
  { step: 'b', warnings: [] },
];

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A project whose last run found its two steps unchanged after a look at a file and a folder. */
function settled(): string {
  const root = folder();
  write(root, 'pipeline.yaml', 'study');
  write(root, 'data/raw/a.csv', 'x');
  const looks = {
    files: { 'pipeline.yaml': glanceAt(join(root, 'pipeline.yaml')).text, 'sql/checks/a.sql': '' },
    folders: { 'data/raw': asNames(listFiles(root, 'data/raw')) },
  };
  write(root, cacheFile('verdict'), verdictText('all', looks, STEPS));
  return root;
}

it('names the steps while nothing is touched', () => {
  expect(recallVerdict(settled(), 'all')).toEqual(STEPS);
});

it('does not answer another question', () => {
  expect(recallVerdict(settled(), 'panel')).toBeUndefined();
});

it.each([
  ['a file that was looked at', 'pipeline.yaml'],
  ['a file that was not there', 'sql/checks/a.sql'],
  ['one more file of a folder', 'data/raw/b.csv'],
  ['the lock of a run under way', LOCK],
  ['a damaged verdict', cacheFile('verdict')],
])('is not taken after a change of %s', (_, path) => {
  const root = settled();
  write(root, path, 'other text');
  expect(recallVerdict(root, 'all')).toBeUndefined();
});

it('is not there before the first such run', () => {
  expect(recallVerdict(folder(), 'all')).toBeUndefined();
});
