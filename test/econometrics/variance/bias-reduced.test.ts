import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/text/user-error.ts';
import { feols, type FeolsOptions } from '../../../src/econometrics/feols.ts';
import { fepois } from '../../../src/econometrics/fepois.ts';
import type { Fit } from '../../../src/econometrics/fit.ts';
import { criticalValue, twoSidedP } from '../../../src/econometrics/numeric/student-t.ts';
import { frameOf, readFrameCsv, takeRows, valuesOf, withColumns } from '../frame/read-frame.ts';
import { relative, SAME, VS_REFERENCE } from '../tolerance.ts';

interface Entry {
  readonly id: string;
  readonly dataset: string;
  readonly formula: string;
  readonly options: FeolsOptions;
  readonly values: Readonly<Record<string, number>>;
}

const OWN = join(import.meta.dirname, '../../reference');
const panel = readFrameCsv(join(OWN, 'sim_eurt_unbalanced.csv'));
const FOLDER = process.env['DIDACTIC_REFERENCE'] ?? '';
const HAS_FOLDER = existsSync(join(FOLDER, 'reference-values.json'));

describe('by hand', () => {
  // Two groups of two and three rows around their own means: leverage 1/2 and 1/3 in each pair of rows.
  const groups = frameOf({
    y: [1, 3, 4, 8, 6],
    d: [0, 0, 1, 1, 1],
    g: [1, 1, 2, 2, 2],
    row: [1, 2, 3, 4, 5],
  });

  it('a mean with a cluster for each row is HC2 and HC3, and has N − 1 degrees of freedom', () => {
    for (const [reduced, hetero] of [
      ['cr2', 'hc2'],
      ['cr3', 'hc3'],
    ] as const) {
      const vcov = reduced === 'cr2' ? { cr2: 'row' } : { cr3: 'row' };
      const [a, b] = [feols(groups, 'y ~ 1', { vcov }), feols(groups, 'y ~ 1', { vcov: hetero })];
      expect(relative(a.covariance[0]![0]!, b.covariance[0]![0]!)).toBeLessThan(SAME);
      expect(a.terms[0]!.df).toBeCloseTo(4, 12);
    }
  });

  it('two groups compared have Welch’s variance and degrees of freedom for equal variances', () => {
    const fit = feols(groups, 'y ~ d', { vcov: { cr2: 'row' } });
    // Within-group variances 2 and 4, over 2 and 3 rows.
    expect(fit.covariance[1]![1]).toBeCloseTo(2 / 2 + 4 / 3, 12);
    const [a, b] = [1 / 2, 1 / 3];
    expect(fit.terms[1]!.df).toBeCloseTo((a + b) ** 2 / (a ** 2 / 1 + b ** 2 / 2), 12);
    expect(fit.terms[0]!.df).toBeCloseTo(1, 12);
  });
});

describe('equals clubSandwich', () => {
  const entries = JSON.parse(readFileSync(join(OWN, 'bias-reduced.json'), 'utf8')) as Entry[];
  const frames = new Map(
    ['sim_eurt.csv', 'sim_eurt_unbalanced.csv'].map((name) => [
      name,
      withColumns(readFrameCsv(join(OWN, name)), {
        block: (value) => value('city') % 11,
        half_year: (value) => value('year') + (value('prov') > 15 ? 10_000 : 0),
      }),
    ]),
  );
  it.each(entries)('$id', ({ dataset, formula, options, values }) => {
    expect(distances(feols(frames.get(dataset)!, formula, options), values)).toEqual([]);
  });

  it.skipIf(!HAS_FOLDER)('for a difference of mean changes', () => {
    // One row a city: its mean of the outcome from 2017 on less that before.
    const sim = readFrameCsv(join(FOLDER, 'datasets/sim_eurt.csv'));
    const rows = [...Array(256).keys()].map((city) => city * 14);
    const value = (name: string, row: number): number => valuesOf(sim, name)[row]!;
    const means = (from: number, to: number, city: number): number => {
      let sum = 0;
      for (let t = from; t < to; t++) sum += value('y', city + t);
      return sum / (to - from);
    };
    const frame = frameOf({
      dy: rows.map((row) => means(11, 14, row) - means(0, 11, row)),
      pilot: rows.map((row) => value('pilot', row)),
      prov: rows.map((row) => value('prov', row)),
    });
    const stored = JSON.parse(
      readFileSync(join(FOLDER, 'reference-values.json'), 'utf8'),
    ) as Entry[];
    const kinds = { CR1: { cr1: 'prov' }, CR2: { cr2: 'prov' }, CR3: { cr3: 'prov' } } as const;
    for (const [kind, vcov] of Object.entries(kinds)) {
      const { values } = stored.find(({ id }) => id === `clubSandwich.sim.collapse.${kind}`)!;
      const named = Object.entries(values).map(
        ([key, wanted]) => [`${key}.pilot`, wanted] as const,
      );
      expect(distances(feols(frame, 'dy ~ pilot', { vcov }), Object.fromEntries(named))).toEqual(
        [],
      );
    }
  });

  it.skipIf(!HAS_FOLDER)('in the reference runs on other data', () => {
    const stored = JSON.parse(
      readFileSync(join(FOLDER, 'reference-values.json'), 'utf8'),
    ) as Entry[];
    const frame = withColumns(readFrameCsv(join(FOLDER, 'datasets/base_did.csv')), {
      cl9: (value) => value('id') % 9,
      did: (value) => value('treat') * value('post'),
    });
    const kinds = { CR1: { cr1: 'cl9' }, CR2: { cr2: 'cl9' }, CR3: { cr3: 'cl9' } } as const;
    for (const [kind, vcov] of Object.entries(kinds)) {
      const fit = feols(frame, 'y ~ x1 + did | id + period', { vcov });
      const id = `clubSandwich.base_did.${kind}.absorbed_id`;
      expect(distances(fit, stored.find((entry) => entry.id === id)!.values)).toEqual([]);
    }
  });
});

describe('collapses and invariances', () => {
  const formula = 'y ~ did + lngdp | city + year';
  it('cr1 is the cluster variance without the factor for K', () => {
    const [a, b] = [
      feols(panel, formula, { vcov: { cr1: 'prov' } }),
      feols(panel, formula, { vcov: { cluster: 'prov' }, ssc: { k_adj: false } }),
    ];
    expect(relative(a.covariance[0]![0]!, b.covariance[0]![0]!)).toBeLessThan(SAME);
  });

  it('absorbed effects are as indicators, where a cluster holds whole levels and where not', () => {
    const some = takeRows(
      panel,
      [...Array(panel.rows).keys()].filter((row) => row % 9 < 4),
    );
    const [a, b] = ['y ~ did + lngdp | prov + year', 'y ~ did + lngdp + i(year) | prov'].map(
      (model) => feols(some, model, { vcov: { cr2: 'prov' }, dropSingletons: false }),
    );
    for (const j of [0, 1]) {
      expect(relative(a!.covariance[j]![j]!, b!.covariance[j]![j]!)).toBeLessThan(SAME);
      expect(relative(a!.terms[j]!.df!, b!.terms[j]!.df!)).toBeLessThan(SAME);
    }
  });

  it('neither units nor the order of rows matter, and t has each term’s own degrees of freedom', () => {
    const rows = [...Array(panel.rows).keys()].map((i) => (i * 1009) % panel.rows);
    const scaled = withColumns(panel, { big: (value) => 1000 * value('lngdp') });
    const vcov = { cr2: 'prov' } as const;
    const a = feols(panel, formula, { vcov });
    const b = feols(takeRows(scaled, rows), 'y ~ did + big | city + year', { vcov });
    for (const j of [0, 1]) {
      expect(relative(b.terms[j]!.statistic, a.terms[j]!.statistic)).toBeLessThan(1e-10);
      expect(relative(b.terms[j]!.df!, a.terms[j]!.df!)).toBeLessThan(1e-10);
    }
    const { statistic, p_value: p, df, std_error: error, estimate, conf_high: high } = a.terms[0]!;
    expect(p).toBe(twoSidedP(statistic, df!));
    expect(high).toBe(estimate + criticalValue(0.95, df!) * error);
    expect(a.df_residual).toBe(Math.min(...a.terms.map((term) => term.df!)));
    expect(a.vcov).toMatchObject({ type: 'cr2', by: ['prov'], clusters: [30] });
  });
});

describe('says what it cannot', () => {
  const codeOf = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof UserError) return error.code;
      throw error;
    }
    return 'none';
  };
  it.each([
    ['E_UNSUPPORTED_VCOV', { vcov: { cr2: 'prov' }, weights: 'pop' }],
    ['E_ONE_CLUSTER', { vcov: { cr3: 'one' } }],
    ['E_UNKNOWN_COLUMN', { vcov: { cr2: 'province' } }],
    ['E_VCOV', { vcov: { cr2: '' } }],
  ] as const)('%s: %j', (code, options) => {
    const frame = withColumns(panel, { one: () => 1 });
    expect(codeOf(() => feols(frame, 'y ~ did | city + year', options))).toBe(code);
  });

  it('for likelihood models', () => {
    expect(codeOf(() => fepois(panel, 'cites ~ did | city', { vcov: { cr2: 'prov' } }))).toBe(
      'E_VCOV',
    );
  });
});

function distances(fit: Fit, values: Readonly<Record<string, number>>): string[] {
  return Object.entries(values).flatMap(([key, wanted]) => {
    const [kind = '', ...rest] = key.split('.');
    const term = fit.terms.find((candidate) => candidate.term === rest.join('.'));
    const found = { coef: term?.estimate, se: term?.std_error, df: term?.df, p: term?.p_value }[
      kind
    ];
    const sensitivity = kind === 'p' ? 1 + Math.min(term!.statistic ** 2, 1e3) : 1;
    const distance = relative(found ?? Number.NaN, wanted) / sensitivity;
    return distance <= VS_REFERENCE ? [] : [`${key}: ${found} against ${wanted}`];
  });
}
