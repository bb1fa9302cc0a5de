import { expect, test } from 'vitest';
import { numbers } from '../patents/reference.ts';
import { runSql } from '../support/run-sql.ts';

const COLUMNS = `(application_no, publication_no, office, kind, patent_type, filing_date,
  publication_date, title, ipc, applicants, applicant_types, cities, cites, cited_by, cites_count,
  cited_by_count, source_file, source_sheet, source_row)`;

interface Publication {
  readonly application?: string;
  readonly number: string;
  readonly type?: string;
  readonly published?: string;
  readonly ipc?: string;
  readonly cities?: string;
  readonly cites?: string;
  readonly citedBy?: string;
  readonly row?: number;
}

async function patents(...publications: Publication[]) {
  const rows = publications.map((p, i) => {
    const kind = p.number.at(-1) ?? '';
    return `('${p.application ?? 'CN201710117081'}', '${p.number}', 'CN', '${kind}',
      '${p.type ?? 'invention_application'}', date '2017-03-01', date '${p.published ?? '2017-06-13'}',
      'Blade of ${p.number}', ${p.ipc ?? "['F03D1/06']"}, ['Firm'], ['enterprise'],
      ${p.cities ?? '[330100]'}, ${p.cites ?? '[]'}, ${p.citedBy ?? '[]'}, 1, null::integer,
      'batch.xlsx', 'Sheet1', ${p.row ?? i + 2})`;
  });
  const incopat = `select * replace (
      ipc::varchar[] as ipc, cities::integer[] as cities,
      cites::varchar[] as cites, cited_by::varchar[] as cited_by
    ) from (values ${rows.join(', ')}) t${COLUMNS}`;
  return runSql('patents', { tables: { incopat } });
}

test('application and grant are one filing with the union of their lists', async () => {
  const rows = await patents(
    {
      number: 'CN106844774B',
      type: 'invention_grant',
      published: '2019-05-07',
      ipc: "['F03D80/00', 'F03D1/06']",
      cities: '[330200, 330100]',
      cites: "['US9014905B1', 'CN103399241A']",
      citedBy: "['JP2018123456A']",
      row: 9,
    },
    {
      number: 'CN106844774A',
      ipc: "['F03D1/06']",
      cites: "['CN103399241A', 'DE102010012345A1']",
      citedBy: "['EP2345678A1']",
      row: 2,
    },
  );
  expect(rows).toEqual([
    {
      application_no: 'CN201710117081',
      office: 'CN',
      patent_type: 'invention',
      granted: true,
      filing_date: '2017-03-01',
      first_publication_date: '2017-06-13',
      title: 'Blade of CN106844774A',
      ipc: ['F03D1/06', 'F03D80/00'],
      applicants: ['Firm'],
      applicant_types: ['enterprise'],
      cities: [330100, 330200],
      publications: ['CN106844774A', 'CN106844774B'],
      cites: ['CN103399241', 'DE102010012345', 'US9014905'],
      cited_by: ['EP2345678', 'JP2018123456'],
      cites_count: 1,
      cited_by_count: null,
      sources: [
        { source_file: 'batch.xlsx', source_sheet: 'Sheet1', source_row: 2 },
        { source_file: 'batch.xlsx', source_sheet: 'Sheet1', source_row: 9 },
      ],
    },
  ]);
});

test('application and grant of the other side are one document', async () => {
  const [row] = await patents({
    number: 'CN106844774A',
    cites: "['CN103399241A', 'CN103399241B', 'US20100123456A1', 'US2010123456A1']",
    citedBy: "['EP2345678A1', 'EP2345678B1', 'EP2345678A1', 'CN103399241', 'SU1234567A1']",
  });
  expect(row?.['cites']).toEqual(['CN103399241', 'US20100123456', 'US2010123456']);
  expect(row?.['cited_by']).toEqual(['CN103399241', 'EP2345678', 'SU1234567']);
});

test("a filing's own publications are no citations, under their old numbers either", async () => {
  const [row] = await patents(
    { number: 'CN1234567A', cites: "['CN100345678C', 'CN1234567Y']", citedBy: "['CN1234567A']" },
    { number: 'CN100345678C', type: 'invention_grant', cites: "['CN1234567A', 'CN2000001Y']" },
  );
  expect(row?.['cites']).toEqual(['CN2000001']);
  expect(row?.['cited_by']).toEqual([]);
});

test("another filing's publication stays a citation", async () => {
  const rows = await patents(
    { application: 'CN201710000001', number: 'CN106000001A', cites: "['CN106000002A']" },
    { application: 'CN201710000002', number: 'CN106000002A', citedBy: "['CN106000001A']" },
  );
  expect(rows.map((row) => [row['application_no'], row['cites'], row['cited_by']])).toEqual([
    ['CN201710000001', ['CN106000002'], []],
    ['CN201710000002', [], ['CN106000001']],
  ]);
});

test('a row without lists has empty lists', async () => {
  const [row] = await patents({
    number: 'CN106844774A',
    ipc: 'null',
    cities: 'null',
    cites: 'null',
    citedBy: 'null',
  });
  expect([row?.['ipc'], row?.['cities'], row?.['cites'], row?.['cited_by']]).toEqual([
    [],
    [],
    [],
    [],
  ]);
});

test('utility models and designs keep their type', async () => {
  const rows = await patents(
    { application: 'CN201720000001', number: 'CN206000001U', type: 'utility_model' },
    { application: 'CN201730000001', number: 'CN304000001S', type: 'design' },
  );
  expect(rows.map((row) => [row['patent_type'], row['granted']])).toEqual([
    ['utility_model', false],
    ['design', false],
  ]);
});

test('the order of the raw rows does not matter', async () => {
  const publications: Publication[] = [
    { number: 'CN106844774A', cites: "['US2A', 'US1A']", row: 2 },
    { number: 'CN106844774B', type: 'invention_grant', cites: "['US3A']", row: 3 },
    { application: 'CN201710000002', number: 'CN106000002A', cites: "['JP5B2']", row: 4 },
  ];
  expect(await patents(...publications.toReversed())).toEqual(await patents(...publications));
});

test('numbers lose their kind code as the reader of the exports understands it', async () => {
  const listed = ['CN106844774A', 'CN2000001Y', 'US9014905B1', 'USD123456S', 'USRE45678E'];
  listed.push('WO2010123456A1', 'JPS62123456A', 'KR1020100012345A', 'TW201012345', 'CN304000001S');
  const [row] = await patents({
    number: 'CN1234567A',
    cites: `[${listed.map((number) => `'${number}'`).join(', ')}]`,
  });
  const bases = listed.map((number) => {
    const read = numbers.read(number);
    return read.normal === null ? '' : read.base;
  });
  expect(row?.['cites']).toEqual(bases.toSorted());
});
