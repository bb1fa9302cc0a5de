import { describe, expect, it } from 'vitest';
import type { FitVcov } from '../../src/econometrics/fit.ts';
import { varianceName, varianceText, varianceWords } from '../../src/text/variances.ts';

function vcov(type: FitVcov['type'], facts: Partial<FitVcov> = {}): FitVcov {
  const factors = { preset: 'fixest', k: 2, k_factor: 1, g_factor: 1 };
  return { type, by: [], clusters: [], small_sample: factors, repaired: false, ...facts };
}

const two = vcov('cluster', { by: ['firm', 'year'], clusters: [1200, 14] });
const serial = vcov('driscoll_kraay', { by: ['year'], clusters: [14], lag: 1 });
const spatial = vcov('conley', {
  by: ['lat', 'lon'],
  cutoff: 300,
  places: 256,
  distance: 'triangular',
});

describe('a variance in words', () => {
  it.each([
    [vcov('hc3'), 'robust to heteroskedasticity, HC3', '异方差稳健（HC3）'],
    [two, 'clustered by Firm and Year', '聚类到Firm与Year层面'],
    [
      vcov('cr2', { by: ['firm'], clusters: [30] }),
      'clustered by Firm, CR2 with Satterthwaite’s degrees of freedom',
      '聚类到Firm层面的 CR2（Satterthwaite 自由度）',
    ],
    [
      serial,
      'Driscoll–Kraay, robust to correlation over time and between units, lag 1',
      'Driscoll–Kraay（滞后 1 期）',
    ],
    [
      spatial,
      'Conley, robust to correlation between near places, cutoff 300 km',
      'Conley 空间相关稳健（截断距离 300 km）',
    ],
  ])('of a note: %o', (found, en, zh) => {
    const label = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
    expect(varianceWords(found, 'en', label)).toBe(en);
    expect(varianceWords(found, 'zh', label)).toBe(zh);
  });

  it('of a record: with columns, counts and numbers', () => {
    expect(varianceText(two, 'en')).toBe('clustered by firm and year (1,200 and 14 clusters)');
    expect(varianceText(serial, 'en')).toBe(
      'Driscoll–Kraay, robust to correlation over time and between units (year; 14 periods; lag 1)',
    );
    expect(varianceText(spatial, 'zh')).toBe(
      'Conley 空间相关稳健（lat 和 lon；256 个地点；截断距离 300 km；平面距离）',
    );
    expect(varianceText(vcov('iid'), 'en')).toBe('independent errors of equal variance');
  });

  it('of a list: the name, its columns and what they count', () => {
    expect(varianceName(two, 'en')).toBe('Clustered (firm and year; 1,200 and 14 clusters)');
    expect(varianceName(vcov('hetero'), 'zh')).toBe('HC1');
  });
});
