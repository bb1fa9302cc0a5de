import { describe, expect, it } from 'vitest';
import type { Coverage, SurveyedTable } from '../../../src/sources/survey.ts';
import type { Looked } from '../../../src/verbs/sources/look.ts';
import { sourceText } from '../../../src/verbs/sources/text.ts';

const GOOD: SurveyedTable = {
  file: 'data/raw/rain/a.xlsx',
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
      unit: 'mm',
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
    { column: 'mm', reason: 'bad_number', count: 200 },
    { column: 'town', reason: 'no_town', count: 100 },
  ],
  years: [2013, 2014],
  units: 3,
};
const BAD: SurveyedTable = {
  ...GOOD,
  file: 'data/raw/rain/sub/b.pdf',
  sheet: '',
  outcome: 'refused',
  code: 'E_NOT_A_TABLE',
  reason: 'it is a document',
  todo: 'Take it away.',
  kind: null,
  why: null,
  headerRows: null,
  yearFrom: null,
  counts: {},
  columns: [],
  rejects: [],
};
const EMPTY: SurveyedTable = { ...GOOD, file: 'c.csv', sheet: '', counts: { read: 2 } };
const COVERAGE: Coverage = {
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
    { variable: 'snow', years: new Map([[2013, 1]]), missing: ['Aston', 'Bath'] },
  ],
};
const looked = (tables: readonly SurveyedTable[], coverage: Coverage | null = null): Looked => {
  return { step: 'rain', unit: 'cells', survey: { tables, coverage }, files: [], warnings: [] };
};
const text = (found: Looked, isDetailed = false, language: 'en' | 'zh' = 'en', columns = 90) =>
  sourceText(found, { language, columns, isDetailed: () => isDetailed }).split('\n');

describe('what became of raw files', () => {
  it('is a line a file', () => {
    expect(text(looked([GOOD, BAD, EMPTY]))).toEqual([
      'rain: 3 files, read 1,502, kept 1,200, rejected 300 (cells)',
      '  read     a.xlsx [mm]  kept 1,200; 2013–2014; bad_number 200, no_town 100; rain by town',
      '  refused  sub/b.pdf    E_NOT_A_TABLE it is a document',
      '  nothing  c.csv        kept 0; 2013–2014; bad_number 200, no_town 100; rain by town',
      '',
    ]);
  });

  it('is told column by column where that is asked for', () => {
    expect(text(looked([GOOD, BAD]), true)).toEqual([
      'rain: 2 files, read 1,500, kept 1,200, rejected 300 (cells)',
      '  read     a.xlsx [mm]  kept 1,200; 2013–2014; bad_number 200, no_town 100; rain by town',
      '      rain by town; because: it has columns town and mm',
      '      xlsx; header in row 1–2; year from the name of the file',
      '      bad_number 200, no_town 100',
      '      mm    → rain                      mm, 2014',
      '      rian  → not used (nearest: rain)',
      '  refused  sub/b.pdf    E_NOT_A_TABLE it is a document',
      '      xlsx',
      '      Take it away.',
      '',
    ]);
  });

  it('ends with the years of each variable, those without a value too', () => {
    expect(text(looked([GOOD], COVERAGE)).slice(2)).toEqual([
      '  town: how many have a value, by year (of 4)',
      '          2012  2013  2014',
      '    rain     3     0     4',
      '    snow     0     1     0',
      '  snow without any value: Aston, Bath',
      '',
    ]);
  });

  it('counts what another file states as well, and shows the whole reason of what is refused', () => {
    const same = { ...GOOD, counts: { read: 8, merged: 8 }, rejects: [], years: null };
    const long = { ...BAD, reason: `it is a document ${'of many words '.repeat(12)}and ends here` };
    const [, first = '', second = ''] = text(looked([same, long]));
    expect(first).toContain('a.xlsx [mm]  kept 0, merged 8; rain by town');
    expect(second).toMatch(/and ends here$/u);
  });

  it('says in Chinese what a file was taken for, where its reader does', () => {
    const [, line = ''] = text(looked([{ ...GOOD, kindZh: '各镇降雨量' }]), false, 'zh');
    expect(line).toContain('各镇降雨量');
    expect(text(looked([{ ...GOOD, kindZh: '各镇降雨量' }]))[1]).toContain('rain by town');
  });

  it('names what no file has a value of, and units that several variables lack once', () => {
    const missing = Array.from({ length: 12 }, (_, i) => `Town ${i}`);
    const years = new Map([[2013, 1]]);
    const lines = [
      { variable: 'hail', years: new Map<number, number>(), missing: [] },
      { variable: 'rain', years, missing },
      { variable: 'snow', years, missing },
    ];
    const shown = text(looked([GOOD], { ...COVERAGE, lines }));
    expect(shown.filter((line) => line.includes('value of') || line.includes('without'))).toEqual([
      '  no file has a value of: hail',
      '  rain, snow without any value: Town 0, Town 1, Town 2, Town 3, Town 4, Town 5, Town 6, Town 7 … (12)',
    ]);
  });

  it('has as many years in a line as it has room for', () => {
    const narrow = text(looked([GOOD], COVERAGE), false, 'en', 22).slice(3, 9);
    expect(narrow.map((line) => line.trim().split(/\s+/u).join(' '))).toEqual([
      '2012 2013',
      'rain 3 0',
      'snow 0 1',
      '2014',
      'rain 4',
      'snow 0',
    ]);
  });

  it('is said in Chinese', () => {
    const lines = text(looked([GOOD, BAD]), false, 'zh');
    expect(lines[0]).toContain('2 个文件');
    expect(lines[1]).toContain('已读取');
    expect(lines[2]).toContain('未接受');
  });

  it('is the error of a step that found no file', () => {
    const error = { code: 'E_NO_FILES', where: 'x', message: 'there is none', hint: '' };
    const none = { step: 'rain', unit: 'cells', survey: null, files: [], warnings: [], error };
    expect(text(none)).toEqual(['rain: x E_NO_FILES there is none', '']);
  });
});
