import { expect, test } from 'vitest';
import { missingTables, patstatHead } from '../../../src/patents/joined/patstat.ts';

test.each([
  [['appln_id', 'appln_auth', 'appln_nr', 'appln_kind', 'appln_filing_date', 'granted'], 'tls201'],
  [['PERSON_ID', 'PERSON_NAME', 'PERSON_ADDRESS', 'person_ctry_code'], 'tls206'],
  [['person_id', 'appln_id', 'applt_seq_nr', 'invt_seq_nr'], 'tls207'],
  [['appln_id', 'ipc_class_symbol', 'ipc_class_level'], 'tls209'],
  [['pat_publn_id', 'publn_auth', 'publn_nr', 'publn_kind', 'appln_id', 'publn_date'], 'tls211'],
  [['pat_publn_id', 'citn_id', 'cited_pat_publn_id'], 'tls212'],
])('%j is of %s', (names, table) => {
  expect(patstatHead([names])).toMatchObject({ table });
});

test('a table that is not needed is named', () => {
  expect(patstatHead([['appln_id', 'cpc_class_symbol']])).toEqual({ other: 'tls224_appln_cpc' });
});

test('other tables are none of PATSTAT', () => {
  expect(patstatHead([['申请号', '申请日']])).toBeNull();
  expect(patstatHead([])).toBeNull();
});

test('what a document needs is asked for', () => {
  expect(missingTables(new Set(['tls201', 'tls211', 'tls206']))).toEqual([
    'tls209 (IPC classes)',
    'tls212 (citations)',
  ]);
});
