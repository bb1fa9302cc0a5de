import { describe, expect, it } from 'vitest';
import { html } from '../../src/report/html.ts';
import { framed, menu, pagePath } from '../../src/report/layout.ts';
import type { PaperCheckRecord } from '../../src/records/paper-check.ts';
import type { PublishedRecord } from '../../src/records/published.ts';
import type { FileOf } from '../../src/report/site-data.ts';
import { linksOf } from './page-text.ts';
import { plainSite } from './plain-site.ts';

const PAGE = { file: 'step-main.html', title: 'Step main', under: 'pipeline', body: 'x' } as const;
const page = (text: string) => html(Object.assign([text], { raw: [text] }));

describe('the frame of a page', () => {
  it('leads to the same page in the other language', () => {
    const other = (text: string) =>
      linksOf(page(text)).find(([, name]) => /English|中文/u.test(name));
    expect(other(framed(plainSite(), 'en', PAGE))).toEqual(['zh/step-main.html', '中文']);
    expect(other(framed(plainSite(), 'zh', PAGE))).toEqual(['../step-main.html', 'English']);
    expect([pagePath('a.html', 'en'), pagePath('a.html', 'zh')]).toEqual(['a.html', 'zh/a.html']);
  });

  it('marks the entry of the menu under which the page stands', () => {
    const text = framed(plainSite(), 'en', PAGE);
    expect(text).toMatch(/<a href="pipeline\.html"\s+aria-current="true">/u);
    expect(framed(plainSite(), 'en', { ...PAGE, file: 'pipeline.html' })).toMatch(
      /<a href="pipeline\.html"\s+aria-current="page">/u,
    );
    expect(text.match(/aria-current/gu)).toHaveLength(1);
  });

  it('says that data is synthetic where it is', () => {
    expect(framed(plainSite(), 'en', PAGE)).not.toContain('role="note"');
    expect(framed(plainSite({ synthetic: true }), 'zh', PAGE)).toContain('合成数据：');
    // A page of what one step made says what holds of that step.
    const site = plainSite({ synthetic: true });
    const [first] = site.steps;
    const ofStep = { ...PAGE, step: first?.step ?? '' };
    expect(first?.synthetic).toBe(false);
    expect(framed(site, 'en', ofStep)).not.toContain('role="note"');
    const made = { ...site, steps: [{ ...first!, synthetic: true }] };
    expect(framed(made, 'en', ofStep)).toContain('role="note"');
  });

  it('has the study behind the title, once', () => {
    expect(framed(plainSite(), 'en', PAGE)).toContain(
      '<title>Step main · Rain and harvests</title>',
    );
    expect(framed(plainSite(), 'en', { ...PAGE, title: 'Rain and harvests' })).toContain(
      '<title>Rain and harvests</title>',
    );
  });
});

describe('the menu', () => {
  it('has the pages of a publication only where a step compared its numbers', () => {
    expect(menu(plainSite())).not.toContain('published');
    const site = plainSite({
      published: {} as FileOf<PublishedRecord>,
      paperCheck: {} as FileOf<PaperCheckRecord>,
    });
    expect(menu(site)).toEqual([
      'index',
      'data-flow',
      'tables',
      'figures',
      'published',
      'paper-check',
      'pipeline',
      'data',
      'models',
    ]);
  });
});
