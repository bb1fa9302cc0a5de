import { expect, it } from 'vitest';
import { timeLeft } from '../../../src/engine/events/time-left.ts';

/** a -> b -> c, and d by itself. */
const STEPS = [
  { step: 'a', needs: [], ms: 1000 },
  { step: 'b', needs: ['a'], ms: 2000 },
  { step: 'c', needs: ['b'], ms: 4000 },
  { step: 'd', needs: [], ms: 500 },
];
const running = (...steps: [string, number][]) => new Map(steps);

it('is that of what runs and of all that depends on it', () => {
  expect(timeLeft(STEPS, 1, new Map(), running(['a', 400]))).toEqual({ ms: 6600, isLeast: false });
});

it('counts nothing that depends on no change', () => {
  const settled = new Map([['a', false]]);
  expect(timeLeft(STEPS, 1, settled, running(['d', 0]))).toEqual({ ms: 500, isLeast: false });
  expect(timeLeft(STEPS, 1, settled, running())).toBeUndefined();
});

it('is shared among jobs, but no shorter than the longest way', () => {
  expect(timeLeft(STEPS, 4, new Map(), running(['a', 0], ['d', 0]))?.ms).toBe(7000);
  const wide = [1, 2, 3, 4].map((i) => ({ step: `s${i}`, needs: [], ms: 1000 }));
  const all = running(...wide.map(({ step }): [string, number] => [step, 0]));
  expect(timeLeft(wide, 2, new Map(), all)?.ms).toBe(2000);
});

it('is the least that it can be where a step was never built, and unknown where none was', () => {
  const [a, ...rest] = STEPS;
  const unbuilt = [a!, { step: 'b', needs: ['a'] }, ...rest.slice(1)];
  expect(timeLeft(unbuilt, 1, new Map([['a', true]]), running())).toEqual({
    ms: 4000,
    isLeast: true,
  });
  expect(timeLeft([{ step: 'b', needs: [] }], 1, new Map(), running(['b', 10]))).toBeUndefined();
});

it('is not negative for a step that takes longer than last time', () => {
  expect(timeLeft(STEPS, 1, new Map(), running(['d', 900]))?.ms).toBe(0);
});
