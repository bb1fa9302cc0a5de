import { describe, expect, it } from 'vitest';
import { slopeColumns } from '../../../src/econometrics/design/slopes.ts';

const group = (name: string, levels: number, rows: number) => ({
  name,
  codes: Int32Array.from({ length: rows }, (_, i) => i % levels),
  levels,
});

describe('varying slopes', () => {
  it('are a column for each level, which add up to the variable', () => {
    const x = Float64Array.of(5, 6, 7, 8);
    const { columns, levels } = slopeColumns([[group('prov[[x]]', 2, 4), x]]);
    expect(columns.map(({ name, values }) => [name, [...values]])).toEqual([
      ['prov[[x]]::0', [5, 0, 7, 0]],
      ['prov[[x]]::1', [0, 6, 0, 8]],
    ]);
    expect(levels).toEqual({ 'prov[[x]]': 2 });
  });

  it('are refused beyond a thousand, all effects together', () => {
    const x = new Float64Array(2000);
    const effects = [group('a[[x]]', 600, 2000), group('b[[x]]', 401, 2000)] as const;
    expect(() => slopeColumns(effects.map((effect) => [effect, x] as const))).toThrow(
      /1001 varying slopes; at most 1000/u,
    );
  });
});
