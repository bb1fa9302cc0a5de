import { describe, expect, it } from 'vitest';
import { dataIndexPage } from '../../../src/report/pages/data.ts';
import { sourcesPage } from '../../../src/report/pages/sources.ts';
import type { Survey, SurveyedTable } from '../../../src/sources/survey.ts';
import { factOf, linksOf, rowsOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, plainSite } from '../plain-site.ts';

const READ: SurveyedTable = {
  file: 'data/raw/fields/a.xlsx',
  sheet: 'mm',
  format: 'xlsx',
  outcome: 'read',
  settled: false,
  kind: 'rain by town',
  why: 'it has columns town and mm',
  reason: '',
  code: '',
  todo: '',
  headerRows: [1, 2],
  yearFrom: 'file',
  counts: { read: 1500, kept: 1200, rejected: 300 },
  columns: [
    {
      column: 'mm',
      variable: 'rain',
      unit: 'cm',
      year: 2014,
      scope: null,
      note: null,
      nearest: null,
    },
    {
      column: 'rian',
      variable: null,
      unit: null,
      year: null,
      scope: null,
      note: null,
      nearest: 'rain',
    },
  ],
  rejects: [
    { column: 'day', reason: 'bad_date', count: 200 },
    { column: 'mm', reason: 'other', count: 100 },
  ],
  years: [2013, 2014],
  units: 3,
};
const REFUSED: SurveyedTable = {
  ...READ,
  file: 'data/raw/fields/b.pdf',
  sheet: '',
  outcome: 'refused',
  kind: null,
  why: null,
  code: 'E_NOT_A_TABLE',
  reason: 'it is a document',
  counts: {},
  columns: [],
  rejects: [],
  years: null,
  units: null,
};
const SURVEY: Survey = {
  tables: [READ, REFUSED],
  coverage: {
    unit: 'town',
    expected: 4,
    span: [2012, 2014],
    lines: [
      {
        variable: 'rain',
        years: new Map([
          [2012, 3],
          [2014, 4],
        ]),
        missing: [],
      },
      { variable: 'snow', years: new Map([[2012, 1]]), missing: ['Aston'] },
    ],
  },
};
const sources = [{ step: 'fields', survey: SURVEY }];
const pageOf = (context = inEnglish()) => sourcesPage(context, sources).body;

describe('the page of raw files', () => {
  it('has a row for each file, with reasons as the study says them', () => {
    const rows = rowsOf(pageOf());
    expect(rows).toContain(
      'a.xlsx [mm] | read | rain by town | 2013–2014 | 3 | 1,500 | 1,200 | 0 | Bad date 200, other 100',
    );
    expect(rows).toContain('b.pdf | refused | | | | 0 | 0 | 0 | E_NOT_A_TABLE it is a document');
  });

  it('says what each column was taken for, and why', () => {
    const page = pageOf();
    expect(rowsOf(page)).toContain('mm | rain | cm | 2014 | |');
    expect(rowsOf(page)).toContain('rian | not used (nearest: rain) | | | |');
    expect(factOf(page, 'because')).toBe('it has columns town and mm');
    expect(factOf(page, 'year from')).toBe('the name of the file');
  });

  it('counts units by variable and year, years without a value too', () => {
    const page = pageOf();
    expect(textOf(page)).toContain('town: how many have a value, by year (of 4)');
    expect(rowsOf(page)).toContain('rain | 3 | 0 | 4 |');
    expect(rowsOf(page)).toContain('snow | 1 | 0 | 0 | Aston');
  });

  it('is said in Chinese', () => {
    expect(textOf(pageOf(inChinese()))).toContain('未接受');
  });

  it('is linked from the data, where a step says what became of its files', () => {
    const context = inEnglish(plainSite({ sources }));
    expect(linksOf(dataIndexPage(context).body)).toContainEqual(['sources.html', 'Raw files']);
    expect(linksOf(dataIndexPage(inEnglish()).body).map(([href]) => href)).not.toContain(
      'sources.html',
    );
  });
});
