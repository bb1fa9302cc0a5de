import { describe, expect, it } from 'vitest';
import { studyPage } from '../../../src/report/pages/study.ts';
import type { PublishedRecord } from '../../../src/records/published.ts';
import type { FileOf } from '../../../src/report/site-data.ts';
import { linksOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, plainSite } from '../plain-site.ts';

const PUBLISHED = {
  banner: { en: 'No replication.', zh: '并非复制。' },
  summary: { inside: { count: 3, of: 5 } },
} as unknown as FileOf<PublishedRecord>;

describe('the first page', () => {
  it('says what the study asks, and its number with its interval', () => {
    const text = textOf(studyPage(inEnglish()).body);
    expect(text).toMatch(/^Does rain help\? Headline numbers 0\.0707 effect of rain;/u);
    expect(text).toContain('95% interval 0.0260 to 0.115');
    expect(textOf(studyPage(inChinese()).body)).toContain(
      '降雨的影响；95% 置信区间 0.0260 至 0.115',
    );
  });

  it('leads from the number to its term, and to every page that there is', () => {
    const links = linksOf(studyPage(inEnglish()).body).map(([href]) => href);
    expect(links[0]).toBe('fit-main-main.2.html#term-0');
    expect(links.slice(1)).toEqual([
      'data-flow.html',
      'tables.html',
      'figures.html',
      'pipeline.html',
      'data.html',
      'models.html',
    ]);
  });

  it('says how many published effects lie inside, where a step compared them', () => {
    const page = studyPage(inEnglish(plainSite({ published: PUBLISHED }))).body;
    expect(linksOf(page)).toContainEqual(['published.html', '3 / 5']);
    expect(textOf(page)).toContain('No replication.');
  });

  it('has no numbers where the study names none', () => {
    expect(textOf(studyPage(inEnglish(plainSite({ headline: [] }))).body)).not.toContain(
      'Headline numbers',
    );
  });
});
