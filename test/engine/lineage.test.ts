import { describe, expect, it } from 'vitest';
import { Session } from '../../src/engine/session.ts';
import { createKinds } from '../../src/kinds/runner.ts';
import { project, stepFile } from '../support/rig.ts';

const TEXTS = `settings:
  policy_year: 'policy from \${value} on'
  counting: { full: counted in full, half: counted by half }
table: { title: Two fits }
`;

/** A world that is made up, a fact that is not, a panel of both, and fits of different columns. */
const FILES = {
  'pipeline.yaml': `study: { unit: city, treatment: did }
settings: { seed: 7, policy_year: 2017, counting: full, group_rule: a, unused: 1 }
steps:
  world:   { kind: ts, run: steps/world.ts }
  facts:   { reads: [data/facts.csv] }
  panel:   {}
  only_facts: {}
  fits:    { kind: ts, run: steps/fits.ts }
  table:   { kind: ts, run: steps/table.ts, with: { columns: ['t.*'] } }
`,
  'texts/en.yaml': TEXTS,
  'data/facts.csv': 'city,grp\n1,a\n2,b\n',
  'sql/facts.sql': `select city, grp, (grp = getvariable('group_rule'))::integer as in_group
from read_csv('data/facts.csv') order by city`,
  'sql/panel.sql': `with counted as (
  select city, y * case getvariable('counting') when 'full' then 1 else 0.5 end as y from world
)
select city, y, grp, in_group, (city > getvariable('policy_year'))::integer as did
from counted join facts using (city) order by city`,
  'sql/only_facts.sql': 'select grp, count(*) as n from facts group by grp order by grp',
  'steps/world.ts': stepFile({
    params: '{ seed: z.int() }',
    synthetic: true,
    more: "inherits: ['seed'], tables: (step) => ({ [step]: { city: 'INTEGER', y: 'DOUBLE' } }),",
    body: "await writeParquet(c.output('world'), { city: 'INTEGER', y: 'DOUBLE' }, [[1, 2.5], [2, 3.5]]);",
  }),
  'steps/fits.ts': stepFile({
    params: '{ treatment: z.string() }',
    outputs: '{ [step]: `outputs/models/${step}.json` }',
    reads: "{ panel: ['y', 'in_group', params.treatment] }",
    more: `inherits: ['treatment'],
      fits: ({ treatment }) => [{ id: 't.1', columns: ['y', treatment] }, { id: 't.2', columns: ['y', 'in_group'] }],`,
    body: `await writeText(c.output('fits'), '{"fits": []}');`,
  }),
  'steps/table.ts': stepFile({
    params: '{ columns: z.array(z.string()), title: z.string() }',
    outputs: '{ [step]: `outputs/tables/${step}.json` }',
    more: `tells: ['synthetic', 'settings'],
      asks: ({ columns }) => columns.map((fit, i) => ({ fit, at: ['columns', String(i)] })),`,
    body: `await writeText(c.output('table'), JSON.stringify({ fits: c.fits, settings: c.settings, synthetic: c.synthetic, model: c.model('fits').step }));`,
  }),
};

async function open(files: Readonly<Record<string, string>>) {
  const made = project(files);
  const session = new Session({ root: made.root, now: Date.now, kinds: createKinds });
  return { made, session, graph: await session.open({}) };
}

describe('the lineage of outputs', () => {
  it('is synthetic by what was read, and only so', async () => {
    const { session, graph } = await open(FILES);
    const synthetic = [...graph.keys()].filter((step) => session.lineage.isSynthetic(step));
    expect(synthetic).toEqual(['world', 'panel', 'fits', 'table']);
  });

  it('draws edges from statements, tables and fits', async () => {
    const { graph } = await open(FILES);
    const edges = [...graph].map(([step, { upstream }]) => `${step} < ${upstream.join(' ')}`);
    expect(edges).toEqual([
      'world < ',
      'facts < ',
      'panel < world facts',
      'only_facts < facts',
      'fits < panel',
      'table < fits',
    ]);
  });

  it('names the settings behind each step, those of single columns only where these are read', async () => {
    const { session } = await open(FILES);
    expect(await session.lineage.settingsOf('panel')).toEqual([
      'seed',
      'policy_year',
      'counting',
      'group_rule',
    ]);
    // It reads the groups, but not who is in the group by the rule.
    expect(await session.lineage.settingsOf('only_facts')).toEqual([]);
  });

  it('tells a step the settings, by fit where they differ, and their words', async () => {
    const { made } = await open(FILES);
    expect((await made.run()).exit).toBe(0);
    const told = JSON.parse(made.read('outputs/tables/table.json')) as Record<string, unknown>;
    expect(told).toEqual({
      synthetic: true,
      model: 'fits',
      fits: [
        { fit: 't.1', step: 'fits', asked: 't.*' },
        { fit: 't.2', step: 'fits', asked: 't.*' },
      ],
      settings: [
        { name: 'seed', value: 7, text: '' },
        { name: 'policy_year', value: 2017, text: 'policy from 2017 on', fits: ['t.1'] },
        { name: 'counting', value: 'full', text: 'counted in full' },
        { name: 'group_rule', value: 'a', text: '', fits: ['t.2'] },
      ],
    });
  });

  it('rebuilds what a setting stands behind, and what says so', async () => {
    const { made } = await open(FILES);
    await made.run();
    const unused = await made.run('--set', 'settings.unused=2');
    expect(Object.values(unused.states)).not.toContain('built');
    // The rule changes no value here, and still stands in the note of the table.
    made.write({ 'data/facts.csv': 'city,grp\n1,a\n2,a\n' });
    await made.run();
    made.write({
      'texts/en.yaml': TEXTS.replace('counted in full', 'each counted whole'),
    });
    const words = await made.run();
    expect(words.states).toMatchObject({ panel: 'unchanged', fits: 'unchanged', table: 'built' });
  });
});
