import { describe, expect, it } from 'vitest';
import { splitDocuments } from '../../src/patents/cells.ts';

describe('a list of documents', () => {
  const two = ['CN101234567A', 'US9014905B1'];
  it.each([
    'CN101234567A; US9014905B1',
    'CN101234567A；US9014905B1; ',
    'CN101234567A, US9014905B1',
    'CN101234567A,US9014905B1',
    'CN101234567A，US9014905B1',
    'CN101234567A、US9014905B1',
    'CN101234567A|US9014905B1',
    'CN101234567A US9014905B1',
    'CN101234567A\nUS9014905B1',
  ])('is two documents, never one: %s', (cell) => {
    expect(splitDocuments(cell)).toEqual(two);
  });

  it('keeps a number that holds commas or blanks of its own', () => {
    expect(splitDocuments('US2,345,678; EP 2345678 A1')).toEqual(['US2,345,678', 'EP 2345678 A1']);
    expect(splitDocuments('-')).toEqual([]);
  });
});
