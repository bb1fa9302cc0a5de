import { describe, expect, it } from 'vitest';
import { eventStudy } from '../../src/econometrics/event-study.ts';
import { feols } from '../../src/econometrics/feols.ts';
import { wald } from '../../src/econometrics/wald.ts';
import { frameOf, readFrameCsv, valuesOf, withColumns } from './frame/read-frame.ts';
import { relative, SAME } from './tolerance.ts';

const panel = readFrameCsv(new URL('../reference/sim_eurt.csv', import.meta.url).pathname);
const BASE = {
  outcome: 'y',
  unit: 'city',
  time: 'year',
  start: 2017,
  treated: 'pilot',
  vcov: { cluster: 'city' },
} as const;

describe('eventStudy', () => {
  it('two units and three periods, by hand', () => {
    const frame = frameOf({
      unit: ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'],
      t: [1, 2, 3, 1, 2, 3, 1, 2, 3],
      pilot: [1, 1, 1, 0, 0, 0, 0, 0, 0],
      y: [5, 6, 10, 1, 2, 4, 2, 5, 3],
    });
    const { points } = eventStudy(frame, {
      outcome: 'y',
      unit: 'unit',
      time: 't',
      start: 3,
      treated: 'pilot',
    });
    // Controls change by −2 (from period 2 back to 1) and 0 on average; the treated by −1 and 4.
    expect(points.map(({ period }) => period)).toEqual([-2, -1, 0]);
    expect(points[0]?.estimate).toBeCloseTo(1, 12);
    expect(points[1]).toMatchObject({ term: '', estimate: 0, std_error: 0 });
    expect(points[2]?.estimate).toBeCloseTo(4, 12);
  });

  it('without controls each point is a difference of mean changes', () => {
    const { points } = eventStudy(panel, BASE);
    const [y, year, pilot] = ['y', 'year', 'pilot'].map((name) => valuesOf(panel, name));
    const mean = (group: number, period: number): number => {
      const chosen = [...y!].filter((_, i) => pilot![i] === group && year![i] === period);
      return chosen.reduce((total, value) => total + value, 0) / chosen.length;
    };
    const change = (group: number, period: number): number =>
      mean(group, period) - mean(group, 2016);
    expect(points.length).toBe(14);
    for (const { period, estimate } of points) {
      const wanted = change(1, 2017 + period) - change(0, 2017 + period);
      expect(Math.abs(estimate - wanted)).toBeLessThan(SAME);
    }
  });

  it('equals the formula with i(), and tests the periods before', () => {
    const controls = 'lngdp + fin';
    const { fit, pretrend } = eventStudy(panel, { ...BASE, controls, absorb: 'prov^carbon' });
    const formula = `y ~ i(rel, pilot, ref = c(-1, -1000)) + ${controls} | city + year + prov^carbon`;
    const written = feols(panel, formula, { vcov: BASE.vcov });
    fit.terms.forEach((term, j) => {
      expect(relative(term.estimate, written.terms[j]!.estimate)).toBeLessThan(SAME);
      expect(relative(term.std_error, written.terms[j]!.std_error)).toBeLessThan(SAME);
    });
    const leads = wald(written, /^rel::-/u);
    expect(relative(pretrend!.statistic, leads.statistic)).toBeLessThan(SAME);
    expect([pretrend!.df1, pretrend!.df2]).toEqual([leads.df1, leads.df2]);
  });

  it('bins the ends, and takes the start from a column', () => {
    const binned = withColumns(panel, {
      rel_bin: (value) => Math.max(Math.min(value('rel'), 1), -4),
    });
    const study = eventStudy(panel, {
      outcome: 'y',
      unit: 'city',
      time: 'year',
      start: 'first_treat',
      vcov: BASE.vcov,
      bins: { first: -4, last: 1 },
      reference: -2,
    });
    const written = feols(binned, 'y ~ i(rel_bin, pilot, ref = -2) | city + year', {
      vcov: BASE.vcov,
    });
    expect(study.points.map(({ period }) => period)).toEqual([-4, -3, -2, -1, 0, 1]);
    const ends = study.points.filter(({ binned: isEnd }) => isEnd).map(({ period }) => period);
    expect(ends).toEqual([-4, 1]);
    study.fit.terms.forEach((term, j) => {
      expect(relative(term.std_error, written.terms[j]!.std_error)).toBeLessThan(SAME);
    });
    expect(study.pretrend?.df1).toBe(3);
  });

  it('another reference moves all points by the same amount', () => {
    const one = eventStudy(panel, BASE).points;
    const other = eventStudy(panel, { ...BASE, reference: -5 }).points;
    const shift = one.find(({ period }) => period === -5)!.estimate;
    one.forEach((point, j) => {
      expect(Math.abs(point.estimate - shift - other[j]!.estimate)).toBeLessThan(SAME);
    });
  });

  it('may leave out the first period instead, alone or after binning', () => {
    const first = eventStudy(panel, { ...BASE, reference: 'first' });
    expect(first).toEqual(eventStudy(panel, { ...BASE, reference: -11 }));
    expect(first.points[0]).toMatchObject({ period: -11, term: '', estimate: 0 });
    expect(first.pretrend?.df1).toBe(10);
    const binned = eventStudy(panel, { ...BASE, bins: { first: -4 }, reference: 'first' });
    expect(binned.points[0]).toMatchObject({ period: -4, term: '', binned: true });
  });

  it('sets several references to zero, as the written formula does', () => {
    const study = eventStudy(panel, { ...BASE, reference: [-1, -11] });
    const written = feols(panel, 'y ~ i(rel, pilot, ref = c(-1, -11, -1000)) | city + year', {
      vcov: BASE.vcov,
    });
    expect(study.points.filter(({ term }) => term === '').map(({ period }) => period)).toEqual([
      -11, -1,
    ]);
    expect(study.fit.terms.length).toBe(12);
    study.fit.terms.forEach((term, j) => {
      expect(relative(term.estimate, written.terms[j]!.estimate)).toBeLessThan(SAME);
      expect(relative(term.std_error, written.terms[j]!.std_error)).toBeLessThan(SAME);
    });
    expect(study.pretrend?.df1).toBe(9);
  });

  it('needs two references where everybody is treated at some time', () => {
    const staggered = withColumns(panel, { begin: (value) => 2010 + (value('city') % 4) });
    const all = { outcome: 'y', unit: 'city', time: 'year', start: 'begin' } as const;
    expect(eventStudy(staggered, all).fit.dropped.map(({ reason }) => reason)).toEqual([
      'collinear',
    ]);
    const two = eventStudy(staggered, { ...all, reference: [-1, -7] });
    expect(two.fit.dropped).toEqual([]);
  });

  it.each([
    ['no references', { ...BASE, reference: [] }, /no reference period/u],
    ['one reference of two', { ...BASE, reference: [-1, 40] }, /reference period 40/u],
    [
      'no reference',
      { ...BASE, reference: -50 },
      /no treated unit has a row in the reference period/u,
    ],
    ['all binned away', { ...BASE, bins: { first: 0 } }, /reference period -1/u],
    ['nobody treated', { ...BASE, start: 'post', treated: 'none' }, /"none" is no column/u],
    [
      'no treated column',
      { outcome: 'y', unit: 'city', time: 'year', start: 2017 },
      /needs the column/u,
    ],
    ['half treated', { ...BASE, treated: 'fin' }, /it holds 0 and 1|It holds|is 0\.\d+ in row 1/u],
    ['half periods', { ...BASE, start: 2016.5 }, /0\.5 periods|-10\.5 periods/u],
  ])('%s', (_, options, message) => {
    expect(() => eventStudy(panel, options)).toThrow(message);
  });
});
