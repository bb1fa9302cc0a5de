import { describe, expect, it } from 'vitest';
import { tablePageOf, tablesPage } from '../../../src/report/pages/tables.ts';
import { factOf, linksOf, markupOf, rowsOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, plainRow, plainSite, printedTable } from '../plain-site.ts';

const pageOf = (table = printedTable('en'), context = inEnglish()) =>
  tablePageOf(context, 'table1', table).body;

describe('the page of a table', () => {
  it('prints it as it is, with a real minus, and notes below', () => {
    expect(rowsOf(pageOf())).toEqual([
      '| (1) | (2)',
      'Rain | 0.0707 | −0.5',
      '(0.0228) |',
      'N | 2790 | 2790',
    ]);
    expect(textOf(pageOf())).toContain('Errors by city.');
  });

  it('leads from each number to its place in the fit', () => {
    expect(linksOf(pageOf()).slice(0, 3)).toEqual([
      ['fit-main-main.1.html#term-0', '0.0707'],
      ['fit-main-main.2.html#term-1', '−0.5'],
      ['fit-main-main.1.html#term-0', '(0.0228)'],
    ]);
  });

  it('offers its files, and says which step printed it', () => {
    expect([factOf(pageOf(), 'Files'), factOf(pageOf(), 'Printed by step')]).toEqual([
      'Word Markdown',
      'table1',
    ]);
  });

  it('says that numbers are links only where some are', () => {
    const hint = 'Each number links to where it comes from.';
    expect(textOf(pageOf())).toContain(hint);
    const plain = printedTable('en', [plainRow('a', 'fact', ['A', 'yes', 'no'])]);
    expect(textOf(pageOf(plain))).not.toContain(hint);
  });

  it('gives an estimate and its error one heading, and each panel a body of its own', () => {
    const markup = markupOf(
      pageOf(
        printedTable('en', [
          plainRow('p', 'panel', ['Wet years']),
          plainRow('a', 'estimate', ['A', '1', '2']),
          plainRow('a', 'spread', ['', '(1)', '(2)']),
          { ...plainRow('q', 'panel', ['Dry years']), rule: true },
        ]),
      ),
    );
    expect(markup.match(/<tbody>/gu)).toHaveLength(2);
    expect(markup).toMatch(/<th scope="row"\s+rowspan="2">A<\/th>/u);
    expect(markup).toMatch(/<th scope="rowgroup"\s*>Wet years<\/th>/u);
  });
});

describe('the list of tables', () => {
  it('has each caption in the reader’s language', () => {
    expect(linksOf(tablesPage(inChinese()).body)).toEqual([['table-table1.html', '表 1. 收成']]);
    const none = plainSite({ tables: [] });
    expect(textOf(tablesPage(inEnglish(none)).body)).toBe('No step prints a table yet.');
  });
});
