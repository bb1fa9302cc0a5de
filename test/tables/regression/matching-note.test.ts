import { describe, expect, test } from 'vitest';
import type { SourcedFit } from '../../../src/records/fits.ts';
import type { MatchingDesign } from '../../../src/records/matching.ts';
import type { MatchingUse } from '../../../src/tables/regression/matching-use.ts';
import { regressionTable } from '../../../src/tables/regression/table.ts';
import { FITS, SETTINGS } from '../published-fits.ts';

const KERNEL: MatchingDesign = {
  design: 'pooled',
  covariates: ['pgdp', 'lu'],
  link: 'logit',
  method: { kind: 'kernel', kernel: 'epanechnikov', bandwidth: 0.06 },
};

describe('the note on matching', () => {
  test('says link, kernel, bandwidth, pooling and what the regression takes', () => {
    expect(noteOf({ matching: KERNEL, rows: 'support' })).toBe(
      '(1): kernel matching (Epanechnikov, bandwidth 0.06) on the logit propensity score of Pgdp, Lu, all periods at once; the regression takes the rows on the common support, without weights.',
    );
  });

  test('follows the record of the matching', () => {
    const matching: MatchingDesign = {
      ...KERNEL,
      design: 'yearly',
      link: 'probit',
      method: { kind: 'nearest', neighbours: 1 },
    };
    expect(noteOf({ matching, rows: 'weights' }, { weights: 'w' })).toBe(
      '(1): matching of the nearest neighbour on the probit propensity score of Pgdp, Lu, period by period; the regression is weighted by the matching.',
    );
    const radius = { ...KERNEL, method: { kind: 'radius' as const, caliper: 0.05 } };
    expect(noteOf({ matching: radius, rows: 'matched' }, {}, 'zh')).toBe(
      '(1)：半径匹配（卡尺 0.05），倾向得分由 logit 估计，协变量为Pgdp、Lu，各期合并匹配；回归使用匹配成功的观测，不加权。',
    );
  });

  test('cannot say other than the fit', () => {
    expect(() => noteOf({ matching: KERNEL, rows: 'weights' })).toThrow(
      expect.objectContaining({
        code: 'E_MATCHING_ROWS',
        message: '"matching" says "weights" of the fit table1.1, which has no weights',
      }),
    );
    expect(() => noteOf({ matching: KERNEL, rows: 'support' }, { weights: 'w' })).toThrow(
      expect.objectContaining({ code: 'E_MATCHING_ROWS' }),
    );
  });

  test('is of a column', () => {
    const matching = { 'table1.9': { matching: KERNEL, rows: 'support' as const } };
    expect(() => regressionTable(FITS, { ...SETTINGS, matching })).toThrow(
      expect.objectContaining({ code: 'E_UNKNOWN_FIT' }),
    );
  });
});

function noteOf(
  use: MatchingUse,
  changes: Partial<SourcedFit['fit']> = {},
  language: 'en' | 'zh' = 'en',
): string | undefined {
  const [first, ...others] = FITS;
  const fit = { ...first!.fit, ...changes } as SourcedFit['fit'];
  const settings = { ...SETTINGS, language, matching: { 'table1.1': use } };
  const table = regressionTable([{ ...first!, fit }, ...others], settings);
  return table.notes.find((note) => note.includes('atching') || note.includes('匹配'));
}
