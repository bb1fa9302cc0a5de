import { describe, expect, it } from 'vitest';
import { formOf, readForm } from '../../../src/engine/study/forms.ts';

describe('the form of a step', () => {
  it('is SQL unless it says otherwise, and none for a kind that there is not', () => {
    expect(formOf({})).toBe('sql');
    expect(formOf({ kind: 'shell' })).toBe('shell');
    expect(formOf({ use: 'table' })).toBe('use');
    expect(formOf({ kind: 'python' })).toBeUndefined();
  });

  it('says where its code is and what it writes', () => {
    expect(readForm('sql', 'panel', {})).toMatchObject({
      run: 'sql/panel.sql',
      outputs: { panel: 'outputs/parquet/panel.parquet' },
      threads: 1,
      params: {},
    });
    expect(readForm('shell', 's', { run: 'make', outputs: { s: 'a' } } as never)).toMatchObject({
      run: 'make',
      file: false,
    });
  });

  it('takes every key of a use that is no key of all steps for a parameter', () => {
    const raw = { use: 'table', needs: ['a'], expect: {}, columns: ['t.1'] };
    expect(readForm('use', 't', raw as never)).toMatchObject({
      kind: 'ts',
      run: 'steps/table.ts',
      use: 'table',
      params: { columns: ['t.1'] },
    });
  });
});
