import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/text/user-error.ts';
import { feols } from '../../src/econometrics/feols.ts';
import type { Frame } from '../../src/econometrics/frame/frame.ts';
import { matchedDid, type MatchedDidOptions } from '../../src/econometrics/matched-did.ts';
import {
  filterRows,
  frameOf,
  readFrameCsv,
  takeRows,
  valuesOf,
  withColumns,
} from './frame/read-frame.ts';
import { relative, SAME, VS_REFERENCE } from './tolerance.ts';

const OWN = join(import.meta.dirname, '../reference');
const FOLDER = process.env['DIDACTIC_REFERENCE'] ?? '';
const HAS_FOLDER = existsSync(join(FOLDER, 'reference-values.json'));
const panel = readFrameCsv(join(OWN, 'sim_eurt.csv'));
const FORMULA = 'y ~ did + lngdp + indshare + fin + gov + fdi | city + year';
const OPTIONS: MatchedDidOptions = {
  link: 'logit',
  treated: 'pilot',
  unit: 'city',
  time: 'year',
  covariates: ['lngdp', 'indshare', 'fin', 'gov', 'fdi'],
  method: { kind: 'kernel', kernel: 'epanechnikov', bandwidth: 0.06 },
  common: true,
  baseline: 2016,
  vcov: { cluster: 'city' },
};
const found = matchedDid(panel, FORMULA, { ...OPTIONS, id: 'psm' });
const fitOf = (design: string, rows: string) =>
  found.variants.find((variant) => variant.design === design && variant.rows === rows)!.fit;

describe('matchedDid', () => {
  it('labels nine variants, and the model on all rows', () => {
    expect(found.variants.map(({ fit }) => fit.id)).toEqual([
      'psm.baseline.support',
      'psm.baseline.matched',
      'psm.baseline.weighted',
      'psm.pooled.support',
      'psm.pooled.matched',
      'psm.pooled.weighted',
      'psm.yearly.support',
      'psm.yearly.matched',
      'psm.yearly.weighted',
    ]);
    expect(found.unmatched).toEqual(
      feols(panel, FORMULA, { vcov: OPTIONS.vcov!, id: 'psm.unmatched' }),
    );
    expect(found.variants[0]!.note).toMatch(/matched once.*controls that match nobody/u);
    expect(fitOf('pooled', 'support').sample).toBe('support, pooled matching: 3579 of 3584 rows');
  });

  it('by hand: four units, one control too far away', () => {
    // Scores of 2016 rise with x, so a nearest neighbour is that of x: b of a treated pair with c.
    const frame = frameOf({
      unit: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6],
      t: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
      treat: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
      x: [1, 9, 5, 9, 1.5, 0, 4.5, 0, 9, 0, 0, 0],
      y: [1, 5, 2, 7, 1, 2, 2, 5, 0, 9, 1, 1.5],
    });
    const did = withColumns(frame, { d: (value) => value('treat') * value('t') });
    const { variants } = matchedDid(did, 'y ~ d | unit + t', {
      link: 'logit',
      treated: 'treat',
      unit: 'unit',
      time: 't',
      covariates: ['x'],
      method: { kind: 'nearest', neighbours: 1 },
      common: false,
      baseline: 0,
      designs: ['baseline'],
    });
    // Changes: treated 4 and 5; matched controls 1 and 3; unmatched ones 9 and 0.5.
    expect(variants.map(({ rows }) => rows)).toEqual(['support', 'matched', 'weighted']);
    expect(variants[0]!.fit.terms[0]!.estimate).toBeCloseTo(4.5 - 13.5 / 4, 12);
    expect(variants[1]!.fit.terms[0]!.estimate).toBeCloseTo(4.5 - 2, 12);
    expect(variants[2]!.fit.terms[0]!.estimate).toBeCloseTo(4.5 - 2, 12);
  });

  it('year by year: the numbers that were made elsewhere, to four decimals', () => {
    expect(fitOf('yearly', 'support').terms[0]!.estimate).toBeCloseTo(0.3096, 4);
    expect(fitOf('yearly', 'weighted').terms[0]!.estimate).toBeCloseTo(0.2464, 4);
  });

  it.skipIf(!HAS_FOLDER).each([
    ['psmdid.sim.pooled', 'pooled'],
    ['psmdid.sim.baseline2016', 'baseline'],
  ])('%s', (id, design) => {
    const entries = JSON.parse(readFileSync(join(FOLDER, 'reference-values.json'), 'utf8')) as {
      id: string;
      values: Record<string, number>;
    }[];
    const wanted = entries.find((entry) => entry.id === id)!.values;
    const provinces = matchedDid(panel, FORMULA, { ...OPTIONS, vcov: { cluster: 'prov' } });
    const letters = { support: 'a', matched: 'b', weighted: 'c' };
    const far = found.variants.flatMap(({ design: own, rows, fit }, at) => {
      const letter = letters[rows];
      if (own !== design || wanted[`${letter}.nobs`] === undefined) return [];
      expect(fit.nobs).toBe(wanted[`${letter}.nobs`]);
      return [
        relative(fit.terms[0]!.estimate, wanted[`${letter}.coef.did`]!),
        relative(fit.terms[0]!.std_error, wanted[`${letter}.se_city.did`]!),
        relative(provinces.variants[at]!.fit.terms[0]!.std_error, wanted[`${letter}.se_prov.did`]!),
      ];
    });
    process.stdout.write(
      `matched did, ${id}: largest deviation ${Math.max(...far).toExponential(1)}\n`,
    );
    expect(far.length).toBeGreaterThan(5);
    expect(Math.max(...far)).toBeLessThan(VS_REFERENCE);
  });

  it('on support is feols on those rows', () => {
    const { support } = found.matches.pooled!;
    const rows = takeRows(
      panel,
      [...support.keys()].filter((row) => support[row] === 1),
    );
    const alone = feols(rows, FORMULA, { vcov: { cluster: 'city' } });
    expect(
      relative(fitOf('pooled', 'support').terms[0]!.estimate, alone.terms[0]!.estimate),
    ).toBeLessThan(SAME);
  });

  it('where every control matches every treated city, weights change nothing', () => {
    const all = matchedDid(panel, 'y ~ did | city + year', {
      ...OPTIONS,
      method: { kind: 'radius', caliper: 1 },
      common: false,
      designs: ['baseline'],
    });
    const wanted = all.unmatched.terms[0]!.estimate;
    for (const { fit } of all.variants) {
      expect(relative(fit.terms[0]!.estimate, wanted)).toBeLessThan(SAME);
    }
    const carried = [...all.matches.baseline!.weight].filter(
      (_, row) => valuesOf(panel, 'pilot')[row] === 0,
    );
    expect(Math.max(...carried.map((value) => relative(value, 55 / 201)))).toBeLessThan(SAME);
  });

  it('does not depend on the order of rows or the units of a covariate', () => {
    const order = [...valuesOf(panel, 'y').keys()].toReversed();
    const scaled = withColumns(panel, { fdi: (value) => 1000 * value('fdi') });
    const other = matchedDid(takeRows(scaled, order), FORMULA, OPTIONS);
    other.variants.forEach(({ fit }, at) => {
      const wanted = found.variants[at]!.fit.terms[0]!;
      expect(relative(fit.terms[0]!.estimate, wanted.estimate)).toBeLessThan(1e-9);
      expect(relative(fit.terms[0]!.std_error, wanted.std_error)).toBeLessThan(1e-9);
    });
  });

  it.each<[RegExp, Frame, Partial<MatchedDidOptions>]>([
    [/^baseline: .*no row has the period 1999/u, panel, { baseline: 1999 }],
    [/^baseline: .*no column/u, panel, { covariates: ['gdp'] }],
    [
      /caliper|no standard error|fewer than two/u,
      panel,
      { method: { kind: 'radius', caliper: -1 } },
    ],
    [
      /^baseline: no row is left/u,
      panel,
      { method: { kind: 'nearest', neighbours: 1, caliper: 0 } },
    ],
    [
      /only|must be 0 or 1|one value|is 1 in every/u,
      filterRows(panel, 'pilot', (v) => v === 1),
      {},
    ],
    [/matching_weight|predict|separat/u, withColumns(panel, { fdi: (v) => v('pilot') }), {}],
  ])('%s', (text, frame, options) => {
    const run = () => matchedDid(frame, FORMULA, { ...OPTIONS, ...options });
    expect(run).toThrow(UserError);
    expect(run).toThrow(text);
  });

  it('leaves a column of the weights own name alone', () => {
    const taken = withColumns(panel, { matching_weight: () => 7 });
    const { variants } = matchedDid(taken, FORMULA, { ...OPTIONS, designs: ['pooled'] });
    expect(variants[2]!.fit.terms[0]!.estimate).toBe(
      fitOf('pooled', 'weighted').terms[0]!.estimate,
    );
  });
});
if (!HAS_FOLDER) process.stdout.write('SKIPPED 2 matched references: set DIDACTIC_REFERENCE.\n');
