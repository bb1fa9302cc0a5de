import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../src/econometrics/numeric/random.ts';
import { dayOf, yearOf } from '../../../src/demo/world/day.ts';
import { makeFiling, publicationsOf, type Filing } from '../../../src/demo/world/filing.ts';

const COUNTS = { madeDomestic: 4, madeAbroad: 2, receivedDomestic: 3, receivedAbroad: 1 };
const make = (more: Partial<Parameters<typeof makeFiling>[1]> = {}): Filing =>
  makeFiling(randomStream(3, 'filing'), {
    year: 2012,
    serial: 5,
    kind: 'invention',
    newEnergy: true,
    applicants: [],
    counts: COUNTS,
    ...more,
  });

describe('makeFiling', () => {
  it('has as many documents of each office as it is asked for, all distinct', () => {
    const { made, received } = make();
    expect(made.filter(({ base }) => base.startsWith('CN'))).toHaveLength(4);
    expect(new Set(made.map(({ base }) => base)).size).toBe(6);
    expect(received.filter(({ base }) => base.startsWith('CN'))).toHaveLength(3);
    expect(received).toHaveLength(4);
  });

  it('is filed in its year and published after that', () => {
    const { filed, published, applicationNo } = make();
    expect(yearOf(filed)).toBe(2012);
    expect(published).toBeGreaterThan(filed);
    expect(applicationNo).toMatch(/^CN201210000005\.[\dX]$/u);
  });

  it('has no class where it is a design', () => {
    expect(make({ kind: 'design' }).ipc).toEqual([]);
    expect(make().ipc.length).toBeGreaterThan(0);
  });
});

describe('publicationsOf', () => {
  const of = (kind: Filing['kind'], published: number, granted: number | null) =>
    publicationsOf({ ...make(), kind, published, granted }).map((one) => one.kind);
  const [old, recent] = [dayOf(2010, 3, 31), dayOf(2010, 4, 1)];

  it.each<[string, Filing['kind'], number, number | null, string[]]>([
    ['an application', 'invention', old, null, ['A']],
    ['a grant before April 2010', 'invention', old - 400, old, ['A', 'C']],
    ['a grant from then on', 'invention', old, recent, ['A', 'B']],
    ['an old utility model', 'utility', old, null, ['Y']],
    ['a utility model', 'utility', recent, null, ['U']],
    ['a design', 'design', recent, null, ['S']],
  ])('of %s', (_, kind, published, granted, kinds) => {
    expect(of(kind, published, granted)).toEqual(kinds);
  });
});
