import { describe, expect, it } from 'vitest';
import { causes, componentsOf, fingerprintOf } from '../../src/engine/fingerprint.ts';

const PARTS = {
  code: { hash: 'c', files: {}, tools: { node: '24' } },
  params: { draws: 500 },
  inputs: [],
  reads: {},
  files: { 'data/a.csv': 'f', 'data/b.csv': undefined },
  told: { synthetic: false, settings: [], fits: [], steps: [] },
};
const TABLE = {
  name: 'panel',
  step: 'panel',
  path: '/p/panel.parquet',
  sha256: 'bytes',
  table: {
    rows: 2,
    columns: [
      { name: 'city', type: 'INTEGER', hash: 'h1' },
      { name: 'year', type: 'INTEGER', hash: 'h2' },
    ],
  },
};

describe('the components of a step', () => {
  it('are its code, tools, parameters and files, by names that a reader understands', () => {
    expect(componentsOf(PARTS)).toMatchObject({
      code: 'c',
      'tool node': '24',
      'parameter draws': '500',
      'file data/a.csv': 'f',
      'file data/b.csv': 'missing',
    });
  });

  it('hold of a table the columns that are read, not its bytes', () => {
    const read = (columns: readonly string[] | '*') =>
      componentsOf({ ...PARTS, inputs: [TABLE], reads: { panel: columns } });
    expect(read(['year'])).toMatchObject({
      'input panel: rows': '2',
      'input panel: column year': 'INTEGER h2',
    });
    expect(read(['year'])).not.toHaveProperty('input panel: column city');
    expect(read('*')).toHaveProperty('input panel: column city');
    const unread = componentsOf({ ...PARTS, inputs: [TABLE], reads: {} });
    expect(fingerprintOf(unread)).toBe(fingerprintOf(componentsOf(PARTS)));
  });

  it('hold of a file that is no table its bytes', () => {
    const { table: _, ...file } = TABLE;
    expect(componentsOf({ ...PARTS, inputs: [file] })).toMatchObject({ 'input panel': 'bytes' });
  });
});

describe('causes', () => {
  it('name what is new, gone and changed', () => {
    expect(
      causes(
        { code: '1', 'parameter a': '1', 'input t: column x': 'h', 'tool vega': '6.3.0' },
        { code: '1', 'parameter a': '2', 'input t: column y': 'h', 'tool vega': '6.4.0' },
      ),
    ).toEqual([
      'a: 1 → 2',
      'new input t: column y',
      'tool vega: 6.3.0 → 6.4.0',
      'no more input t: column x',
    ]);
  });

  it('show a changed order of columns when it is all that changed', () => {
    const before = { 'input t: column order': 'a b' };
    expect(causes(before, { 'input t: column order': 'b a' })).toEqual(['input t: column order']);
  });

  it('name a setting once, however many parameters repeat it', () => {
    const before = { 'parameter start': '2017', 'parameter study.policy_year': '2017' };
    const after = { 'parameter start': '2016', 'parameter study.policy_year': '2016' };
    const settings = new Map(Object.keys(after).map((name) => [name, 'settings.policy_year']));
    expect(causes(before, after, () => settings)).toEqual(['settings.policy_year: 2017 → 2016']);
    expect(causes(before, after)).toEqual(['start: 2017 → 2016', 'study.policy_year: 2017 → 2016']);
  });

  it('show no hash', () => {
    const [old, now] = ['a'.repeat(64), 'b'.repeat(64)];
    expect(causes({ 'parameter note': old }, { 'parameter note': now })).toEqual([
      'parameter note',
    ]);
  });
});
