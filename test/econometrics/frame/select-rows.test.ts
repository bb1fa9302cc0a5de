import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/econometrics/frame/frame.ts';
import { selectRows, type Where } from '../../../src/econometrics/frame/select-rows.ts';

const FRAME: Frame = {
  rows: 5,
  columns: {
    size: { kind: 'number', values: Float64Array.of(1, 2, 3, NaN, 5) },
    type: { kind: 'text', codes: Int32Array.of(0, 1, 1, 0, -1), levels: ['growing', 'mature'] },
  },
};

describe('selectRows', () => {
  it.each<[string, Where, number[], string]>([
    ['a number', { size: 2 }, [0, 1, 0, 0, 0], 'size = 2, 1 of 5 rows'],
    ['a text', { type: 'growing' }, [1, 0, 0, 1, 0], 'type = growing, 2 of 5 rows'],
    ['several values', { size: [1, 5] }, [1, 0, 0, 0, 1], 'size in 1, 5, 2 of 5 rows'],
    ['limits', { size: { min: 2, max: 3 } }, [0, 1, 1, 0, 0], 'size >= 2, size <= 3, 2 of 5 rows'],
    [
      'both',
      { size: { min: 2 }, type: ['mature'] },
      [0, 1, 1, 0, 0],
      'size >= 2, type in mature, 2 of 5 rows',
    ],
    ['nothing', {}, [1, 1, 1, 1, 1], '5 of 5 rows'],
  ])('takes the rows that have %s, and never a missing value', (_, where, rows, words) => {
    const selected = selectRows(FRAME, where);
    expect([...selected.rows]).toEqual(rows);
    expect(selected.words).toBe(words);
  });

  it.each<[Where, string, string]>([
    [{ sise: 1 }, 'E_UNKNOWN_COLUMN', 'Did you mean size'],
    [{ size: 'two' }, 'E_WHERE', 'holds numbers, and "two" is none'],
    [{ type: 1 }, 'E_WHERE', 'holds text, and 1 is none'],
    [{ type: { min: 1 } }, 'E_WHERE', 'has no min or max'],
    [{ size: 4 }, 'E_WHERE', 'no row has size = 4'],
    [{ type: 'declining' }, 'E_WHERE', 'no row has type = declining'],
  ])('refuses %o', (where, code, text) => {
    let thrown: unknown;
    try {
      selectRows(FRAME, where);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code });
    const { message, hint } = thrown as { message: string; hint: string };
    expect(`${message} ${hint}`).toContain(text);
  });
});
