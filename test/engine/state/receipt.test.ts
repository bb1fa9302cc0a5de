import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readReceipt, writeReceipt, type Receipt } from '../../../src/engine/state/receipt.ts';
import { folder } from '../../support/folder.ts';

const RECEIPT: Receipt = {
  format: 7,
  step: 'panel',
  fingerprint: 'f',
  components: { code: 'c' },
  contract: '{}',
  outputs: { panel: { path: 'outputs/parquet/panel.parquet', sha256: 's', bytes: 3 } },
  counts: { rows: 2 },
  ms: 41,
  finished: '2026-01-01T00:00:00.000Z',
};

it('is read as it was written', () => {
  const root = folder();
  writeReceipt(join(root, 'receipts'), RECEIPT);
  expect(readReceipt(join(root, 'receipts'), 'panel', 7)).toEqual(RECEIPT);
});

it('of another format, another step, or with parts missing does not count', () => {
  const root = folder();
  const write = (receipt: object) =>
    writeFileSync(join(root, 'panel.json'), JSON.stringify(receipt));
  const { components: _, ...withoutComponents } = RECEIPT;
  const { outputs: __, ...withoutOutputs } = RECEIPT;
  for (const wrong of [{ ...RECEIPT, step: 'x' }, withoutComponents, withoutOutputs]) {
    write(wrong);
    expect(readReceipt(root, 'panel', 7)).toBeUndefined();
  }
  write(RECEIPT);
  expect(readReceipt(root, 'panel', 8)).toBeUndefined();
});

it('that is missing or damaged does not count either', () => {
  const root = folder();
  expect(readReceipt(root, 'panel', 7)).toBeUndefined();
  writeFileSync(join(root, 'panel.json'), '{"format":7,');
  expect(readReceipt(root, 'panel', 7)).toBeUndefined();
});
