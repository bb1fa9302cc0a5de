import { describe, expect, it } from 'vitest';
import { figurePageOf, figuresPage } from '../../../src/report/pages/figures.ts';
import { factOf, linksOf, markupOf, rowsOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, plainSite } from '../plain-site.ts';

const figure = plainSite().figures[0]!.figure;
const english = figurePageOf(inEnglish(), 'figure1', figure.en).body;

describe('the page of a figure', () => {
  it('shows the picture of the page’s language', () => {
    expect(markupOf(english)).toContain('src="figures/figure1.en.svg" alt="Figure 1. Balance"');
    const chinese = figurePageOf(inChinese(), 'figure1', figure.zh);
    expect(markupOf(chinese.body)).toContain('src="../figures/figure1.zh.svg" alt="图 1 平衡"');
    expect(chinese).toMatchObject({ file: 'figure-figure1.html', title: '图 1 平衡' });
  });

  it('has its numbers as a table, its files, and where it comes from', () => {
    expect(rowsOf(english)).toEqual(['Term | Bias', 'rain | 1.5', 'sun | –']);
    expect(factOf(english, 'Files')).toBe('SVG Vega-Lite');
    expect(linksOf(english)).toContainEqual(['model-main.html#part-balance', 'main $.balance']);
  });
});

describe('the list of figures', () => {
  it('shows each with its sentence, or says that there is none', () => {
    expect(textOf(figuresPage(inEnglish()).body)).toBe('Figure 1. Balance. Bias is small.');
    const none = inEnglish(plainSite({ figures: [] }));
    expect(textOf(figuresPage(none).body)).toBe('No step draws a figure yet.');
  });
});
