import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/tables/table.ts';
import { cellAt, fitIndexOf, parseAddress } from '../../../src/verbs/audit/trace-cell.ts';

describe('parseAddress', () => {
  it('keeps the colons of a term', () => {
    expect(parseAddress('f:2:rel::-1:treat:spread')).toEqual({
      step: 'f',
      column: '2',
      row: 'rel::-1:treat',
      kind: 'spread',
    });
    expect(() => parseAddress('table1:2')).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });
});

/** Two columns; the heading of the second line spans both. */
const TABLE = {
  columns: [{ id: 'label' }, { id: '1' }, { id: '2' }],
  body: [
    { id: 'did', kind: 'estimate', cells: [{ text: 'DID' }, { text: '0.1' }, { text: '0.2' }] },
    { id: 'did', kind: 'spread', cells: [{ text: '' }, { text: '(0.01)' }, { text: '(0.02)' }] },
    { id: 'controls', kind: 'fact', cells: [{ text: 'Controls' }, { text: 'yes', span: 2 }] },
  ],
} as unknown as Table;
const at = (address: string) => cellAt(TABLE, parseAddress(address));

describe('the cell at an address', () => {
  it('is the first of its row, or that of the line named', () => {
    expect(at('t:2:did')).toEqual({ text: '0.2' });
    expect(at('t:2:did:spread')).toEqual({ text: '(0.02)' });
  });

  it('may span columns', () => {
    expect(at('t:2:controls')).toMatchObject({ text: 'yes' });
  });

  it.each([
    ['t:third:did', 'no column "third"', 'there are 1, 2'],
    ['t:label:did', 'no column "label"', 'there are 1, 2'],
    ['t:1:ddi', 'no row "ddi"', 'Did you mean "did"?'],
    ['t:1:controls:spread', 'no row "controls"', 'Did you mean "controls"?'],
  ])('is not there: %s', (address, message, hint) => {
    expect(() => at(address)).toThrow(
      expect.objectContaining({
        code: 'E_UNKNOWN_CELL',
        message: expect.stringContaining(message),
        hint,
      }),
    );
  });
});

it('the place of a fit is read from a source’s path', () => {
  expect(fitIndexOf({ step: 'baseline', path: '$.fits[12].terms[0].estimate' })).toBe(12);
  expect(fitIndexOf({ step: 'balance', path: '$.before[0]' })).toBeUndefined();
});
