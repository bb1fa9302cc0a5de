import { describe, expect, test } from 'vitest';
import type { AnyFit } from '../../../src/econometrics/fit.ts';
import { checkPaper } from '../../../src/published/checks/paper.ts';
import { comparePublished, summarisePublished } from '../../../src/published/comparison/compare.ts';
import { comparisonTable } from '../../../src/published/comparison/table.ts';
import { openPaper } from '../../../src/published/printed/paper.ts';
import type { PublishedRow } from '../../../src/records/published.ts';
import type { SettingBehind } from '../../../src/step.ts';
import { FITS } from '../../tables/published-fits.ts';
import { column, printed } from '../tables-of.ts';

const SETTINGS = {
  terms: { treat_period: 'did' },
  did: ['treat_period'],
  mechanisms: ['es'],
  notes: { 'table1.2.gs': { en: 'Another unit.', zh: '单位不同。' } },
};

const TABLES = printed(
  [
    {
      id: 'table1',
      parentheses: 'std_error',
      columns: [
        column(
          '1',
          { treat_period: '0.0721 (0.0285) *', constant: '0.00340 (0.0041)' },
          { n: 3584 },
        ),
        column(
          '2',
          { treat_period: '0.0732 (0.0288) **', gs: '0.9 (0.1) ***', es: '1.0' },
          { n: 3000 },
        ),
        column('3', { treat_period: '0.1 (0.2)' }),
      ],
    },
  ],
  { units: 256, first_year: 2006, last_year: 2019 },
);

const rows = compared(TABLES);
const row = (id: string): PublishedRow => rows.find((one) => one.id === id)!;

describe('comparePublished', () => {
  test('refuses a term that no fit has: its coefficients would stand there as not computed', () => {
    const settings = { ...SETTINGS, terms: { treat_period: 'dd' } };
    expect(() => comparePublished(openPaper(TABLES), [], FITS, settings)).toThrow(
      expect.objectContaining({ code: 'E_UNKNOWN_TERM' }),
    );
  });

  test('puts a fit beside its column, with its place in the model file', () => {
    expect(row('table1.2.treat_period')).toMatchObject({
      role: 'did',
      published: 0.0732,
      published_std_error: 0.0288,
      published_significant: true,
      computed: { step: 'baseline', path: '$.fits[1].terms[0]', term: 'did', estimate: 0.0732 },
      inside: true,
      same_sign: true,
      same_significance: true,
      reasons: [],
    });
  });

  test('the constant is the grand mean of the fixed effects, its interval from t', () => {
    const { computed } = row('table1.1.constant');
    expect(computed).toMatchObject({
      path: '$.fits[0].constant',
      estimate: 0.0034,
      std_error: 0.0041,
    });
    // R: qt(0.975, 255) = 1.9693105
    expect(computed?.conf_high).toBeCloseTo(0.0034 + 1.9693105 * 0.0041, 8);
  });

  test('what does not fit has its reasons: numbers, the check of the tables, and the notes', () => {
    const far = row('table1.2.gs');
    expect(far.inside).toBe(false);
    const english = far.reasons.map(({ en }) => en);
    expect(english[0]).toMatch(/^The published value lies 14[45] computed standard errors/u);
    expect(english[1]).toBe('The published column has 3,000 observations, the fit 3,584.');
    expect(english[2]).toContain('16.5 times as large');
    expect(english.at(-1)).toBe('Another unit.');
    expect(row('table1.1.treat_period').reasons).toEqual([]);
  });

  test('an error or a number of observations far from the published one is a reason of its own', () => {
    const [first] = FITS;
    const { fit } = first!;
    const at = (changes: Partial<AnyFit>) =>
      compared(TABLES, [{ ...first!, fit: { ...fit, ...changes } as AnyFit }])[0];
    expect(at({ nobs: 3000 })?.reasons).toEqual([]);
    expect(at({ nobs: 1000 })?.reasons[0]?.en).toMatch(/observations, the fit 1,000\.$/u);
    const terms = fit.terms.map((term) => ({ ...term, std_error: 3 * term.std_error }));
    const wide = at({ terms });
    expect(wide).toMatchObject({ inside: true, same_sign: true, same_significance: true });
    expect(wide?.reasons[0]?.en).toContain('0.333 times as large');
  });

  test('a column or a term without a fit is missing, not a miss', () => {
    expect(row('table1.3.treat_period')).toMatchObject({ computed: null, inside: null });
    expect(row('table1.3.treat_period').reasons[0]?.en).toBe('No fit here has the id table1.3.');
    expect(row('table1.2.es').reasons[0]?.en).toBe('The fit table1.2 has no term for es.');
    expect(summarisePublished(rows, TABLES.stars_legend)).toEqual({
      inside: { count: 2, of: 2 },
      signs: { count: 2, of: 2 },
      significance: { count: 2, of: 2 },
      other_inside: { count: 1, of: 2 },
      missing: 2,
    });
  });

  test('a star that its own numbers contradict is named as the reason', () => {
    const [first] = FITS;
    const terms = first!.fit.terms.map((term) => ({ ...term, p_value: 0.01 }));
    const fit: AnyFit = { ...first!.fit, terms };
    const [one] = compared(TABLES, [{ ...first!, fit }]);
    expect(one?.same_significance).toBe(false);
    expect(one?.reasons.at(-1)?.en).toContain('printed *; taken for a standard error');
  });
});

describe('the table', () => {
  const build = (synthetic: boolean, settings: readonly SettingBehind[] = []) =>
    comparisonTable(rows, summarisePublished(rows, TABLES.stars_legend), {
      id: 'published',
      language: 'en',
      synthetic,
      labels: { did: 'Treat × period' },
      roles: ['did', 'control'],
      digits: { significant: 3 },
      settings,
    });

  test('names the policy year behind the computed numbers, which may be another', () => {
    const year = { name: 'policy_year', value: 2014, text: 'the policy begins in 2014' };
    expect(build(false, [year]).notes).toContain('Settings: the policy begins in 2014.');
    expect(build(false).notes.join(' ')).not.toContain('Settings');
  });

  test('says in title and note what synthetic data are', () => {
    expect(build(true).title).toContain('synthetic data, no replication');
    expect(build(true).notes[0]).toContain('no replication of the publication');
    expect(build(false).title).not.toContain('synthetic');
    expect(build(false).notes[0]).not.toContain('ynthetic');
  });

  test('prints both with their sources and numbers the reasons', () => {
    const { body, notes } = build(true);
    const gs = body.find(({ id }) => id === 'table1.2.gs');
    expect(gs?.cells.map(({ text }) => text)).toEqual([
      'Table 1 (2) gs',
      '0.9',
      '0.1',
      '0.0235',
      '0.00605',
      '[0.0114, 0.0356]',
      'no',
      'same',
      'same',
      '[1]',
    ]);
    expect(gs?.cells.slice(1, 5).map(({ value }) => value)).toEqual([0.9, 0.1, 0.0235, 0.00605]);
    expect(gs?.cells[3]?.source).toEqual({ step: 'baseline', path: '$.fits[1].terms[3].estimate' });
    expect(notes.some((note) => note.startsWith('[1] The published value lies'))).toBe(true);
  });
});

function compared(tables: ReturnType<typeof printed>, fits = FITS): PublishedRow[] {
  return comparePublished(openPaper(tables), checkPaper(tables).findings, fits, SETTINGS);
}
