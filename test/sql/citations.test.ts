import { expect, test } from 'vitest';
import { runSql } from '../support/run-sql.ts';

async function citations(documents: readonly string[], territories = 'abroad') {
  const list = documents.map((document) => `'${document}'`).join(', ');
  return runSql('citations', {
    tables: {
      patents: `from (values
          ('CN201710000001', [${list}]::varchar[], []::varchar[]),
          ('CN201710000002', ['US1234567'], ['CN106000001'])
        ) t(application_no, cites, cited_by)`,
      new_energy: `select 'CN201710000001' as application_no`,
    },
    variables: { territories },
  });
}

test('a document has the office that its number begins with', async () => {
  const rows = await citations(['CN103399241', 'US9014905', 'WO2010123456', 'EP2345678']);
  expect(rows).toEqual([
    link('CN103399241', 'CN', true),
    link('EP2345678', 'EP', false),
    link('US9014905', 'US', false),
    link('WO2010123456', 'WO', false),
  ]);
});

test('documents of states that ended belong to the successor', async () => {
  const rows = await citations(['SU1234567', 'DD123456', 'CS123456', 'YU12345']);
  expect(rows.map((row) => [row['document'], row['office'], row['domestic']])).toEqual([
    ['CS123456', 'CZ', false],
    ['DD123456', 'DE', false],
    ['SU1234567', 'RU', false],
    ['YU12345', 'RS', false],
  ]);
});

test('Taiwan, Hong Kong and Macao follow the setting and keep their office', async () => {
  const documents = ['TW201012345', 'HK1012345', 'MO001234', 'CN103399241'];
  const domestic = async (territories: string) => {
    const rows = await citations(documents, territories);
    return rows.map((row) => `${String(row['office'])} ${String(row['domestic'])}`);
  };
  expect(await domestic('abroad')).toEqual(['CN true', 'HK false', 'MO false', 'TW false']);
  expect(await domestic('domestic')).toEqual(['CN true', 'HK true', 'MO true', 'TW true']);
  expect(await domestic('excluded')).toEqual(['CN true']);
  await expect(domestic('foreign')).rejects.toThrow('territories is abroad, domestic or excluded');
});

test('citations of filings outside new energy are left out; both directions are kept', async () => {
  const rows = await runSql('citations', {
    tables: {
      patents: `from (values
          ('a', ['CN1', 'US2'], ['US2']), ('b', ['CN1'], ['CN3'])
        ) t(application_no, cites, cited_by)`,
      new_energy: `select 'a' as application_no`,
    },
    variables: { territories: 'abroad' },
  });
  expect(rows.map((row) => [row['application_no'], row['direction'], row['document']])).toEqual([
    ['a', 'made', 'CN1'],
    ['a', 'made', 'US2'],
    ['a', 'received', 'US2'],
  ]);
});

function link(document: string, office: string, domestic: boolean) {
  return { application_no: 'CN201710000001', direction: 'made', document, office, domestic };
}
