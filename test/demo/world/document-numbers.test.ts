import { describe, expect, it } from 'vitest';
import { parseApplicationNumber } from '../../../src/patents/application-number.ts';
import { numbers } from '../../patents/reference.ts';
import {
  applicationNumber,
  checkDigit,
  drawDomesticDocument,
  drawForeignDocument,
  ownNumber,
} from '../../../src/demo/world/document-numbers.ts';
import { randomStream } from '../../../src/econometrics/numeric/random.ts';

describe('numbers of applications', () => {
  it('end in the check digit of a known number', () => {
    expect(checkDigit('201710117081')).toBe('7');
    expect(applicationNumber(2017, 'invention', 117081)).toBe('CN201710117081.7');
  });

  it('have the short form before 2004', () => {
    expect(applicationNumber(2002, 'utility', 12345)).toMatch(/^CN02212345\.[\dX]$/);
  });

  it('are read by the reader of patents', () => {
    expect(parseApplicationNumber(applicationNumber(2010, 'utility', 7))).toEqual({
      key: 'CN201020000007',
    });
  });
});

describe('numbers of publications', () => {
  const stream = randomStream(1, 'documents');
  const documents = Array.from({ length: 2000 }, () => [
    drawDomesticDocument(stream),
    drawForeignDocument(stream),
  ]);

  it('are numbers that the reader of patents takes apart as they were put together', () => {
    for (const { base, kind } of documents.flat()) {
      expect(numbers.read(base + kind)).toMatchObject({ base, kind });
    }
  });

  it('are of CN or of another office, as asked', () => {
    const office = (i: 0 | 1): string[] => documents.map((pair) => pair[i]!.base.slice(0, 2));
    expect(new Set(office(0))).toEqual(new Set(['CN']));
    expect(new Set(office(1)).has('CN')).toBe(false);
    expect(new Set(office(1)).size).toBeGreaterThan(8);
  });

  it('of filings never meet those of the documents that they cite', () => {
    const own = [1990, 2006, 2019].flatMap((year) =>
      (['invention', 'utility', 'design'] as const).flatMap((kind) =>
        Array.from({ length: 500 }, (_, serial) => ownNumber(year, kind, serial)),
      ),
    );
    const cited = documents.map((pair) => pair[0]!.base).filter((base) => base.length === 11);
    const divisible = (base: string): boolean => Number(base.slice(2)) % 7 === 0;
    expect(new Set(own).size).toBe(own.length);
    expect(own.every(divisible)).toBe(true);
    expect(cited.length).toBeGreaterThan(1000);
    expect(cited.some(divisible)).toBe(false);
  });
});
