import { expect, it } from 'vitest';
import { project } from '../support/rig.ts';

const FILES = {
  'pipeline.yaml': `study: {}
settings: { size: 1 }
steps:
  a: { reads: [data/a.csv] }
  b: {}
  c: {}
`,
  'data/a.csv': 'v\n1\n',
  'sql/a.sql': "select v from read_csv('data/a.csv')",
  'sql/b.sql': "select v + getvariable('size') as v from a",
  'sql/c.sql': 'select 1 as one',
};

it('says of each step what a run would do and why, without doing it', async () => {
  const made = project(FILES);
  const plan = async () => {
    const { events } = await made.call(['run', '--dry-run', '--json']);
    return Object.fromEntries(
      events.flatMap((e) =>
        e.event === 'plan' ? [[e.step, `${e.state} ${e.why.join('; ')}`]] : [],
      ),
    );
  };
  expect(await plan()).toMatchObject({
    a: 'build never built',
    b: 'build never built; depends on what a will give',
  });
  await made.run();
  expect(await plan()).toEqual({ a: 'unchanged ', b: 'unchanged ', c: 'unchanged ' });
  made.write({ 'data/a.csv': 'v\n22\n' });
  const changed = await plan();
  expect(changed['a']).toMatch(/^build .*data\/a\.csv/u);
  // What a gives is not known before it ran; c reads nothing of it.
  expect(changed['b']).toBe('maybe depends on what a will give');
  expect(changed['c']).toBe('unchanged ');
});
