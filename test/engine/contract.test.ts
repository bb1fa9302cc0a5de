import { describe, expect, it } from 'vitest';
import { checksOf, contractOf, contractText } from '../../src/engine/contract.ts';
import type { Node } from '../../src/engine/graph.ts';
import type { FileHashes } from '../../src/engine/state/files.ts';

const files = (...known: readonly string[]) =>
  ({
    exists: (path: string) => known.includes(path),
    hash: (path: string) => Promise.resolve(known.includes(path) ? `hash of ${path}` : undefined),
  }) as unknown as FileHashes;
const node = (promised: object) =>
  ({ spec: { name: 't', expect: promised }, described: { params: { own: 1 } } }) as unknown as Node;
const HELD = {
  root: '/p',
  tables: [],
  inputs: [{ name: 'i', step: 's', path: '/i', table: { columns: [{ hash: 'h' }] } as never }],
  settings: { year: 2017, seed: 1 },
  names: { tables: [], variables: ['year', 'own'] },
};
const CHECKS = 'sql/checks/t.sql';

describe('what a step promises', () => {
  it('is nothing without expectations and checks', () => {
    expect(contractOf(files(), node({}), HELD)).toBeUndefined();
    expect(checksOf(files(CHECKS), node({}).spec)).toBe(CHECKS);
  });

  it('has the parameters of the step and the settings that its checks name', () => {
    const contract = contractOf(files(CHECKS), node({}), HELD);
    expect(contract).toMatchObject({ checks: CHECKS, params: { own: 1, year: 2017 } });
    expect(contract?.params).not.toHaveProperty('seed');
  });

  it('is another text for another expectation, setting or input that it looks at, and only then', async () => {
    const text = (promised: object, held: object = {}) =>
      contractText(files(), node(promised), { ...HELD, ...held });
    expect(await text({ key: ['a'] })).not.toBe(await text({ key: ['b'] }));
    expect(await text({}, { settings: { year: 2018, seed: 1 } })).not.toBe(await text({}));
    expect(await text({}, { settings: { year: 2017, seed: 2 } })).toBe(await text({}));
    expect(await text({}, { inputs: [] })).toBe(await text({}));
    const referring = { references: { a: 'i.a' } };
    expect(await text(referring, { inputs: [] })).not.toBe(await text(referring));
  });
});
