import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sharedParts, type Figure, type FigureSettings } from '../../src/figures/figure.ts';
import { heading } from '../../src/figures/heading.ts';
import { writeParquet } from '../../src/io/tables/parquet.ts';
import type { StepDefinition } from '../../src/step.ts';
import { stepContext } from '../support/step-context.ts';
import { figure } from '../../src/templates/figure.ts';
import { figureStep, ofModel, ofTable } from '../../src/templates/figure-step.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'figure-step-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

/** A figure of one point. */
function onePoint({ x }: { readonly x: number }, settings: FigureSettings): Figure {
  return {
    ...sharedParts(settings),
    description: `x is ${x}`,
    data: { columns: [{ name: 'x', label: 'X' }], rows: [[x]] },
    spec: {
      ...heading(settings, 200, []),
      data: { values: [{ x }] },
      mark: 'point',
      encoding: { x: { field: 'x', type: 'quantitative' } },
    },
  };
}

describe('figureStep', () => {
  const drawn = figureStep({
    params: z.strictObject({ ...figure, model: z.string() }),
    ...ofModel(
      (file, text) => ({ ...(JSON.parse(text) as { x: number }), file }),
      () => ['$.x'],
    ),
    draw: onePoint,
    count: ({ x }) => ({ x }),
  });

  test('draws what stands in a model file, and says where', async () => {
    writeFileSync(join(ROOT, 'm_model'), '{"x": 3}');
    const { report, counts } = await run('f', drawn, { title: 'Title', model: 'm' });
    expect(report).toMatchObject({
      title: 'Title',
      description: 'x is 3',
      // What it reads was made from facts.
      synthetic: false,
      sources: [{ step: 'm', path: '$.x' }],
    });
    expect(counts).toEqual({ x: 3 });
    expect(Object.keys(drawn.outputs('f', drawn.params.parse({ title: '', model: 'm' })))).toEqual(
      ['vl_json', 'svg', 'png', 'pdf', 'en_json', 'zh_json'].map((format) => `f_${format}`),
    );
  });

  test('leaves out the title and keeps text as text where asked to', async () => {
    writeFileSync(join(ROOT, 'm_model'), '{"x": 3}');
    const params = { title: 'Title', model: 'm', titles: false, live_text: true };
    const { report, svg } = await run('f', drawn, params);
    expect(report.title).toBe('Title');
    expect(svg).toContain('<title id="f-title">Title</title>');
    expect(svg).toContain('<text ');
    expect(svg).not.toMatch(/<text [^>]*>Title/u);
    expect(report.svg).not.toContain('<text ');
  });

  test('writes what it computes of a table before it draws it', async () => {
    const computed = figureStep({
      params: z.strictObject({ ...figure, table: z.string(), column: z.string() }),
      ...ofTable(
        ({ column }: { readonly table: string; readonly column: string }) => ({ values: column }),
        ({ values }) => ({ x: Math.max(...values) }),
      ),
      draw: onePoint,
      count: ({ x }) => ({ x }),
    });
    await writeParquet(join(ROOT, 'panel'), { y: 'DOUBLE', name: 'VARCHAR' }, [
      [2, 'a'],
      [5, 'b'],
    ]);
    const params = { title: '', table: 'panel', column: 'y' };
    const { report } = await run('f', computed, params, true);
    expect(computed.reads?.(computed.params.parse(params))).toEqual({ panel: ['y'] });
    expect(JSON.parse(readFileSync(join(ROOT, 'outputs/models/f.json'), 'utf8'))).toEqual({ x: 5 });
    expect(report).toMatchObject({ synthetic: true, sources: [{ step: 'f', path: '$.x' }] });
    await expect(run('f', computed, { ...params, column: 'name' })).rejects.toMatchObject({
      code: 'E_NOT_NUMERIC',
    });
  });
});

interface Report {
  readonly title: string;
  readonly svg: string;
}

async function run<P>(
  step: string,
  definition: StepDefinition<P>,
  given: unknown,
  synthetic = false,
) {
  const params = definition.params.parse(given);
  const outputs = definition.outputs(step, params);
  const reads = definition.reads?.(params) ?? {};
  const path = (name: string) => join(ROOT, outputs[name] ?? 'undeclared');
  let counts: Readonly<Record<string, number>> = {};
  await definition.run(
    stepContext({
      step,
      params,
      root: ROOT,
      synthetic,
      model: (name) => ({ step: name, path: join(ROOT, `${name}_model`) }),
      input: (name) => ({
        name,
        step: 'm',
        path: join(ROOT, name),
        columns: reads[name] ?? '*',
      }),
      output: path,
      count: (all) => {
        counts = all;
      },
    }),
  );
  const report = JSON.parse(readFileSync(path(`${step}_en_json`), 'utf8')) as Report;
  return { counts, report, svg: readFileSync(path(`${step}_svg`), 'utf8') };
}
