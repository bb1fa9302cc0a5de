import { expect, it } from 'vitest';
import { contractRules } from '../../src/report/contract-rules.ts';
import { inChinese, inEnglish, plainStep } from './plain-site.ts';

const rules = (expected: Readonly<Record<string, unknown>>, checks?: string) =>
  contractRules(
    inEnglish(),
    plainStep('panel', { expect: expected, ...(checks === undefined ? {} : { checks }) }),
  );

it('says every rule of a contract in words', () => {
  const contract = {
    key: ['city', 'year'],
    balanced: true,
    rows: [10, null],
    not_null: ['rain'],
    range: { rain: [0, 9000], heat: [null, 60] },
    accepted: { kind: ['a', 1, true] },
    references: { city: 'cities.city' },
  };
  expect(rules(contract, 'sql/checks/panel.sql')).toEqual([
    'city, year: without missing values and unique',
    'every combination of the key’s values occurs',
    'number of rows: 10 – ∞',
    'never missing: rain',
    'rain lies between 0 and 9,000',
    'heat lies between −∞ and 60',
    'kind is one of: a, 1, true',
    'each city occurs in cities.city',
    'sql/checks/panel.sql finds no offending row',
  ]);
});

it('says an exact number of rows, and nothing of a step without a contract', () => {
  expect(rules({ rows: 3584 })).toEqual(['number of rows: 3,584']);
  expect(rules({ balanced: false })).toEqual([]);
});

it('says them in Chinese', () => {
  const step = plainStep('panel', { expect: { key: ['city'], rows: 5 } });
  expect(contractRules(inChinese(), step)).toEqual(['city：无缺失且唯一', '行数：5']);
});
