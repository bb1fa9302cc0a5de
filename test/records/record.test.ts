import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { maybe, numbers, readRecord } from '../../src/records/record.ts';

const SHAPE = z.object({
  points: z.array(z.object({ ...numbers('x', 'y'), z: maybe })),
});
const FILE = 'outputs/models/event_study.json';

describe('readRecord', () => {
  test('gives the parts asked for; a number that JSON could not write is NaN again', () => {
    const text = JSON.stringify({ fits: [], points: [{ x: 1, y: Number.NaN, z: null, more: 2 }] });
    expect(text).toContain('"y":null');
    expect(readRecord(FILE, text, SHAPE)).toEqual({ points: [{ x: 1, y: Number.NaN, z: null }] });
  });

  test.each([
    ['{"points": [{"x": 1, "y": 1, "z": 1}, {"x": "a", "y": 1, "z": 1}]}', '$.points[1].x: '],
    ['{"fits": []}', '$.points: '],
    ['[]', '$: '],
    ['', 'it is not JSON'],
  ])('names the file and the place that is wrong in %s', (text, message) => {
    expect(() => readRecord(FILE, text, SHAPE)).toThrow(
      expect.objectContaining({
        code: 'E_MODEL_FILE',
        where: FILE,
        message: expect.stringContaining(message) as unknown,
      }),
    );
  });
});
