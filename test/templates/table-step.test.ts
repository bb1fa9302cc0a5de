import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { StepDefinition } from '../../src/step.ts';
import { factRow, gridTable, nameOf, sourced } from '../../src/tables/grid.ts';
import type { TableSettings } from '../../src/tables/settings.ts';
import type { Table } from '../../src/tables/table.ts';
import { table } from '../../src/templates/table.ts';
import { tableStep } from '../../src/templates/table-step.ts';
import { stepContext } from '../support/step-context.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'table-step-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

/** A table of one row with a column for each number. */
function oneRow({ x }: { readonly x: readonly number[] }, settings: TableSettings): Table {
  return gridTable(settings, {
    corner: '',
    columns: x.map((_, i) => ({ id: `c${i}`, heading: `c${i}` })),
    rows: [
      factRow('x', [
        { text: nameOf(settings, 'x') },
        ...x.map((value, i) => sourced({ step: settings.id, path: `$.x[${i}]` }, value)),
      ]),
    ],
    notes: [],
  });
}

describe('tableStep', () => {
  const printed = tableStep({
    params: z.strictObject({ ...table, many: z.int() }),
    computed: true,
    record: ({ params: { many } }) =>
      Promise.resolve({ x: Array.from({ length: many }, (_, i) => i / 2) }),
    table: oneRow,
    count: ({ body }) => ({ rows: body.length }),
  });
  const given = { title: { en: 'Title', zh: '标题' }, many: 4 };

  test('writes what it computes, and prints it in every format with the name it was given', async () => {
    const files = await run('t', printed, { ...given, labels: { x: 'Size' } });
    expect(JSON.parse(files.read('t'))).toEqual({ x: [0, 0.5, 1, 1.5] });
    const english = JSON.parse(files.read('t_en_json')) as Table;
    expect(english.title).toBe('Title');
    expect(english.body[0]?.cells[2]).toMatchObject({
      text: '0.500',
      source: { step: 't', path: '$.x[1]' },
    });
    expect(english.body[0]?.cells[0]?.text).toBe('Size');
    expect(english.notes.at(-1)).toMatch(/synthetic/u);
    expect(JSON.parse(files.read('t_zh_json'))).toMatchObject({ title: '标题', language: 'zh' });
    expect(files.counts).toEqual({ rows: 1 });
  });

  test('says nothing of synthetic data where there are none', async () => {
    const files = await run('t', printed, given, false);
    expect(files.read('t_md')).not.toMatch(/synthetic/u);
  });

  test('splits a table in pages, and leaves it whole for programs', async () => {
    const files = await run('t', printed, { ...given, split: 2 });
    expect(files.read('t_html')).toContain('Panel B: columns 3–4');
    expect(files.read('t_tex')).toContain('Panel B: columns 3--4');
    expect(files.read('t_csv').split('\r\n')[0]).toBe('\uFEFF,c0,c1,c2,c3');
  });

  test('has no model file where it only reads', () => {
    const reading = tableStep({
      params: z.strictObject(table),
      record: () => Promise.resolve({ x: [1] }),
      table: oneRow,
    });
    const names = Object.keys(reading.outputs('t', reading.params.parse({ title: '' })));
    expect(names).not.toContain('t');
    expect(names).toContain('t_docx');
  });
});

async function run<P>(
  step: string,
  definition: StepDefinition<P>,
  given: unknown,
  synthetic = true,
) {
  const params = definition.params.parse(given);
  const outputs = definition.outputs(step, params);
  const path = (name: string) => join(ROOT, outputs[name] ?? 'undeclared');
  for (const name of Object.keys(outputs)) mkdirSync(dirname(path(name)), { recursive: true });
  let counts: Readonly<Record<string, number>> = {};
  await definition.run(
    stepContext({
      step,
      params,
      root: ROOT,
      synthetic,
      output: path,
      count: (all) => {
        counts = all;
      },
    }),
  );
  return { counts, read: (name: string) => readFileSync(path(name), 'utf8') };
}
