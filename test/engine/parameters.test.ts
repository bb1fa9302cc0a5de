import { expect, it } from 'vitest';
import { concerning, parameterComponents, settingsBehind } from '../../src/engine/parameters.ts';

it('are named leaf by leaf, a plain list being one', () => {
  expect(
    parameterComponents({
      study: { policy_year: 2017 },
      columns: ['table1.1', 'table1.2'],
      models: [{ id: 'a' }, { id: 'b' }],
      empty: {},
    }),
  ).toEqual({
    'parameter study.policy_year': '2017',
    'parameter columns': '["table1.1","table1.2"]',
    'parameter models[0].id': '"a"',
    'parameter models[1].id': '"b"',
    'parameter empty': '{}',
  });
});

it('tell two orders of a mapping apart, since it may be an order of models', () => {
  const [one, other] = [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ].map((models) => parameterComponents({ models }));
  expect(one).toHaveProperty('parameter models: key order', '["a","b"]');
  expect(other).toHaveProperty('parameter models: key order', '["b","a"]');
});

it('never give two paths one name', () => {
  const nested = parameterComponents({ where: { a: { b: 1 } } });
  const dotted = parameterComponents({ where: { 'a.b': 1 } });
  const list = parameterComponents({ where: { a: [{ b: 1 }] } });
  const keyed = parameterComponents({ where: { a: { '0': { b: 1 } } } });
  const names = [nested, dotted, list, keyed].flatMap((found) => Object.keys(found));
  expect(names).toEqual([
    'parameter where.a.b',
    'parameter where."a.b"',
    'parameter where.a[0].b',
    'parameter where.a."0".b',
  ]);
});

it('keep a long value as its hash', () => {
  const { 'parameter note': note } = parameterComponents({ note: 'x'.repeat(300) });
  expect(note).toMatch(/^[0-9a-f]{64}$/u);
});

it('know what of the study they repeat, whole or in part', () => {
  const at = 'pipeline.yaml#steps.t';
  const spec = {
    places: { start: `${at}.start`, study: `${at}.study`, all: `${at}.all`, own: `${at}.own` },
    repeats: {
      [`${at}.start`]: 'policy_year',
      [`${at}.study.policy_year`]: 'policy_year',
      [`${at}.all`]: 'years',
    },
  };
  const described = {
    params: {
      start: 2017,
      study: { policy_year: 2017, title: 'x' },
      all: { first: 1, last: [2] },
      own: 3,
      unit: 'city',
      seed: 7,
    },
    places: { unit: 'pipeline.yaml#study.unit', seed: 'pipeline.yaml#settings.seed' },
  };
  expect(Object.fromEntries(settingsBehind({ spec, described }))).toEqual({
    'parameter start': 'settings.policy_year',
    'parameter study.policy_year': 'settings.policy_year',
    'parameter all: key order': 'settings.years',
    'parameter all.first': 'settings.years.first',
    'parameter all.last': 'settings.years.last',
    'parameter unit': 'study.unit',
    'parameter seed': 'settings.seed',
  });
});

it('of a list by file are those entries that name a file of the step, whatever their place', () => {
  const ours = { files: 'a*.csv', year: 2014 };
  const idle = { files: ['rain/x.csv'], year: 2015 };
  const other = { files: 'snow/b.csv', ignore: true };
  const of = (list: object[]) => {
    const params = { n: 1, rules: list as never };
    return concerning({ params, byFile: { rules: 'files' } }, 'rain', ['data/rain/a1.csv']);
  };
  const both = { 'a*.csv': ours, 'rain/x.csv': idle };
  expect(of([ours, idle])).toEqual({ n: 1, rules: both });
  expect(of([other, ours, other, idle, other])).toEqual(of([ours, idle]));
  expect(of([ours, ours])).toEqual({ n: 1, rules: { 'a*.csv': ours, 'a*.csv again': ours } });
  expect(of([other])).toEqual({ n: 1 });
  // Later entries win, so their order is one of the step's parameters.
  expect(Object.keys(parameterComponents(of([idle, ours])))).toContain(
    'parameter rules: key order',
  );
});
