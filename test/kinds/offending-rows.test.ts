import { expect, it } from 'vitest';
import { offendingRows } from '../../src/kinds/offending-rows.ts';
import { displayWidth } from '../../src/text/width.ts';

it('stand in columns, numbers to the right', () => {
  const rows = [
    { city: 110000, name: '北京', gdp: -3.5 },
    { city: 120000, name: 'Tianjin', gdp: null },
  ];
  expect(offendingRows(rows)).toBe(
    ['      city  name      gdp', '    110000  北京     -3.5', '    120000  Tianjin  null'].join(
      '\n',
    ),
  );
});

it('show the columns that are asked for, in that order', () => {
  const rows = [{ a: 'x', b: 'y', c: [1, 2] }];
  expect(offendingRows(rows, ['c', 'a'])).toBe('    c      a\n    [1,2]  x');
});

it('fit a terminal: what has no room is marked, long texts are cut', () => {
  const row = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`column_${i}`, 'x'.repeat(40)]),
  );
  const lines = offendingRows([row]).split('\n');
  expect(lines[0]).toMatch(/column_1 .*…$/u);
  expect(lines[1]).toContain(`${'x'.repeat(23)}…`);
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
});

it('show one column however wide its name', () => {
  expect(offendingRows([{ ['n'.repeat(100)]: 1 }])).toMatch(/^ {4}n+…\n +1$/u);
});
