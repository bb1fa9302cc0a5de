import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Suggestion } from '../../../src/sources/suggest.ts';
import { withRules } from '../../../src/verbs/sources/write-rules.ts';

const MORE: Suggestion[] = [
  { entry: { files: ['rain/a.csv', 'rain/b.csv'], ignore: "it's none: no column" }, comment: [] },
  { entry: { files: 'rain/c[1].csv', ignore: 'x' }, comment: ['or:', '- { files: c, year: … }'] },
  { entry: null, comment: ['- { files: d.csv }'] },
];
const ADDED = [MORE[0]?.entry, MORE[1]?.entry];
const written = (text: string) => withRules(text, MORE);
const sourcesOf = (text: string) => (parse(text) as { sources: unknown[] | null }).sources;

describe('entries of sources: written into a study', () => {
  it('stand before its steps, where it has none, and everything else stays', () => {
    const text = '# A study.\nstudy: {}\n\n# Of all\n# steps.\nsteps:\n  a: {} # first\n';
    const whole = written(text);
    expect(whole).toBe(
      `# A study.
study: {}

# What raw files are that are not told by themselves; later entries win.
sources:
  - files: [rain/a.csv, rain/b.csv]
    ignore: "it's none: no column"
  - files: rain/c[1].csv
    ignore: x
  # or:
  # - { files: c, year: … }
  # - { files: d.csv }

# Of all
# steps.
steps:
  a: {} # first
`,
    );
    expect(sourcesOf(whole)).toEqual(ADDED);
  });

  it.each([
    ['a list', 'sources:\n    - files: x # own\n      year: 2014 # known\n\nsteps: {}\n'],
    ['a list at the margin', 'sources:\n- files: x\n  year: 2014\nsteps: {}\n'],
    ['a list of mappings in braces', 'sources:\n  - { files: x, year: 2014 } # known\nsteps: {}\n'],
    ['a list at the end', 'steps: {}\nsources:\n  - { files: x, year: 2014 }'],
    ['a list in brackets', 'sources: [{ files: x, year: 2014 }]\nsteps: {}\n'],
    [
      'a list in brackets over lines',
      'sources:\n  [\n    { files: x, year: 2014 },\n  ]\nsteps: {}\n',
    ],
  ])('stand behind those of %s', (_, text) => {
    const whole = written(text);
    expect(sourcesOf(whole), whole).toEqual([{ files: 'x', year: 2014 }, ...ADDED]);
    expect(parse(whole)).toHaveProperty('steps');
    expect(whole.includes('known')).toBe(text.includes('known'));
  });

  it('may be comments alone, for a person to finish', () => {
    const comments = MORE.slice(2);
    for (const text of [
      'steps: {}\n',
      'sources:\n  - { files: x }\nsteps: {}\n',
      'sources: []\nsteps: {}\n',
    ]) {
      const whole = withRules(text, comments);
      expect(whole).toContain('  # - { files: d.csv }\n');
      expect([null, 1]).toContain(sourcesOf(whole)?.length ?? null);
    }
  });

  it.each([
    'sources: []\nsteps: {}\n',
    'sources:\nsteps: {}\n',
    'steps: {}\nsources: # none yet\n',
    'study: {}',
  ])('stand in an empty list: %s', (text) => {
    expect(sourcesOf(written(text)), written(text)).toEqual(ADDED);
  });
});
