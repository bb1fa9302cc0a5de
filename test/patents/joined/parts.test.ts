import { describe, expect, test } from 'vitest';
import { stagePair, stagePart } from '../../../src/patents/joined/parts.ts';
import { JOINED } from '../../../src/patents/joined/sql.ts';
import { findHeader } from '../../../src/patents/tables/header.ts';
import type { Cell } from '../../../src/sources/table.ts';
import { numbers, sources } from '../reference.ts';

function headerOf(names: readonly string[]) {
  const header = findHeader([names], sources);
  if (header === null) throw new Error('the header is known');
  return header;
}
const pair = (names: readonly string[], row: readonly Cell[]) =>
  stagePair(row, headerOf(names), numbers, [3, 7]);

describe('a pair', () => {
  test('is a cited document of one and a citing one of the other', () => {
    expect(pair(['citing', 'cited'], ['US 9,014,905 B1', 'CN-101234567-A'])).toEqual({
      table: 'links',
      rows: [
        [3, 7, null, 'US9014905', 'cites', 'CN101234567A'],
        [3, 7, null, 'CN101234567', 'cited_by', 'US9014905B1'],
      ],
    });
  });

  test('of PatentsView has numbers without their office', () => {
    const names = ['patent_id', 'citation_sequence', 'citation_patent_id'];
    expect(pair(names, ['9014905', '0', 'D612345'])).toMatchObject({
      rows: [
        [3, 7, null, 'US9014905', 'cites', 'USD612345'],
        [3, 7, null, 'USD612345', 'cited_by', 'US9014905'],
      ],
    });
  });

  test('of PatentsView with a document of another office', () => {
    const names = ['patent_id', 'citation_sequence', 'citation_application_id', 'citation_country'];
    expect(pair(names, ['9014905', '0', '101234567', 'CN'])).toMatchObject({
      rows: [[3, 7, null, 'US9014905', 'cites', 'CN101234567'], expect.anything()],
    });
  });

  test('of applications is found by them', () => {
    const names = ['施引专利申请号', '被引专利申请号'];
    expect(pair(names, ['CN201710117081.7', '201610000001.5'])).toMatchObject({
      rows: [
        [3, 7, 'CN201710117081', null, 'cites', 'CN201610000001'],
        [3, 7, 'CN201610000001', null, 'cited_by', 'CN201710117081'],
      ],
    });
  });

  test.each([
    [['US9014905B1', 'GB/T 18451'], { field: 'cited', reason: 'not_a_patent' }],
    [['CN10', 'CN101234567A'], { field: 'citing', reason: 'not_a_patent' }],
    [['', 'CN101234567A'], { field: 'citing', reason: 'no_publication_no' }],
  ])('%j is none', (row, problem) => {
    expect(pair(['citing', 'cited'], row)).toMatchObject({ table: null, problem });
  });
});

test('a part is found by filing and publication, and keeps its text', () => {
  const header = headerOf(['申请号', '公开号', '城市']);
  const staged = stagePart(
    ['201710117081.7', 'CN 106844774 A', ' 杭州市 '],
    header,
    numbers,
    [0, 1],
  );
  const cells = JOINED.map((field) => {
    if (field === 'application_no') return '201710117081.7';
    if (field === 'publication_no') return 'CN106844774A';
    return field === 'cities' ? '杭州市' : null;
  });
  expect(staged).toEqual({
    table: 'parts',
    rows: [[0, 1, 'CN201710117081', 'CN106844774', ...cells]],
  });
});

test('a part without a number is told', () => {
  const header = headerOf(['申请号', '城市']);
  expect(stagePart(['2.01711E+11', '杭州市'], header, numbers, [0, 1])).toMatchObject({
    problem: { reason: 'mangled_application_no' },
  });
});
