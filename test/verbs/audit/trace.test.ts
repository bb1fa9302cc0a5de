import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, stepFile, type Project } from '../../support/rig.ts';

const STEPS = resolve('steps');
const STUDY = `
study: { title: Rain, unit: city, time: year }
settings: { data: data/raw }
steps:
  raw: { kind: ts, run: steps/raw.ts }
  links: { kind: ts, run: steps/links.ts }
  stations:
    kind: sql
    needs: [raw]
    expect: { key: [station, year] }
  rain:
    kind: sql
    needs: [stations, links]
    expect: { key: [city, year] }
  models:
    kind: ts
    run: steps/models.ts
    needs: [rain]
    with: { table: rain, models: [{ id: t.1, formula: 'mm ~ wet | city + year', vcov: iid }] }
  t:
    kind: ts
    run: steps/t.ts
    needs: [models]
    with: { columns: [t.1], title: Rain }
`;
/** Each city has a station A<city> read in two rows, and one that it shares with all others. */
const FILES = {
  'pipeline.yaml': STUDY,
  'steps/raw.ts': stepFile({
    body: `const rows = [];
      for (let i = 0; i < 24; i += 1) {
        const [city, year] = [Math.floor(i / 4), 2001 + (i % 4)];
        for (const part of [0, 1]) rows.push(['A' + city, year, [city], i + part / 2 + (i * 7) % 5, 'a.csv', 2 * i + part]);
        if (city === 0) rows.push(['ALL', year, [0, 1, 2, 3, 4, 5], 1, 'b.csv', i]);
      }
      await writeParquet(c.output('raw'), { station: 'VARCHAR', year: 'INTEGER', cities: 'INTEGER[]', mm: 'DOUBLE', source_file: 'VARCHAR', source_row: 'INTEGER' }, rows);`,
  }),
  'steps/links.ts': stepFile({
    body: `const rows = [0, 1, 2, 3, 4, 5].map((city) => ['A' + city, 'valley ' + city]);
      await writeParquet(c.output('links'), { station: 'VARCHAR', valley: 'VARCHAR' }, [...rows, ['ALL', 'plain']]);`,
  }),
  'sql/stations.sql': `select station, year, cities, sum(mm) as mm from raw
    group by station, year, cities order by station, year`,
  'sql/rain.sql': `select city, year, sum(mm) as mm, ((city + year) % 3 = 0)::integer as wet,
    count(valley)::integer as valleys
    from (select unnest(cities) as city, year, mm, station from stations) left join links using (station)
    group by city, year order by city, year`,
  'steps/models.ts': `export { default } from '${STEPS}/estimate.ts';\n`,
  'steps/t.ts': `export { default } from '${STEPS}/table.ts';\n`,
};
async function built(): Promise<Project> {
  const made = project(FILES);
  const { exit, out, err } = await made.run();
  expect([exit, err], out).toEqual([0, '']);
  return made;
}

async function trace(made: Project, ...args: string[]) {
  const { exit, out } = await made.call(['audit', 'trace', ...args, '--json']);
  const lines = out
    .trim()
    .split('\n')
    .filter((line) => line !== '');
  return { exit, events: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('audit trace', () => {
  it('leads from a printed number by its fit to rows of the raw files', async () => {
    const made = await built();
    const { exit, events } = await trace(made, 't:1:wet', '--row', 'city=3,year=2002');
    expect(exit).toBe(0);
    const [cell, fit, ...tables] = events;
    expect(cell).toMatchObject({ event: 'cell', row: 'wet', source: { step: 'models' } });
    expect(fit).toMatchObject({
      event: 'fit',
      id: 't.1',
      formula: 'mm ~ wet | city + year',
      nobs: 24,
    });
    const steps = tables.map(({ table, by, matched }) => [
      table,
      by,
      (matched as { rows: number }).rows,
    ]);
    expect(steps).toEqual([
      ['rain', ['city', 'year'], 1],
      ['stations', ['year', 'cities'], 2],
      ['raw', ['year', 'station'], 3],
      // No city and no year there: by the stations found.
      ['links', ['station'], 2],
    ]);
    const raw = tables.find(({ table }) => table === 'raw')?.['matched'];
    expect(raw).toMatchObject({
      sources: {
        count: 3,
        some: [
          { file: 'a.csv', row: 26 },
          { file: 'a.csv', row: 27 },
          { file: 'b.csv', row: 1 },
        ],
      },
    });
    const text = await made.call(['audit', 'trace', 't:1:wet', '--row', 'city=3,year=2002']);
    expect(text.out).toContain('fit t.1 of step models\n  mm ~ wet | city + year\n  24 rows');
    expect(text.out).toContain('        a.csv, row 26\n');
  });

  it('follows the first row unless one is named, and names what is not there', async () => {
    const made = await built();
    const first = (await trace(made, 't:1:wet:spread')).events;
    expect(first[0]).toMatchObject({ kind: 'spread', text: expect.stringMatching(/^\(/u) });
    expect(first[2]).toMatchObject({ of: 24, matched: { first: { city: 0, year: 2001 } } });
    const { out } = await made.call(['audit', 'trace', 't:1:wet']);
    expect(out).toContain(
      'rain  the first of 24 rows by city, year (sql/rain.sql)\n    --row city=…,year=… follows another\n',
    );
    const some = (await trace(made, 't:1:wet', '--row', 'year=2002')).events;
    expect(some[2]).toMatchObject({ of: 6, matched: { first: { city: 0, year: 2002 } } });
    const one = (await trace(made, 't:1:wet', '--row', 'city=3,year=2002')).events;
    expect(one[2]).not.toHaveProperty('of');
    expect((await trace(made, 't:1:nobs')).events[0]).toMatchObject({ text: '24' });
    const error = async (...args: string[]) => (await trace(made, ...args)).events.at(-1);
    expect(await error('t:1:wett')).toMatchObject({
      code: 'E_UNKNOWN_CELL',
      hint: 'Did you mean "wet"?',
    });
    expect(await error('t:2:wet')).toMatchObject({ code: 'E_UNKNOWN_CELL' });
    expect(await error('rain:1:wet')).toMatchObject({ code: 'E_UNKNOWN_TABLE' });
    expect(await error('t:1:wet', '--row', 'town=3')).toMatchObject({ code: 'E_USAGE' });
    expect(await error('t:1:wet', '--row', 'city=77')).toMatchObject({ code: 'E_NO_ROW' });
  });
});

describe('a list that holds a key', () => {
  /** The same study with the lists under a name that is no plural. */
  const renamed = Object.fromEntries(
    Object.entries(FILES).map(([path, text]) => [path, text.replaceAll('cities', 'served')]),
  );

  it('is known by its type and by what the step reads, not by its name', async () => {
    const made = project(renamed);
    expect((await made.run()).exit).toBe(0);
    const { events } = await trace(made, 't:1:wet', '--row', 'city=3,year=2002');
    const stations = events.find(({ table }) => table === 'stations');
    expect(stations).toMatchObject({ by: ['year', 'served'], matched: { rows: 2 } });
  });

  it('says nothing where it holds something else', async () => {
    const made = project({
      ...FILES,
      'sql/stations.sql': FILES['sql/stations.sql'].replace(
        'cities, sum(mm)',
        'list_transform(cities, lambda city: city + 100) as cities, sum(mm)',
      ),
      'sql/rain.sql': FILES['sql/rain.sql'].replace(
        'unnest(cities) as city',
        'unnest(cities) - 100 as city',
      ),
    });
    const { exit, out, err } = await made.run();
    expect([exit, err], out).toEqual([0, '']);
    const { events } = await trace(made, 't:1:wet', '--row', 'city=3,year=2002');
    const stations = events.find(({ table }) => table === 'stations');
    expect(stations).toMatchObject({ by: ['year'], matched: { rows: 7 } });
  });
});
