import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, stepFile } from '../../support/rig.ts';

/** A study of one TypeScript step with some parameters. */
const study = (step: string, parameters = '{}') =>
  project({
    'pipeline.yaml': `study: { title: T }
steps:
  t: { kind: ts, run: steps/t.ts, with: ${parameters} }
`,
    'steps/t.ts': step,
  });

const WRITES = `writeFileSync(c.output('t'), '');`;

describe('a TypeScript step that is asked what it writes', () => {
  it('is told its parameters', async () => {
    const step = stepFile({ params: '{ name: z.string() }', body: WRITES });
    const named = "outputs: (step, { name }) => ({ [step]: 'outputs/' + name + '.txt' }),\n";
    const p = study(step.replace(/outputs: .*\n/u, named), '{ name: asked }');
    const { exit, out } = await p.call(['graph', '--json']);
    expect([exit, JSON.parse(out)]).toMatchObject([0, { outputs: { t: 'outputs/asked.txt' } }]);
  });

  it.each([
    ['{ [step]: "data/t.txt" }', 'data/t.txt'],
    ['{ [step]: "outputs/../t.txt" }', 'outputs/../t.txt'],
    ['{ other: "outputs/t.txt" }', '"other"'],
  ])('may not write %s', async (outputs, shown) => {
    const { exit, error } = await study(stepFile({ outputs, body: WRITES })).run();
    expect([exit, error?.code]).toEqual([2, 'E_PATH_OUTSIDE']);
    expect(error?.message).toContain(shown);
  });

  it.each([
    ['{ n: 1.5 }', 'pipeline.yaml:3:43', /n: Invalid input/u],
    ['{ n: 1, list: [{ id: a }, { id: 2 }] }', 'pipeline.yaml:3:69', /list\.1\.id/u],
    ['{ n: 1, m: 2 }', 'pipeline.yaml:3:49', /"m" is no parameter/u],
  ])('shows where a wrong parameter stands: %s', async (parameters, where, says) => {
    const params = '{ n: z.int(), list: z.array(z.strictObject({ id: z.string() })).optional() }';
    const { exit, error } = await study(stepFile({ params, body: WRITES }), parameters).run();
    expect([exit, error]).toMatchObject([2, { code: 'E_STEP_PARAMETER', where }]);
    expect(error?.message).toMatch(says);
  });

  it('is not asked again while its code and parameters are the same', async () => {
    const p = study(stepFile({ outputs: '{ [step]: "outputs/t.txt" }', body: WRITES }));
    expect((await p.run()).exit).toBe(0);
    // The memory of the answer is found by code and parameters.
    const remembered = () => p.read('.didactic/cache/memo.json').match(/described t /gu)?.length;
    expect(remembered()).toBe(1);
    await p.run();
    expect(remembered()).toBe(1);
  });

  it('without a default export made by defineStep is a mistake of its file', async () => {
    const { exit, error } = await study('export const x = 1;\n').run();
    expect([exit, error?.code]).toEqual([2, 'E_STEP_CODE']);
    expect(error?.hint).toContain('export default defineStep');
  });

  it('that fails while it is loaded is a mistake at its line', async () => {
    const { exit, error } = await study("\nthrow new Error('no such world');\n").run();
    expect([exit, error?.code, error?.message]).toEqual([2, 'E_STEP_CODE', 'no such world']);
    expect(error?.where).toMatch(/steps\/t\.ts:2:7$/u);
  });

  it('has the packages of the tool in a folder that brings none', async () => {
    const p = study(stepFile({ outputs: '{ [step]: "outputs/t.txt" }', body: WRITES }));
    rmSync(join(p.root, 'node_modules'));
    expect((await p.run()).states).toEqual({ t: 'built' });
  });

  it.each([
    ['data', 'data/raw', 'synthetic'],
    ['study', '{}', 'settings'],
    ['definitions', '{}', 'data/reference/definitions.csv'],
  ])('of the tool says what became of %s', async (name, value, hint) => {
    const step = `{ use: table, title: T, columns: [t.1], ${name}: ${value} }`;
    const p = project({ 'pipeline.yaml': `study: {}\nsteps:\n  t: ${step}\n` });
    const { error } = await p.call(['status', '--json']);
    expect(error).toMatchObject({ code: 'E_STEP_PARAMETER', where: 'pipeline.yaml:3:46' });
    expect(error?.hint).toContain('leave it out');
    expect(error?.hint).toContain(hint);
  });

  it('that the tool has is offered where a study runs a file that it has not', async () => {
    const p = project({
      'pipeline.yaml': 'study: {}\nsteps:\n  t: { kind: ts, run: steps/table.ts }\n',
    });
    const { error } = await p.call(['status', '--json']);
    expect(error).toMatchObject({ code: 'E_MISSING_FILE' });
    expect(error?.hint).toContain('use: table');
  });
});
