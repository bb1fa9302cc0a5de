import { describe, expect, test } from 'vitest';
import { regressionTable } from '../../../src/tables/regression/table.ts';
import { toCsv } from '../../../src/tables/formats/to-csv.ts';
import { toHtml, toHtmlPage } from '../../../src/tables/formats/to-html.ts';
import { toLatex } from '../../../src/tables/formats/latex/to-latex.ts';
import { toMarkdown } from '../../../src/tables/formats/to-markdown.ts';
import { HOSTILE } from './hostile.ts';
import { FITS, SETTINGS, WIDE_FITS, WIDE_SETTINGS } from '../published-fits.ts';

const BASELINE = regressionTable(FITS, SETTINGS);
const GROUPED_CHINESE = regressionTable(FITS, {
  ...SETTINGS,
  language: 'zh',
  terms: ['did'],
  columns: [
    { fit: 'table1.1', heading: { en: 'Total', zh: '总体' } },
    { fit: 'table1.2', heading: { en: 'Total', zh: '总体' } },
    { fit: 'table1.2', heading: { en: 'Abroad', zh: '国外' } },
  ],
});
const TABLES = [
  ['baseline', BASELINE],
  ['grouped-zh', GROUPED_CHINESE],
  ['wide', regressionTable(WIDE_FITS, WIDE_SETTINGS)],
  ['wide-zh', regressionTable(WIDE_FITS, { ...WIDE_SETTINGS, language: 'zh' })],
] as const;

describe.each(TABLES)('%s', (name, table) => {
  test.each([
    ['md', toMarkdown(table)],
    ['html', toHtmlPage(table)],
    ['tex', toLatex(table)],
    ['csv', toCsv(table, { byteOrderMark: false })],
    ['json', `${JSON.stringify(table, null, 2)}\n`],
  ])('as %s', async (format, text) => {
    await expect(text).toMatchFileSnapshot(`../../golden/tables/${name}.${format}`);
  });

  test('says in each format that the data is synthetic', () => {
    const texts = [
      toMarkdown(table),
      toHtml(table),
      toLatex(table),
      toCsv(table, { byteOrderMark: true }),
    ];
    for (const text of texts) expect(text).toMatch(/synthetic|合成数据/u);
  });
});

describe('hostile text', () => {
  test('is text in HTML', () => {
    const html = toHtml(HOSTILE);
    expect(html).not.toMatch(/<(?:script|img|b)\b/u);
    expect(html).toContain('id="a&quot;&gt;&lt;b&gt; c"');
    expect(html).toContain('&lt;/td&gt;&lt;td&gt;');
    expect(html.match(/<td/gu)).toHaveLength(5);
  });

  test('is text in LaTeX', () => {
    const latex = toLatex(HOSTILE);
    expect(latex).toContain(
      '5\\% of \\$x\\_1\\textasciicircum{}2\\$ \\textbackslash{}input\\{x\\}',
    );
    expect(latex).toContain('\\label{tab:a---b--c}');
    expect(latex).toContain('& $-$1 \\\\');
    expect(latex).toContain('\n{}[1em] x & * \\\\');
  });

  test('is text in Markdown, and stays within its cell', () => {
    const lines = toMarkdown(HOSTILE).split('\n');
    expect(lines[2]).toBe('| \\|a\\| | \\#\\*\\_\\`\\~ |');
    expect(lines[4]).toBe('| =1+1,"a" b | −1 |');
    expect(lines[0]).toContain('\\<script\\>');
  });

  test('is quoted in csv, and no formula', () => {
    const csv = toCsv(HOSTILE, { byteOrderMark: true });
    expect(csv.startsWith('\uFEFF|a|,#*_`~\r\n')).toBe(true);
    expect(csv).toContain('"\'=1+1,""a"" b",-1\r\n');
    expect(csv).toContain("'-cmd,</td><td>\r\n");
    expect(csv).toContain("'-1+cmd,' ＝1\r\n");
  });
});

test('a csv has as many fields in each line as the table has columns', () => {
  const lines = toCsv(GROUPED_CHINESE, { byteOrderMark: false }).trimEnd().split('\r\n');
  expect(lines[0]).toBe(',总体,,国外');
  for (const line of lines) expect(line.split(',')).toHaveLength(4);
});
