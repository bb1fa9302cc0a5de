import { describe, expect, it } from 'vitest';
import type { PublishedRow } from '../../../src/records/published.ts';
import { publishedPage } from '../../../src/report/pages/published.ts';
import type { PublishedRecord } from '../../../src/records/published.ts';
import type { FileOf } from '../../../src/report/site-data.ts';
import { factOf, linksOf, markupOf, rowsOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, plainSite } from '../plain-site.ts';

const row = (more: Partial<PublishedRow> = {}): PublishedRow => ({
  published_conf_low: null,
  published_conf_high: null,
  id: 'table1.1.rain',
  table: 'table1',
  column: '1',
  term: 'rain',
  role: 'did',
  outcome: 'harvest',
  what: null,
  published: -0.07,
  published_text: '-0.07',
  published_std_error: 0.02,
  published_std_error_text: '0.02',
  published_stars: '***',
  published_significant: true,
  computed: null,
  inside: null,
  same_sign: null,
  same_significance: null,
  reasons: [],
  ...more,
});

const COMPUTED = {
  step: 'main',
  path: '$.fits[1].terms[0].estimate',
  estimate: 0.0707,
  std_error: 0.0228,
  conf_low: 0.026,
  conf_high: 0.115,
} as unknown as NonNullable<PublishedRow['computed']>;

const file: FileOf<PublishedRecord> = {
  synthetic: false,
  step: 'published',
  path: 'outputs/models/published.json',
  banner: { en: 'No replication.', zh: '并非复制。' },
  summary: {
    inside: { count: 1, of: 2 },
    signs: { count: 0, of: 2 },
    significance: { count: 2, of: 2 },
    other_inside: { count: 0, of: 0 },
    missing: 1,
  },
  rows: [
    row(),
    row({
      table: 'table2',
      computed: COMPUTED,
      inside: false,
      same_sign: true,
      same_significance: true,
      reasons: [{ en: 'Another sample.', zh: '样本不同。' }],
    }),
  ],
};
const { body } = publishedPage(inEnglish(plainSite({ published: file })), file);

describe('the page of published numbers', () => {
  it('puts them beside those computed, and a dash where there is none', () => {
    expect(rowsOf(body).filter((text) => text.startsWith('rain'))).toEqual([
      'rain | (1) | −0.07 (0.02)*** | – | – | – | – | –',
      'rain | (1) | −0.07 (0.02)*** | 0.0707 (0.0228) | 0.0260 to 0.115 | no | yes | yes',
    ]);
    expect(linksOf(body)).toContainEqual(['fit-main-main.2.html#term-0', '0.0707 (0.0228)']);
  });

  it('gives each row a place of its own, which numbers of tables link to', () => {
    const ids = [...markupOf(body).matchAll(/id="(row-\d+)"/gu)].map(([, id]) => id);
    expect(ids).toEqual(['row-0', 'row-1']);
  });

  it('counts agreement, and gives reasons for the rows that have some', () => {
    expect(factOf(body, 'Significant ones with the same sign')).toBe('0 / 2');
    expect(textOf(body)).toContain('Why they may differ (1) rain: Another sample.');
    expect(textOf(body).match(/Why they may differ/gu)).toHaveLength(1);
    const chinese = publishedPage(inChinese(plainSite({ published: file })), file);
    expect(textOf(chinese.body)).toMatch(/并非复制。[\s\S]*表 2[\s\S]*样本不同。/u);
  });
});
