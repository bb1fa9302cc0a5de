import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import matching from '../../steps/matching.ts';
import type { Fit } from '../../src/econometrics/fit.ts';
import { readRows } from '../../src/io/tables/frame.ts';
import { writeParquet } from '../../src/io/tables/parquet.ts';
import { stepContext } from '../support/step-context.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'matching-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const PARAMS = {
  unit: 'city',
  time: 'year',
  treated: 'treat',
  covariates: ['x'],
  link: 'logit',
  design: 'baseline',
  method: { kind: 'nearest', neighbours: 1 },
};
const CITIES = 20;
const YEARS = [2015, 2016, 2017];

test('the baseline follows the policy year', async () => {
  const panel = join(ROOT, 'panel.parquet');
  const schema = { city: 'INTEGER', year: 'INTEGER', treat: 'INTEGER', x: 'DOUBLE' } as const;
  // In 2015 every tenth value is another than in the later years, so that the scores differ.
  const rows = Array.from({ length: CITIES }, (_, city) =>
    YEARS.map((year) => [city, year, city % 3 === 0 ? 1 : 0, x(city, year)]),
  );
  await writeParquet(panel, schema, rows.flat());

  const scores2016 = await scores(panel, 2017);
  const scores2015 = await scores(panel, 2016);
  expect(scores2016.size).toBe(CITIES);
  expect([...scores2015.values()]).not.toEqual([...scores2016.values()]);
  await expect(scores(panel, 2014)).rejects.toMatchObject({ code: 'E_MATCH' });
});

test('the design "baseline" without a start is refused before anything runs', () => {
  const issue = matching.params.safeParse(PARAMS).error?.issues[0];
  expect(issue?.message).toMatch(/needs start/u);
  expect(matching.params.safeParse({ ...PARAMS, start: 2017, baseline: 0 }).success).toBe(false);
  expect(matching.params.safeParse({ ...PARAMS, design: 'pooled' }).success).toBe(true);
});

function x(city: number, year: number): number {
  return ((city * 7) % 11) + (year === 2015 ? (city % 10 === 0 ? 5 : 0) : 0);
}

/** City -> its score; the same in all years, since it is that of the baseline. */
async function scores(panel: string, start: number): Promise<Map<number, number>> {
  const output = (name: string) => join(ROOT, name);
  await matching.run(
    stepContext({
      step: 'm',
      params: matching.params.parse({ ...PARAMS, start }),
      root: ROOT,
      input: (name) => ({ name, step: name, path: panel, columns: ['city', 'year', 'treat', 'x'] }),
      output,
    }),
  );
  const { fits } = JSON.parse(readFileSync(output('m_model'), 'utf8')) as { fits: readonly Fit[] };
  expect(fits.map(({ nobs }) => nobs)).toEqual([CITIES]);
  const rows = await readRows({ name: 'm', path: output('m'), columns: '*' });
  return new Map(rows.map(({ city, score }) => [Number(city), Number(score)]));
}
