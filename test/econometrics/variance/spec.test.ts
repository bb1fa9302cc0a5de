import { describe, expect, it } from 'vitest';
import type { VcovSpec } from '../../../src/econometrics/variance/kinds.ts';
import { readVcov, vcovColumns } from '../../../src/econometrics/variance/spec.ts';

describe('a variance that was asked for', () => {
  it('is iid unless given', () => {
    expect(readVcov(undefined)).toMatchObject({ type: 'iid', clusters: [], needs: [] });
  });

  it('names each cluster variable once', () => {
    expect(readVcov({ cluster: ['city', 'year', 'city'] }).clusters).toEqual(['city', 'year']);
    expect(readVcov({ cr2: 'prov' }).clusters).toEqual(['prov']);
  });

  it('says what columns it needs, and which of them hold numbers', () => {
    expect(readVcov({ conley: { lat: 'y', lon: 'x', cutoff: 9 } }).needs).toEqual([
      { role: 'latitude', name: 'y', isNumeric: true },
      { role: 'longitude', name: 'x', isNumeric: true },
    ]);
    expect(readVcov({ newey_west: { time: 'year', lag: 2 } }).needs).toEqual([
      { role: 'time', name: 'year', isNumeric: false },
    ]);
  });

  it('reads the parts of a combination', () => {
    expect(vcovColumns({ cluster: 'prov^year' })).toEqual(['prov', 'year']);
    expect(vcovColumns({ newey_west: { unit: 'city', time: 'year' } })).toEqual(['city', 'year']);
  });

  it.each<[unknown, RegExp]>([
    ['HC1', /"HC1" is no variance; there are iid, hetero, .*conley\.$/u],
    ['cluster', /"cluster" is no variance/u],
    [{ hetero: 'city' }, /is no variance/u],
    [{}, /\{\} is no variance/u],
    [{ cluster: '' }, /column for "cluster"/u],
    [{ newey_west: { unit: 'city' } }, /column for "time"/u],
    [{ newey_west: { time: 'year', lags: 2 } }, /newey_west has no option "lags"/u],
    [{ driscoll_kraay: { time: 'year', lag: -1 } }, /the lag is -1; it is a whole number from 0/u],
    [
      { conley: { lat: 'a', lon: 'b', distance: 'far' } },
      /"far" is none of triangular, spherical/u,
    ],
    [{ conley: { lat: 'a', lon: 'b', cutoff: Infinity } }, /the cutoff is Infinity/u],
  ])('%j is refused', (spec, text) => {
    const run = (): unknown => readVcov(spec as VcovSpec);
    expect(run).toThrow(text);
    expect(run).toThrow(expect.objectContaining({ code: 'E_VCOV' }));
  });
});
