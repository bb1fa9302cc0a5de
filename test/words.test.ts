import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/**
 * The rooms of the first study's domain. Everywhere else a table, figure, page, message, comment or
 * example says what any study would say: its own words are in its settings.
 */
const DOMAIN = /^src\/(?:patents|cities|demo)\//;

/** Words of the study, in English as whole words and in Chinese wherever they stand. */
const ENGLISH =
  /\b(?:city|cities|pilots?|citations?|ipc|patents?|new-?\s?energy|ln_et|marketi[sz]ation)(?![a-z])/giu;
const CHINESE = /城市|试点|引用|专利|新能源|市场化|用能权/gu;

/** What has a good reason to stand where it does: the file, and the words as they stand there. */
const ALLOWED: readonly (readonly [file: string, words: RegExp])[] = [
  // Node's name for a channel between processes.
  ['src/kinds/ts/ts.ts', /^ipc$/u],
];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file}`.replaceAll('\\', '/'))
  .filter((file) => !DOMAIN.test(file))
  .sort();

const cities = readFileSync('data/reference/cities.csv', 'utf8')
  .split('\n')
  .slice(1)
  .flatMap((line) => line.split(',').slice(1, 4))
  .filter((name) => name !== '');
/** Names of places: a Latin name as a whole word, a Chinese one wherever it stands. */
const PLACES = new RegExp(
  cities.map((name) => (/^[\x20-\x7F]+$/u.test(name) ? `\\b${name}\\b` : name)).join('|'),
  'gu',
);

function found(file: string, pattern: RegExp): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) =>
      [...line.matchAll(pattern)]
        .filter(([word]) => !ALLOWED.some(([own, known]) => own === file && known.test(word)))
        .map(([word]) => `${file}:${i + 1} ${word}`),
    );
}

describe('the words of the study', () => {
  it('are found where they stand', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(cities.length).toBeGreaterThan(600);
    expect('试点城市 in Wuhan: ln_et, IPC'.match(ENGLISH)).toEqual(['ln_et', 'IPC']);
    expect('试点城市 in Wuhan'.match(CHINESE)).toEqual(['试点', '城市']);
    expect('试点城市 in Wuhan'.match(PLACES)).toEqual(['Wuhan']);
  });

  it.each([
    ['English', ENGLISH],
    ['Chinese', CHINESE],
    ['names of places', PLACES],
  ])('stay in the rooms of its domain: %s', (_, pattern) => {
    expect(files.flatMap((file) => found(file, pattern))).toEqual([]);
  });

  it('leave no exception behind that nothing needs', () => {
    const unused = ALLOWED.filter(([file, words]) => {
      const text = readFileSync(file, 'utf8');
      const all = [...(text.match(ENGLISH) ?? []), ...(text.match(CHINESE) ?? [])];
      return !all.some((word) => words.test(word));
    });
    expect(unused).toEqual([]);
  });
});
