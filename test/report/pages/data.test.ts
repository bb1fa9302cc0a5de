import { describe, expect, it } from 'vitest';
import { dataIndexPage, dataPageOf } from '../../../src/report/pages/data.ts';
import type { DataTable } from '../../../src/report/site-data.ts';
import { factOf, linksOf, markupOf, rowsOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, plainColumn, plainSite } from '../plain-site.ts';

const fields = (more: Partial<DataTable> = {}): DataTable => ({ ...plainSite().data[0]!, ...more });
const pageOf = (found: DataTable, context = inEnglish()) => dataPageOf(context, found).body;

describe('the page of a table', () => {
  it('says what it is and links to the file itself', () => {
    const page = pageOf(fields());
    expect([factOf(page, 'Rows'), factOf(page, 'Columns'), factOf(page, 'Size')]).toEqual([
      '2,800',
      '4',
      '2.0 kB',
    ]);
    expect(linksOf(page)).toContainEqual([
      '../parquet/fields.parquet',
      'outputs/parquet/fields.parquet',
    ]);
    expect(textOf(page)).toContain('city, year: without missing values and unique holds');
  });

  it('gives numbers their quartiles, and codes and texts none', () => {
    const profile = rowsOf(pageOf(fields())).filter((row) => /INTEGER|VARCHAR|DOUBLE/u.test(row));
    expect(profile.map((row) => row.replaceAll(/ \| 200[679]: .*$/gu, ''))).toEqual([
      'city | INTEGER code | 0 | 200 | | | | | | each value in 14 rows',
      expect.stringMatching(
        /^year \| INTEGER \| 0 \| 14 \| 2006 \| 2009 \| 2012.5 \| 2016 \| 2019/u,
      ),
      'crop | VARCHAR | 28 (1%) | 2 | | | | | | Most frequent values wheat: 2,700 rice: 72',
      expect.stringMatching(/^rain \| DOUBLE \| 0 \| 2,700 \| 0.25 \| 1 \| 2 \| 3 \| 1234.5/u),
    ]);
  });

  it('draws a bar for each year, all of one height, and says each in words', () => {
    const column = fields().columns[1]!;
    const markup = markupOf(pageOf(fields({ columns: [column], first: [] })));
    const heights = [...markup.matchAll(/<rect[^>]* height="(\d+)"/gu)].map(([, height]) => height);
    expect(heights).toEqual(Array.from({ length: 14 }, () => '24'));
    expect(markup).toContain('aria-label="year, rows by value: 2006: 200; 2007: 200;');
    expect(markup).toContain('<title>2019: 200</title>');
  });

  it('says the ends of a part, and draws a row among thousands so that it is seen', () => {
    const column = fields().columns[3]!;
    const markup = markupOf(pageOf(fields({ columns: [column], first: [] })));
    expect(markup).toContain('rain, rows by value: 0.25 – 617: 2,799; 617 – 1234.5: 1');
    expect(markup).toMatch(/<rect[^>]* y="23"[^>]* height="1"/u);
  });

  it('gives dates their first and last, and unique values no favourite', () => {
    const columns = [
      plainColumn('day', { type: 'DATE', kind: 'text', extremes: ['2006-01-01', '2019-12-31'] }),
      plainColumn('id', { type: 'VARCHAR', kind: 'code', distinct: 2800 }),
      plainColumn('empty', { type: 'VARCHAR', kind: 'text', missing: 2800, distinct: 0 }),
    ];
    const rows = rowsOf(pageOf(fields({ columns, first: [] })));
    expect(rows.filter((row) => /DATE|VARCHAR/u.test(row))).toEqual([
      'day | DATE | 0 | 2 | 2006-01-01 | | | | 2019-12-31 | each value in 1,400 rows',
      'id | VARCHAR code | 0 | 2,800 | | | | | | each value once',
      'empty | VARCHAR | 2,800 (100%) | 0 | | | | | |',
    ]);
  });

  it('says what its filter searches: all columns, of the rows listed and not of all', () => {
    expect(textOf(pageOf(fields()))).toContain(
      'Find in all columns of the 2 rows listed, not in all 2,800',
    );
    expect(textOf(pageOf(fields({ rows: 2 })))).toContain('Find in all columns of all 2 rows');
    expect(textOf(pageOf(fields(), inChinese()))).toContain(
      '只在此处列出的 2 行（共 2,800 行）的所有列中查找',
    );
  });

  it('cuts long cells and says so, only then', () => {
    const note = 'Cells of more than 160 characters are cut here';
    expect(textOf(pageOf(fields()))).toContain(note);
    expect(textOf(pageOf(fields()))).toContain(`${'x'.repeat(160)}…`);
    expect(textOf(pageOf(fields({ first: [['1', '2', '3', null]] })))).not.toContain(note);
  });

  it('says that a table has no rows', () => {
    expect(textOf(pageOf(fields({ rows: 0, first: [] })))).toContain('The table has no rows.');
  });
});

describe('the list of tables', () => {
  it('has rows, columns and size of each', () => {
    expect(rowsOf(dataIndexPage(inEnglish()).body)).toEqual([
      'Table | Made by step | Rows | Columns | Size',
      'fields | fields | 2,800 | 4 | 2.0 kB',
    ]);
  });
});
