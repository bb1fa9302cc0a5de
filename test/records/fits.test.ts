import { describe, expect, test } from 'vitest';
import { readFits, readModel } from '../../src/records/fits.ts';
import { FITS, WIDE_FITS } from '../tables/published-fits.ts';

const FILE = 'outputs/models/baseline.json';
const TEXT = JSON.stringify({ fits: FITS.map(({ fit }) => fit) });

describe('readFits', () => {
  test('gives each fit with its step and place', () => {
    expect(readFits('baseline', FILE, TEXT)).toEqual(FITS);
  });

  test('reads what is written of every estimator', () => {
    const text = JSON.stringify({ fits: WIDE_FITS.map(({ fit }) => fit) });
    expect(readFits('mechanism', FILE, text)).toEqual(WIDE_FITS);
    expect(new Set(WIDE_FITS.map(({ fit }) => fit.estimator)).size).toBeGreaterThan(1);
  });

  test('takes null in a term for the missing number that JSON cannot write', () => {
    const [first] = FITS[0]!.fit.terms;
    const fit = { ...FITS[0]!.fit, terms: [{ ...first, p_value: Number.NaN }] };
    const [read] = readFits('baseline', FILE, JSON.stringify({ fits: [fit] }));
    expect(read?.fit.terms[0]?.p_value).toBeNaN();
    expect(read?.fit.terms[0]?.estimate).toBe(first?.estimate);
  });

  test('keeps what an estimator adds to its record', () => {
    const fit = { ...FITS[0]!.fit, selection: { rounds: 55 } };
    const [read] = readFits('baseline', FILE, JSON.stringify({ fits: [fit] }));
    expect(read?.fit).toHaveProperty('selection.rounds', 55);
  });

  test.each([
    ['{"fits": 3}', '$.fits: '],
    ['[]', '$: '],
    ['PAR1', 'not JSON'],
    ['{"fits": [{"id": "x", "estimator": "feols"}]}', '$.fits[0].formula: '],
    ['{"fits": [{"id": "x", "estimator": "tobit"}]}', '$.fits[0].estimator: '],
  ])('refuses %s', (text, message) => {
    expect(() => readFits('panel', FILE, text)).toThrow(
      expect.objectContaining({
        code: 'E_MODEL_FILE',
        where: FILE,
        message: expect.stringContaining(message) as unknown,
      }),
    );
  });
});

describe('readModel', () => {
  test('parts the fits from what else the step wrote', () => {
    const text = JSON.stringify({ fits: [FITS[0]!.fit], event_study: { points: [] } });
    expect(readModel(FILE, text)).toEqual({
      fits: [FITS[0]!.fit],
      other: { event_study: { points: [] } },
    });
  });

  test('reads a file without fits, and refuses what is no object', () => {
    expect(readModel(FILE, '{"means": [1]}')).toEqual({ fits: [], other: { means: [1] } });
    expect(() => readModel(FILE, '[1]')).toThrow(expect.objectContaining({ code: 'E_MODEL_FILE' }));
  });
});
