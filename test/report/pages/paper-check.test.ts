import { describe, expect, it } from 'vitest';
import type { Check, Finding, Verdict } from '../../../src/published/finding.ts';
import { paperCheckPage } from '../../../src/report/pages/paper-check.ts';
import type { PaperCheckRecord } from '../../../src/records/paper-check.ts';
import type { FileOf } from '../../../src/report/site-data.ts';
import { factOf, markupOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish } from '../plain-site.ts';

const finding = (check: Check, verdict: Verdict, en: string): Finding => ({
  id: `${check}/${en}`,
  check,
  verdict,
  where: [],
  arithmetic: { en, zh: `${en}（中文）` },
});

const file: FileOf<PaperCheckRecord> = {
  step: 'paper_check',
  path: 'outputs/models/paper_check.json',
  file: 'data/reference/published_tables.json',
  findings: [
    finding('stars', 'consistent', 'All stars fit.'),
    finding('stars', 'inconsistent', 'A star too many.'),
    finding('digits', 'inconsistent', 'Three digits, then four.'),
  ],
};
const { body } = paperCheckPage(inEnglish(), file);

describe('the page of the check of printed tables', () => {
  it('shows what asks for a look before what agrees, which is behind a button', () => {
    const markup = markupOf(body);
    const button = markup.indexOf('<details>');
    expect(markup.indexOf('A star too many.')).toBeLessThan(button);
    expect(markup.indexOf('All stars fit.')).toBeGreaterThan(button);
    expect(markup.match(/<details>/gu)).toHaveLength(1);
  });

  it('counts the findings of each verdict, and leaves out one that none has', () => {
    const headings = [...markupOf(body).matchAll(/<h2>([^<]*)<\/h2>/gu)].map(([, text]) => text);
    expect(headings).toHaveLength(2);
    expect(headings.map((text) => text?.replace(/^.*: /u, ''))).toEqual(['2', '1']);
  });

  it('says that it used no data, which file it read, and each finding in the page’s language', () => {
    expect(textOf(body)).toContain('It uses no data, neither real nor synthetic.');
    expect(factOf(body, 'Printed tables')).toBe('data/reference/published_tables.json');
    expect(textOf(paperCheckPage(inChinese(), file).body)).toContain('A star too many.（中文）');
  });
});
