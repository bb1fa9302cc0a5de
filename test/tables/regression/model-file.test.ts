import { describe, expect, test } from 'vitest';
import { readModelFile } from '../../../src/tables/regression/model-file.ts';
import { FITS } from '../published-fits.ts';

describe('readModelFile', () => {
  test('gives each fit with its step and place', () => {
    const text = JSON.stringify({ fits: FITS.map(({ fit }) => fit) });
    expect(readModelFile('baseline', text)).toEqual(FITS);
  });

  test('takes null in a term for the missing number that JSON cannot write', () => {
    const fit = { ...FITS[0]?.fit, terms: [{ term: 'x', estimate: 1, p_value: Number.NaN }] };
    const [read] = readModelFile('baseline', JSON.stringify({ fits: [fit] }));
    expect(read?.fit.terms[0]?.p_value).toBeNaN();
    expect(read?.fit.terms[0]?.estimate).toBe(1);
  });

  test.each(['{"fits": 3}', '[]', 'PAR1', '{"fits": [{"id": "x"}]}'])('refuses %s', (text) => {
    expect(() => readModelFile('panel', text)).toThrow(
      expect.objectContaining({ code: 'E_MODEL_FILE' }),
    );
  });
});
