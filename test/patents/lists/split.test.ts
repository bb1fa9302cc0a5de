import { describe, expect, test } from 'vitest';
import { beginsIpc } from '../../../src/patents/ipc.ts';
import { splitEntries, splitList } from '../../../src/patents/lists/split.ts';

describe('names', () => {
  test.each([
    ['甲公司; 乙大学', ['甲公司', '乙大学']],
    ['甲公司；乙大学\n', ['甲公司', '乙大学']],
    ['["甲公司","乙大学"]', ['甲公司', '乙大学']],
    ['[{"name":"甲公司"},{"name":"乙大学"}]', ['甲公司', '乙大学']],
    ['Acme, Inc.; B & C', ['Acme, Inc.', 'B & C']],
    ['-', []],
    [null, []],
  ])('%j', (cell, parts) => {
    expect(splitList(cell)).toEqual(parts);
  });
});

describe('classes', () => {
  test.each([
    'F03D7/04; H02J3/38',
    'F03D7/04  H02J3/38',
    'F03D7/04,H02J3/38',
    'F03D7/04/H02J3/38',
    'F03D7/04①; H02J3/38②',
    'F03D7/04和H02J3/38',
    'F03D7/04|H02J3/38',
    '["F03D7/04","H02J3/38"]',
    '[{"code":"F03D7/04"},{"code":"H02J3/38"}]',
  ])('%j', (cell) => {
    expect(splitEntries(cell, beginsIpc)).toEqual(['F03D7/04', 'H02J3/38']);
  });
});
