import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/text/user-error.ts';
import { feols } from '../../src/econometrics/feols.ts';
import { placeboTest } from '../../src/econometrics/placebo.ts';
import { powerAnalysis, type PowerOptions } from '../../src/econometrics/power.ts';
import { readFrameCsv, takeRows, valuesOf, withColumns } from './frame/read-frame.ts';
import { relative, SAME, VS_REFERENCE } from './tolerance.ts';

const OWN = join(import.meta.dirname, '../reference');

interface Rule {
  readonly critical: number;
  readonly positive: number;
  readonly negative: number;
  readonly size: number;
  readonly at: number;
  readonly wrong: number;
}
type Design = Readonly<Record<'cluster_t' | 'randomisation_estimate' | 'randomisation_t', Rule>> & {
  readonly analytic: number;
};
const { power: reference } = JSON.parse(readFileSync(join(OWN, 'methods.json'), 'utf8')) as {
  readonly power: Readonly<Record<'city' | 'province', Design>>;
};
const panel = readFrameCsv(join(OWN, 'sim_eurt.csv'));
const unbalanced = readFrameCsv(join(OWN, 'sim_eurt_unbalanced.csv'));
const FORMULA = 'y ~ did + lngdp + fin | city + year';
const PROVINCES: PowerOptions = {
  treatment: 'did',
  post: 'post',
  unit: 'city',
  group: 'prov',
  seed: 1,
};
const CITIES: PowerOptions = { treatment: 'did', post: 'post', unit: 'city', seed: 1, draws: 400 };

describe('equals matrices in R over all sets of four provinces', () => {
  it.each([
    ['city', { ...PROVINCES, effects: [0, 0.2] }],
    ['province', { ...PROVINCES, cluster: 'prov', effects: [0, 0.2] }],
  ] as const)('%s', (id, options) => {
    const wanted = reference[id];
    const found = powerAnalysis(panel, FORMULA, options);
    expect([found.mode, found.draws, found.excluded]).toEqual(['exact', 27_405, 0]);
    const far = [relative(found.analytic.mde, wanted.analytic)];
    for (const { rule, critical, mde, size, curve } of found.rules) {
      const own = wanted[rule];
      far.push(
        relative(critical!, own.critical),
        relative(mde!.positive, own.positive),
        relative(mde!.negative, own.negative),
      );
      // Shares are counts of 27,405.
      expect(size).toBeCloseTo(own.size, 13);
      expect(curve[1]!.share).toBeCloseTo(own.at, 13);
      expect(curve[1]!.wrong_sign).toBeCloseTo(own.wrong, 13);
    }
    process.stdout.write(`power, ${id}: largest deviation ${Math.max(...far).toExponential(1)}\n`);
    expect(Math.max(...far)).toBeLessThan(VS_REFERENCE);
  });
});

describe('one number is another', () => {
  it.each([
    ['cities', panel, {}],
    ['cities, unbalanced and weighted', unbalanced, { weights: 'w' }],
    ['provinces', panel, { group: 'prov', exactLimit: 10 }],
  ])('an effect that is really added is found as often as the curve says: %s', (_, frame, more) => {
    const [effect, draws] = [0.12, 12];
    const options = { ...CITIES, ...more, draws, effects: [effect] };
    const weights = 'weights' in more ? { weights: more.weights } : {};
    const found = powerAnalysis(frame, FORMULA, { ...options, stream: 'placebo' });
    const tau = found.observed.estimate;
    const without = withColumns(frame, { y: (value) => value('y') - tau * value('did') });
    const placebo = placeboTest(without, FORMULA, { ...options, keepAssignments: true });
    const by = found.assigned.by;
    const alone = (block: number): boolean =>
      valuesOf(frame, by).filter((other) => other === block).length === 1;
    const blocks = [...new Set(valuesOf(frame, by))].filter((block) => !alone(block));
    const levels = blocks.toSorted((a, b) => a - b);
    const rejected = placebo.assignments!.filter((treated) => {
      const set = new Set([...treated].map((place) => levels[place]));
      const own = (block: number, post: number): number => (set.has(block) ? post : 0);
      const world = withColumns(without, {
        d: (value) => own(value(by), value('post')),
        y: (value) => value('y') + effect * own(value(by), value('post')),
      });
      const fit = feols(world, 'y ~ d + lngdp + fin | city + year', {
        vcov: { cluster: 'city' },
        ...weights,
      });
      return fit.terms[0]!.p_value < 0.05 && fit.terms[0]!.estimate > 0;
    });
    expect(found.rules[0]!.curve[0]!.share).toBe(rejected.length / draws);
    expect(rejected.length).toBeGreaterThan(0);
    expect(rejected.length).toBeLessThan(draws);
  });

  it('the curve crosses the wanted power at the minimum, and rises', () => {
    for (const { mde, curve } of powerAnalysis(panel, FORMULA, CITIES).rules) {
      const shares = curve.slice(1).map(({ share }) => share);
      expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
      expect(mde!.positive).toBeGreaterThan(0);
    }
    const { mde } = powerAnalysis(panel, FORMULA, CITIES).rules[0]!;
    const at = [mde!.positive, mde!.positive * (1 - 1e-9)];
    const [from, below] = powerAnalysis(panel, FORMULA, { ...CITIES, effects: at }).rules[0]!.curve;
    expect(from!.share).toBeGreaterThanOrEqual(0.8);
    expect(below!.share).toBeLessThan(0.8);
  });

  it('an effect in the outcome changes nothing: it is taken out first', () => {
    const moved = withColumns(panel, { y: (value) => value('y') + 0.5 * value('did') });
    const [first, second] = [panel, moved].map((frame) => powerAnalysis(frame, FORMULA, CITIES));
    first!.rules.forEach(({ mde }, i) => {
      expect(relative(second!.rules[i]!.mde!.positive, mde!.positive)).toBeLessThan(1e-9);
    });
  });

  it('scales with the outcome, not with the order of rows; the same seed, the same bytes', () => {
    const order = [...valuesOf(panel, 'y').keys()].toReversed();
    const scaled = takeRows(withColumns(panel, { y: (value) => 10 * value('y') }), order);
    const [first, second] = [panel, scaled].map((frame) => powerAnalysis(frame, FORMULA, CITIES));
    expect(relative(second!.analytic.mde, 10 * first!.analytic.mde)).toBeLessThan(SAME);
    first!.rules.forEach(({ mde }, i) => {
      expect(relative(second!.rules[i]!.mde!.positive, 10 * mde!.positive)).toBeLessThan(1e-9);
    });
    expect(powerAnalysis(panel, FORMULA, CITIES)).toEqual(first);
    const other = powerAnalysis(panel, FORMULA, { ...CITIES, seed: 2 });
    expect(other.rules[0]!.mde).not.toEqual(first!.rules[0]!.mde);
  });
});

describe('other assignments', () => {
  it('may keep the number of treated cities instead of that of provinces', () => {
    const found = powerAnalysis(panel, FORMULA, { ...PROVINCES, keep: 'units', draws: 50 });
    expect(found.assigned).toMatchObject({ by: 'prov', keep: 'units', treated_units: 55 });
    expect(found.rules[0]!.mde!.positive).toBeGreaterThan(0);
  });

  it('draws at random above the limit, and is plain JSON', () => {
    const found = powerAnalysis(panel, FORMULA, { ...PROVINCES, exactLimit: 10, draws: 30 });
    expect([found.mode, found.possible, found.draws]).toEqual(['random', 27_405, 30]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});

describe('what has no power', () => {
  const odd = withColumns(panel, {
    twice: (value) => 2 * value('post'),
    late: () => 1,
    twin: (value) => 2 * value('did'),
    gap: (value) => (value('city') === 9 ? Number.NaN : value('prov')),
  });
  const run = (options: Partial<PowerOptions>, formula = FORMULA) => {
    return () => powerAnalysis(odd, formula, { ...CITIES, ...options });
  };
  it.each<[RegExp, () => unknown]>([
    [/0 is no level or power/u, run({ level: 0 })],
    [/1 is no level or power/u, run({ power: 1 })],
    [/NaN is no level or power/u, run({ power: Number.NaN })],
    [/no number of draws/u, run({ draws: 0 })],
    [/treatment "dud" is no regressor/u, run({ treatment: 'dud' })],
    [
      /it is 1 in a row before the policy/u,
      run({ treatment: 'pilot' }, 'y ~ pilot + fin | city + year'),
    ],
    [/effects and controls explain "did"/u, run({}, 'y ~ did + twin | city + year')],
    [/post column "twice" is 2 in row/u, run({ post: 'twice' })],
    [/one value in this sample/u, run({ post: 'late' })],
    [/14 rows of the model have no unit/u, run({ group: 'gap' })],
    [/"nowhere" is no column/u, run({ group: 'nowhere' })],
  ])('%s', (text, attempt) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(text);
  });
});
