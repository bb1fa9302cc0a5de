import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../../../src/report/words/en.ts';
import { CHINESE } from '../../../src/report/words/zh.ts';
import { flowPage } from '../../../src/report/pages/flow.ts';
import { linksOf, markupOf, rowsOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, plainSite } from '../plain-site.ts';

describe('the data flow', () => {
  it('counts rows as rows: those of each table needed, made, and of the table of what was not used', () => {
    const [head, fields, main, table1] = rowsOf(flowPage(inEnglish()).body);
    expect(head).toBe(
      'Step | Needs (rows of its table) | Rows made | Not used (entries) | Counted by the step',
    );
    expect(fields).toMatch(/^fields \| data\/raw\/fields\/\*\.csv \| 2,800 \| 1,203 \| /u);
    expect(main).toMatch(/^main \| fields \(2,800\) \| \| \| /u);
    // What is printed has lines: they are no rows that the step made.
    expect(table1).toMatch(/^table1 \| main \| \| \| printed lines 3 printed columns 2$/u);
  });

  it('lets a long path of raw files break behind its slashes', () => {
    expect(markupOf(flowPage(inEnglish()).body)).toContain(
      '<code>data/<wbr />raw/<wbr />fields/<wbr />*.csv<wbr /></code>',
    );
  });

  it('names what each other count counts; one that it does not know says its own name', () => {
    const counted = (page: readonly string[]) => page[1]?.split(' | ').at(-1);
    expect(counted(rowsOf(flowPage(inEnglish()).body))).toBe(
      'files 2 rows read 4,003 rows kept 2,800 own count 7',
    );
    expect(counted(rowsOf(flowPage(inChinese()).body))).toBe(
      '文件 2 读入的行 4,003 保留的行 2,800 own count 7',
    );
  });

  it('has a Chinese word for every count that it has an English one for', () => {
    const missing = Object.keys(ENGLISH.flow.counted).filter(
      (name) => !(name in CHINESE.flow.counted),
    );
    expect(missing).toEqual([]);
  });

  it('gives reasons in the reader’s words with their name, and counts entries, not rows', () => {
    const english = flowPage(inEnglish()).body;
    expect(rowsOf(english).slice(-3)).toEqual([
      'Reason | Entries',
      'Bad date bad_date | 1,200',
      'too_wet | 3',
    ]);
    expect(rowsOf(flowPage(inChinese()).body).slice(-2)[0]).toBe('日期有误 bad_date | 1,200');
    expect(textOf(english)).toContain('An entry is a row or a cell of a raw file.');
  });

  it('leads from a number of rows to the table, where the report shows it', () => {
    const links = linksOf(flowPage(inEnglish()).body);
    expect(links).toContainEqual(['data-fields.html', '2,800']);
    expect(links).not.toContainEqual(['data-fields_rejects.html', '1,203']);
  });

  it('says that nothing was rejected where nothing was', () => {
    for (const rejects of [[], [{ step: 'fields', artifact: 'fields_rejects', reasons: [] }]])
      expect(textOf(flowPage(inEnglish(plainSite({ rejects }))).body)).toContain(
        'No step rejected anything.',
      );
  });
});
