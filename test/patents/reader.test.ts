import { describe, expect, test } from 'vitest';
import { rawTable, readTables } from './raw-table.ts';

const HEADER = [
  '申请号',
  '公开（公告）号',
  '申请日',
  'IPC',
  '申请人城市',
  '引证专利',
  '被引证专利',
];
const ROW = [
  'CN201710117081.7',
  'CN106844774A',
  '2017-03-01',
  'F03D1/06',
  '杭州市',
  'CN101234567A',
  'US9014905B1',
];
const OTHER = ['CN201710117082.1', 'CN106844775A', '2017-03-02', 'F03D1/06', '苏州市', '', ''];

/** A filing as sources without cities or lists give it. */
const BARE = ['申请号', '公开（公告）号', '申请日', 'IPC'];
const FILING = {
  application_no: 'CN201710117081',
  publication_no: 'CN106844774A',
  filing_date: '2017-03-01',
  ipc: ['F03D1/06'],
  cities: [330100],
  cites: ['CN101234567A'],
  cited_by: ['US9014905B1'],
};

describe('one table after the other', () => {
  test('a sheet that goes on without a header is read with that of the sheet before', async () => {
    const { records, kinds, counts } = await readTables(
      rawTable('a.xlsx', [['导出'], HEADER, ROW], { sheet: 'S1' }),
      rawTable('a.xlsx', [OTHER], { sheet: 'S2' }),
    );
    expect(records.map(({ publication_no }) => publication_no)).toEqual([ROW[1], OTHER[1]]);
    expect(kinds).toEqual({ 'a.xlsx/S1': 'an InCoPat export', 'a.xlsx/S2': 'an InCoPat export' });
    expect(counts).toEqual({ 'a.xlsx/S1': { read: 1 }, 'a.xlsx/S2': { read: 1 } });
  });

  test('the first sheet of another file does not go on', async () => {
    const { kinds } = await readTables(
      rawTable('a.xlsx', [HEADER, ROW]),
      rawTable('b.xlsx', [OTHER]),
    );
    expect(kinds['b.xlsx']).toBe('no columns of patents');
  });

  test.each([
    ['a hidden sheet', rawTable('b.xlsx', [HEADER, OTHER], { hidden: true })],
    [
      'no columns of patents',
      rawTable('b.xlsx', [
        ['城市', 'GDP'],
        ['杭州市', 3],
      ]),
    ],
    ['no columns of patents', rawTable('b.xlsx', [])],
  ])('%s is ignored', async (reason, table) => {
    const { records, kinds } = await readTables(rawTable('a.xlsx', [HEADER, ROW]), table);
    expect(records.length).toBe(1);
    expect(kinds['b.xlsx']).toBe(reason);
  });
});

describe('parts are put together', () => {
  test('documents with pairs of citations and a list of cities', async () => {
    const { records, counts } = await readTables(
      rawTable('docs.csv', [BARE, ROW.slice(0, 4)]),
      rawTable('pairs.csv', [
        ['citing', 'cited'],
        ['CN106844774A', 'CN101234567A'],
        ['US9014905B1', 'CN-106844774-A'],
        ['US1234567B1', 'CN199999999A'],
        ['CN106844774A', 'GB/T 18451'],
      ]),
      rawTable('cities.xlsx', [
        ['申请号', '城市'],
        ['2017101170817', '杭州市'],
        ['CN201799999999.X', '苏州市'],
      ]),
    );
    expect(records).toEqual([expect.objectContaining(FILING)]);
    expect(counts).toEqual({
      'docs.csv': { read: 1, merged: 0, skipped: 0, rejected: 0 },
      'pairs.csv': { read: 4, merged: 2, skipped: 1, rejected: 1 },
      'cities.xlsx': { read: 2, merged: 1, skipped: 1, rejected: 0 },
    });
  });

  test('pairs of application numbers, and lists of one citation a row', async () => {
    const { records } = await readTables(
      rawTable('docs.csv', [[...BARE, '城市'], ROW.slice(0, 5), OTHER.slice(0, 5)]),
      rawTable('pairs.csv', [
        ['施引专利申请号', '被引专利申请号'],
        ['CN201710117082.1', 'CN201710117081.7'],
      ]),
      rawTable('lists.csv', [
        ['申请号', '引证专利'],
        ['CN201710117081.7', 'CN101234567A'],
        ['CN201710117081.7', 'US9014905B1'],
      ]),
    );
    expect(records.map(({ cites, cited_by }) => [cites, cited_by])).toEqual([
      [['CN101234567A', 'US9014905B1'], ['CN201710117082']],
      [['CN201710117081'], []],
    ]);
  });

  test('tables by topic with one key', async () => {
    const { records } = await readTables(
      rawTable('app.txt', [
        ['apn', 'pn', 'ad'],
        ['CN201710117081.7', 'CN106844774A', '20170301'],
      ]),
      rawTable('add.txt', [
        ['apn', 'add', 'city'],
        ['CN201710117081.7', '浙江省杭州市西湖区', '杭州市'],
      ]),
      rawTable('ipc.txt', [
        ['apn', 'ipc'],
        ['CN201710117081.7', 'F03D1/06'],
      ]),
      rawTable('citation.txt', [
        ['apn', 'cite', 'citedby'],
        ['CN201710117081.7', 'CN101234567A', 'US9014905B1'],
      ]),
    );
    expect(records).toEqual([expect.objectContaining(FILING)]);
  });

  test('tables of PATSTAT, whatever their order', async () => {
    const { records, kinds, counts } = await readTables(
      rawTable('tls212.csv', [
        ['pat_publn_id', 'cited_pat_publn_id', 'cited_appln_id', 'cited_npl_publn_id'],
        ['1', '2', '0', '0'],
        ['3', '1', '0', '0'],
        ['1', '0', '0', '77'],
      ]),
      rawTable('tls211_part01.csv', [
        ['pat_publn_id', 'publn_auth', 'publn_nr', 'publn_kind', 'appln_id', 'publn_date'],
        ['1', 'CN', '106844774', 'A', '10', '2017-06-13'],
        ['2', 'CN', '101234567', 'A', '20', '9999-12-31'],
      ]),
      rawTable('tls211_part02.csv', [
        ['pat_publn_id', 'publn_auth', 'publn_nr', 'publn_kind', 'appln_id', 'publn_date'],
        ['3', 'US', '9014905', 'B1', '30', '2015-04-21'],
      ]),
      rawTable('tls201.csv', [
        ['appln_id', 'appln_auth', 'appln_nr', 'appln_kind', 'appln_filing_date'],
        ['10', 'CN', '201710117081', 'A', '2017-03-01'],
      ]),
      rawTable('tls209.csv', [
        ['appln_id', 'ipc_class_symbol'],
        ['10', 'F03D   1/06'],
      ]),
      rawTable('tls206.csv', [
        ['person_id', 'person_name', 'person_address'],
        ['5', '甲公司', '浙江省杭州市示例路8号'],
        ['6', '某人', '江苏省苏州市'],
      ]),
      rawTable('tls207.csv', [
        ['person_id', 'appln_id', 'applt_seq_nr', 'invt_seq_nr'],
        ['5', '10', '1', '0'],
        ['6', '10', '0', '1'],
      ]),
      rawTable('tls224.csv', [
        ['appln_id', 'cpc_class_symbol'],
        ['10', 'F03D   1/06'],
      ]),
    );
    expect(records).toEqual([expect.objectContaining({ ...FILING, applicants: ['甲公司'] })]);
    expect(kinds['tls224.csv']).toContain('not needed');
    expect(counts['tls211_part01.csv']).toMatchObject({ read: 2, merged: 0, skipped: 1 });
  });

  test('JSON lines of Lens.org with a list of cities', async () => {
    const document = (jurisdiction: string, doc_number: string, kind: string) => ({
      document_id: { jurisdiction, doc_number, kind },
    });
    const biblio = {
      application_reference: {
        jurisdiction: 'CN',
        doc_number: '201710117081',
        kind: 'A',
        date: '2017-03-01',
      },
      classifications_ipcr: { classifications: [{ symbol: 'F03D1/06' }] },
      references_cited: {
        citations: [{ patcit: document('CN', '101234567', 'A') }],
        patent_count: 1,
      },
      cited_by: { patents: [document('US', '9014905', 'B1')], patent_count: 1 },
    };
    const { records, kinds, problems } = await readTables(
      rawTable(
        'lens.jsonl',
        [
          [
            'lens_id',
            'jurisdiction',
            'doc_number',
            'kind',
            'date_published',
            'publication_type',
            'biblio',
          ],
          [
            '1-2',
            'CN',
            '106844774',
            'A',
            '2017-06-13',
            'PATENT_APPLICATION',
            JSON.stringify(biblio),
          ],
        ],
        { format: 'json lines' },
      ),
      rawTable('cities.csv', [
        ['申请号', '城市'],
        ['CN201710117081.7', '杭州市'],
      ]),
    );
    expect(problems).toEqual([]);
    expect(records).toEqual([expect.objectContaining(FILING)]);
    expect(kinds['lens.jsonl']).toBe('a Lens.org export as JSON lines');
  });

  test('the publications table of BigQuery, of which literature is no citation', async () => {
    const { records } = await readTables(
      rawTable('bq.jsonl', [
        [
          'publication_number',
          'application_number',
          'country_code',
          'kind_code',
          'filing_date',
          'ipc',
          'citation',
          'family_id',
        ],
        [
          'CN-106844774-A',
          'CN-201710117081-A',
          'CN',
          'A',
          20170301,
          '[{"code":"F03D1/06","inventive":true}]',
          '[{"publication_number":"CN-101234567-A"},{"publication_number":"","npl_text":"Li 2012"}]',
          '7',
        ],
      ]),
      rawTable('pairs.csv', [
        ['citing', 'cited'],
        ['US9014905B1', 'CN106844774A'],
      ]),
      rawTable('cities.csv', [
        ['公开号', '城市'],
        ['CN106844774A', '杭州市'],
      ]),
    );
    expect(records).toEqual([expect.objectContaining(FILING)]);
  });

  test('records of Derwent, one for each publication of a family', async () => {
    const { kinds, records } = await readTables(
      rawTable(
        'savedrecs.txt',
        [
          ['FN', 'Clarivate'],
          ['PT', 'P'],
          ['PN', 'CN106844774-A; CN106844774-B'],
          ['IP', 'F03D-001/06; F03D-007/00'],
          ['CP', 'CN106844774-A'],
          [null, 'CN101234567-A   XINJIANG GOLDWIND (XINJ)   LI Y'],
          ['ER', null],
          ['EF', null],
        ],
        { format: 'tagged text' },
      ),
      rawTable('more.csv', [
        ['公开号', '申请号', '申请日', '城市', '被引证专利'],
        ['CN106844774A', 'CN201710117081.7', '2017-03-01', '杭州市', 'US9014905B1'],
      ]),
    );
    expect(kinds['savedrecs.txt']).toContain('a Derwent Innovations Index export');
    expect(records.map(({ publication_no, ipc }) => [publication_no, ipc])).toEqual([
      ['CN106844774A', ['F03D1/06', 'F03D7/00']],
      ['CN106844774B', ['F03D1/06', 'F03D7/00']],
    ]);
  });
});

describe('what a source cannot give is asked for', () => {
  const lens = rawTable('lens.csv', [
    [
      '#',
      'Jurisdiction',
      'Kind',
      'Display Key',
      'Lens ID',
      'Publication Date',
      'Application Number',
      'Application Date',
      'Title',
      'Cites Patent Count',
      'Cited by Patent Count',
      'IPCR Classifications',
    ],
    [
      '1',
      'CN',
      'A',
      'CN 106844774 A',
      '1-2',
      '2017-06-13',
      'CN 201710117081 A',
      '2017-03-01',
      'Blade',
      '1',
      '1',
      'F03D1/06;;F03D7/00',
    ],
  ]);

  test('of Lens.org lists and cities, not boxes of another dialogue', async () => {
    const { refused } = await readTables(lens);
    expect(refused).toEqual([
      expect.objectContaining({
        code: 'E_COLUMN_MISSING',
        where: 'lens.csv',
        message: expect.stringContaining(
          'a Lens.org export, and has no cities of applicants',
        ) as string,
        hint: expect.stringMatching(
          /^Add to the folder .*城市.*citing and cited.*counts alone/,
        ) as string,
      }),
    ]);
  });

  test('and then read', async () => {
    const { records } = await readTables(
      lens,
      rawTable('pairs.csv', [
        ['citing', 'cited'],
        ['CN106844774A', 'CN101234567A'],
        ['US9014905B1', 'CN106844774A'],
      ]),
      rawTable('cities.csv', [
        ['申请号', '城市'],
        ['CN201710117081.7', '杭州市'],
      ]),
    );
    expect(records).toEqual([
      expect.objectContaining({ ...FILING, ipc: ['F03D1/06', 'F03D7/00'] }),
    ]);
  });

  test('while the documents of other files are read', async () => {
    const { records, refused } = await readTables(rawTable('a.xlsx', [HEADER, ROW]), lens);
    expect(records).toEqual([expect.objectContaining(FILING)]);
    expect(refused).toEqual([expect.objectContaining({ where: 'lens.csv' })]);
  });

  test('of pairs alone the patents', async () => {
    const { refused } = await readTables(
      rawTable('p.csv', [
        ['citing', 'cited'],
        ['CN106844774A', 'CN101234567A'],
      ]),
    );
    expect(refused).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('no file has the patents themselves') as string,
      }),
    ]);
  });

  test('of PATSTAT its other tables', async () => {
    const tls201 = [
      ['appln_id', 'appln_auth', 'appln_nr', 'appln_filing_date'],
      ['1', 'CN', '1', '2017-03-01'],
    ];
    const { refused } = await readTables(rawTable('tls201.csv', tls201));
    expect(refused).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('tls211 (publications)') as string,
      }),
    ]);
  });
});
