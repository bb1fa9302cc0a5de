import { describe, expect, it } from 'vitest';
import { besideFits, inFit, printedIn } from '../../src/report/printed-in.ts';
import type { TableRow } from '../../src/tables/table.ts';
import { linksOf, textOf } from './page-text.ts';
import { inChinese, inEnglish, plainRow, plainSite, printedTable } from './plain-site.ts';

const any = () => true;
const withBody = (body: readonly TableRow[]) =>
  plainSite({
    tables: [{ step: 't', table: { en: printedTable('en', body), zh: printedTable('zh', body) } }],
  });

describe('where a model is printed', () => {
  it('is the table and the column whose cells come from it', () => {
    expect(textOf(printedIn(inEnglish(), 'main', inFit(0)))).toBe('Table 1, column 1');
    expect(textOf(printedIn(inEnglish(), 'main', inFit(1)))).toBe('Table 1, column 2');
    expect(textOf(printedIn(inChinese(), 'main', inFit(1)))).toBe('表 1 ，第 2 列');
    expect(linksOf(printedIn(inEnglish(), 'main', inFit(0)))).toEqual([
      ['table-table1.html', 'Table 1'],
    ]);
  });

  it('is every column of a whole file, and the figures that draw what stands beside its fits', () => {
    expect(printedIn(inEnglish(), 'main', any).map(textOf)).toEqual([
      'Table 1, columns 1, 2',
      'Figure 1. Balance',
    ]);
    expect(printedIn(inEnglish(), 'main', besideFits).map(textOf)).toEqual(['Figure 1. Balance']);
  });

  it('is nowhere for a fit, a step or a number that no cell names', () => {
    expect(printedIn(inEnglish(), 'main', inFit(2))).toEqual([]);
    expect(printedIn(inEnglish(), 'other', any)).toEqual([]);
  });

  it('does not take fit 1 for fit 10', () => {
    const site = withBody([plainRow('a', 'estimate', ['A', ['1', '$.fits[10].nobs'], ''])]);
    expect(printedIn(inEnglish(site), 'main', inFit(1))).toEqual([]);
    expect(printedIn(inEnglish(site), 'main', inFit(10))).toHaveLength(1);
  });

  it('names the panel of a table that has panels, and counts columns behind cells that span several', () => {
    const site = withBody([
      plainRow('p', 'panel', ['Wet years']),
      plainRow('a', 'estimate', ['A', '', ['1', '$.fits[0].nobs']]),
      plainRow('q', 'panel', ['Dry years']),
      {
        id: 'b',
        kind: 'estimate',
        cells: [
          { text: 'B', span: 2 },
          { text: '2', source: { step: 'main', path: '$.fits[0].r2' } },
        ],
      },
    ]);
    expect(textOf(printedIn(inEnglish(site), 'main', inFit(0)))).toBe(
      'Table 1, panel “Wet years”, column 2; panel “Dry years”, column 2',
    );
  });

  it('names a table without a label by its title, and no column that has no number', () => {
    const table = {
      ...printedTable('en', [plainRow('a', 'fact', ['A', ['1', '$.balance[0].bias']])]),
      label: '',
      columns: [
        { id: 'row', align: 'left' },
        { id: 'bias', align: 'right' },
      ],
    } as const;
    const site = plainSite({ tables: [{ step: 't', table: { en: table, zh: table } }] });
    expect(printedIn(inEnglish(site), 'main', any).map(textOf)[0]).toBe('Harvests');
  });
});
