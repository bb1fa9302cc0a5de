import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FLAGS } from '../../src/verbs/arguments.ts';

const page = readFileSync('docs/commands.md', 'utf8');
const scripts = Object.keys(
  (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts,
);

describe('docs/commands.md', () => {
  it('names every flag', () => {
    const flags = Object.keys(FLAGS).filter((flag) => flag !== '-C');
    expect(
      flags.filter((flag) => !page.includes(`\`${flag}`) && !page.includes(` ${flag}`)),
    ).toEqual([]);
    expect(page).toContain('`-C DIR`');
  });

  it('names every npm script, and no other', () => {
    const named = [...page.matchAll(/npm run (?:-s )?([a-z:]+)/gu)].map(([, name = '']) => name);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
    const words = new Set(page.match(/[a-z:]+/gu));
    expect(scripts.filter((name) => !words.has(name))).toEqual([]);
  });
});
