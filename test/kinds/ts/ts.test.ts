import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rebuild } from '../../../src/kinds/ts/ts.ts';
import { UserError } from '../../../src/text/user-error.ts';
import { project, stepFile } from '../../support/rig.ts';

const study = (body: string, parameters = '{}') =>
  project({
    'pipeline.yaml': `study: { title: T }
steps:
  t: { kind: ts, run: steps/t.ts, with: ${parameters} }
`,
    'steps/t.ts': stepFile({
      head: `import { UserError } from '${resolve('src/text/user-error.ts')}';`,
      params: '{ table: z.string().optional() }',
      outputs: '{ [step]: "outputs/t.txt" }',
      body: `writeFileSync(c.output('t'), ''); ${body}`,
    }),
  });

describe('the child of a TypeScript step', () => {
  it('tells of its work while it does it', async () => {
    const { events, exit } = await study(
      `c.log('begun'); c.progress(1, 3, 'rows'); c.count({ read: 3 }); console.log('printed');`,
    ).run();
    expect(exit).toBe(0);
    const said = events.filter(({ event }) => ['log', 'progress'].includes(event));
    expect(said).toEqual(
      expect.arrayContaining([
        { event: 'log', step: 't', message: 'begun' },
        { event: 'log', step: 't', message: 'printed' },
        { event: 'progress', step: 't', done: 1, total: 3, unit: 'rows' },
      ]),
    );
    expect(events.find(({ event }) => event === 'step')).toMatchObject({ counts: { read: 3 } });
  });

  it('that ends without a word is a bug, shown with the end of what it printed', async () => {
    const { error } = await study(`console.error('the last words'); process.exit(7);`).run();
    expect(error).toMatchObject({
      code: 'E_BUG',
      message: expect.stringContaining('ended with 7'),
    });
    expect(error?.message).toContain('the last words');
  });

  it('passes a mistake on with its place and what to try', async () => {
    const { error } = await study(
      `throw new UserError('E_X', 'no year', { where: 'data/a.csv, row 3', hint: 'try' });`,
    ).run();
    expect(error).toEqual({
      code: 'E_X',
      where: 'data/a.csv, row 3',
      message: 'no year',
      hint: 'try',
    });
  });
});

describe('an error that crossed over to the parent', () => {
  const text = { code: 'E_X', where: 'a:1', message: 'm', hint: 'h' };

  it('is a mistake of the user, or a bug with the stack that it had', () => {
    expect(rebuild(text)).toBeInstanceOf(UserError);
    expect(rebuild(text)).toMatchObject(text);
    const bug = rebuild({ ...text, stack: 'at steps/t.ts' });
    expect(bug).not.toBeInstanceOf(UserError);
    expect(bug.stack).toBe('at steps/t.ts');
  });
});
