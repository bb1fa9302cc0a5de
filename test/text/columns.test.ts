import { expect, it } from 'vitest';
import { inColumns } from '../../src/text/columns.ts';

it('puts cells under each other, numbers to the right, and leaves no blank at an end', () => {
  const lines = [
    ['name', 'rows', ''],
    ['城市', '7', 'x'],
    ['c', '1,000', ''],
  ];
  expect(inColumns(lines, [1])).toBe('name   rows\n城市      7  x\nc     1,000\n');
});

it('is nothing for no lines', () => {
  expect(inColumns([], [])).toBe('');
});
