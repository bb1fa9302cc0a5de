import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, type Project } from '../../support/rig.ts';

const INSTALLATION = resolve(import.meta.dirname, '../../..');
const STUDY = `study: { unit: city, time: year }
settings: { data: data/raw, first_year: 2013, last_year: 2015 }
steps:
  statistics:
    use: statistics
    reads: ['\${settings.data}/\${step}/**/*', data/reference/*.csv]
    expect: { key: [city, year, variable] }
  marketisation:
    use: marketisation
    reads: ['\${settings.data}/\${step}/**/*', data/reference/*.csv]
    expect: { key: [province, year] }
`;
const POPULATION = '城市,年份,年末总人口(万人)\n杭州市,2014,715.8\n';
const INDEX = '省份,年份,市场化指数\n浙江,2014,9.5\n';

function study(files: Readonly<Record<string, string>>): Project {
  const p = project({ 'pipeline.yaml': STUDY, ...files });
  cpSync(join(INSTALLATION, 'data/reference'), join(p.root, 'data/reference'), { recursive: true });
  return p;
}

describe('audit sources', () => {
  it('says in JSON what it says in words', async () => {
    const p = study({
      'data/raw/statistics/a.csv': POPULATION,
      'data/raw/statistics/b.pdf': '%PDF-1.7\n',
      'data/raw/marketisation/a.csv': INDEX,
    });
    const { exit, out } = await p.call(['audit', 'sources', '--json']);
    expect(exit).toBe(0);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ event, step }) => [event, step])).toEqual([
      ['source_file', 'statistics'],
      ['source_file', 'statistics'],
      ['coverage', 'statistics'],
      ['source', 'statistics'],
      ['source_file', 'marketisation'],
      ['coverage', 'marketisation'],
      ['source', 'marketisation'],
      ['suggestion', undefined],
    ]);
    expect(events[0]).toMatchObject({ file: 'data/raw/statistics/a.csv', outcome: 'read' });
    expect(events[2]).toMatchObject({ variable: 'population', unit: 'city', years: { 2014: 1 } });
    expect(events.at(-1)).toMatchObject({ entry: { files: 'statistics/b.pdf' } });
  });

  it('shows the years of the study without a value, and makes nothing', async () => {
    const p = study({ 'data/raw/statistics/a.csv': POPULATION });
    const { out } = await p.call(['audit', 'sources']);
    expect(out).toMatch(/ 2013 +2014 +2015\n +population +0 +1 +0\n/u);
    expect(out).toContain('marketisation: ');
    expect(out).toContain('E_NO_FILES');
    const { out: list } = await p.call(['audit', 'list']);
    expect(list).toContain('never built');
  });

  it('looks at another folder, split by source or mixed', async () => {
    const p = study({
      'new/statistics/a.csv': POPULATION,
      'new/marketisation/a.csv': INDEX,
      'mixed/pop.csv': POPULATION,
      'mixed/index.csv': INDEX,
      'mixed/notes.csv': 'who,what\nme,nothing\n',
    });
    const split = await p.call(['audit', 'sources', 'new']);
    expect(split.out).toMatch(/statistics: 1 file, read 1, kept 1 .*\n {2}read +a\.csv/u);
    const mixed = await p.call(['audit', 'sources', 'mixed/']);
    const lines = mixed.out.split('\n').filter((line) => /mixed\//u.test(line));
    expect(lines.map((line) => line.trim().split(/\s+/u).slice(0, 2).join(' ')).sort()).toEqual([
      expect.stringMatching(/^(?:ignored|refused) mixed\/notes\.csv$/u),
      'read mixed/index.csv',
      'read mixed/pop.csv',
    ]);
    const write = await p.call(['audit', 'sources', 'mixed', '--write']);
    expect([write.exit, write.err]).toEqual([2, expect.stringContaining('data/raw/statistics/')]);
  });

  it.each([
    [['x', 'y'], 2, 'one folder'],
    [['../x'], 2, 'not a folder of the project'],
    [['--file', 'populaton'], 1, 'Did you mean "population"?'],
  ])('refuses %j', async (args, exit, text) => {
    const p = study({ 'data/raw/statistics/population.csv': POPULATION });
    const found = await p.call(['audit', 'sources', ...args]);
    expect([found.exit, found.err]).toEqual([exit, expect.stringContaining(text)]);
  });

  it('needs a step that reads raw files', async () => {
    const p = project({
      'pipeline.yaml': 'study: {}\nsteps: { a: {} }\n',
      'sql/a.sql': 'select 1 as x',
    });
    const { exit, err } = await p.call(['audit', 'sources']);
    expect([exit, err]).toEqual([1, expect.stringContaining('E_NO_SOURCES')]);
  });
});
