import { describe, expect, test } from 'vitest';
import { recognisePatents } from '../../../src/patents/tables/recognise.ts';
import type { Row } from '../../../src/sources/table.ts';
import { sources } from '../reference.ts';

const recognise = (rows: readonly Row[], rule = {}, hidden = false) =>
  recognisePatents({ format: 'xlsx', sheet: 'S', hidden, rows }, rule, sources);
const FULL = ['申请号', '公开号', '申请日', 'IPC', '城市', '引证专利', '被引证专利', '合享价值度'];

describe('a table is', () => {
  test.each([
    ['documents', FULL],
    ['documents', ['申请号', '公开号', '申请日', 'IPC']],
    ['pairs', ['citing', 'cited']],
    ['part', ['申请号', '城市']],
    ['part', ['申请号', '引证专利', '被引证专利']],
  ])('%s: %j', (role, names) => {
    expect(recognise([names])).toMatchObject({ role });
  });

  test.each([[[['城市', 'GDP']]], [[['序号', '备注']]], [[]]])('nothing of patents: %j', (rows) => {
    expect(recognise(rows)).toMatchObject({ ignored: 'no columns of patents' });
  });
});

test('the mapping says what it is, why, and what each column is', () => {
  const names = ['申请号', '公开号', '申请日子', 'IPC', '备注'];
  expect(recognise([['检索结果'], names])).toMatchObject({
    mapping: {
      kind: 'an InCoPat export, a part of it',
      why: 'columns 申请号, 公开号, IPC',
      headerRows: [2, 2],
      columns: [
        { index: 0, header: '申请号', variable: 'application_no', nearest: null },
        { variable: 'publication_no' },
        { variable: null, nearest: '申请日' },
        { variable: 'ipc' },
        { variable: null, nearest: null },
      ],
    },
  });
});

test('a hidden sheet is left out, unless the study names it', () => {
  expect(recognise([FULL], {}, true)).toMatchObject({ ignored: 'a hidden sheet' });
  expect(recognise([FULL], { sheet: 'S' }, true)).toMatchObject({ role: 'documents' });
});

test('a study says which source it is of', () => {
  const names = ['Publication number', 'Title', 'Applicants', 'IPC', 'Publication date'];
  const kindOf = (rule: object) => {
    const found = recognise([names], rule);
    return 'ignored' in found ? found.ignored : found.header.source.id;
  };
  expect(kindOf({ kind: 'espacenet' })).toBe('espacenet');
  expect(kindOf({ kind: 'an Orbit export' })).toBe('orbit');
});
