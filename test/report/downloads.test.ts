import { describe, expect, it } from 'vitest';
import { facts } from '../../src/report/blocks.ts';
import { downloads, outputFile } from '../../src/report/downloads.ts';
import { outputsOf } from '../../src/report/site-data.ts';
import { linksOf, markupOf } from './page-text.ts';
import { inChinese, inEnglish, made, plainSite } from './plain-site.ts';

const alone = plainSite({ downloads: false });

describe('the files that a page links to', () => {
  it('are named by their format in the order of their use, without those that only the report reads', () => {
    const context = inEnglish();
    expect(linksOf(downloads(context, outputsOf(context.site.steps, 'table1'))[1])).toEqual([
      ['../tables/table1.docx', 'Word'],
      ['../tables/table1.md', 'Markdown'],
    ]);
    expect(linksOf(downloads(context, outputsOf(context.site.steps, 'figure1'))[1])).toEqual([
      ['../figures/figure1.svg', 'SVG'],
      ['../figures/figure1.vl.json', 'Vega-Lite'],
    ]);
  });

  it('lie one folder higher for a page in Chinese', () => {
    const context = inChinese();
    const [name, list] = downloads(context, outputsOf(context.site.steps, 'table1'));
    expect([name, linksOf(list)[0]]).toEqual(['文件下载', ['../../tables/table1.docx', 'Word']]);
  });

  it('are no fact of a page at all where there are none', () => {
    const none = [
      downloads(inEnglish(), outputsOf(inEnglish().site.steps, 'no_such_step')),
      downloads(inEnglish(alone), outputsOf(inEnglish(alone).site.steps, 'table1')),
    ];
    expect(markupOf(facts(none))).not.toContain('<dt>');
  });
});

describe('the path of an output', () => {
  it('leads to the file, and is only named in a report that travels alone', () => {
    expect(linksOf(outputFile(inEnglish(), 'outputs/models/main.json'))).toEqual([
      ['../models/main.json', 'outputs/models/main.json'],
    ]);
    expect(markupOf(outputFile(inEnglish(alone), 'outputs/models/main.json'))).toBe(
      '<code>outputs/models/main.json</code>',
    );
  });

  it('is no link where it is a folder, or lies outside the outputs', () => {
    for (const path of ['outputs/demo/', 'data/raw/a.csv', '/etc/passwd'])
      expect(linksOf(outputFile(inEnglish(), path)), path).toEqual([]);
  });

  it('cannot become another address, whatever letters it has', () => {
    const path = 'outputs/own/a b"><x>#1?.csv';
    expect(linksOf(outputFile(inEnglish(), path))[0]?.[0]).toBe(
      '../own/a%20b%22%3E%3Cx%3E%231%3F.csv',
    );
    const [name] = downloads(inEnglish(), [made('own', path)]);
    expect(name).toBe('Files');
  });
});
