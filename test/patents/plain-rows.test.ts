import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryRows, withFiles } from '../../src/io/duckdb.ts';
import { parseDelimited } from '../../src/io/raw/text/delimited.ts';
import { openStaging } from '../../src/io/staging.ts';
import { patentReader } from '../../src/patents/reader.ts';
import { plainRows } from '../../src/patents/plain-rows.ts';
import type { StagedItem } from '../../src/sources/row-rule.ts';
import type { RawTable } from '../../src/sources/table.ts';
import { RECORD_TYPES } from '../../src/patents/record.ts';
import { Ledger } from '../../src/templates/sources/ledger.ts';
import { storeStaged, type StagedSchema } from '../../src/templates/sources/staged-store.ts';
import { temporaryFolder } from '../io/temporary-folder.ts';
import { sources, tools } from './reference.ts';

const SCHEMA: StagedSchema = {
  record: RECORD_TYPES,
  key: 'publication_no',
  repeated: 'duplicate_row',
};

const NUMBERS = ['CN106844774A', 'CN203098211U', 'US8352540B1', 'EP2612008A1', 'KR1020100012345A'];
const LISTS = fc.oneof(
  fc
    .tuple(
      fc.array(fc.constantFrom(...NUMBERS), { maxLength: 4 }),
      fc.constantFrom('; ', ';', '；', ', '),
    )
    .map(([list, mark]) => list.join(mark)),
  fc.constantFrom(
    'US 8,352,540 B1',
    'CN106844774A; GB/T 18451',
    'CN106844774',
    '-',
    'US02548918A; US2548918A',
    'CN106844774A;',
    ' CN106844774A',
    'cn106844774a',
    'CN106844774A; CN1',
  ),
);
/** Spellings of each column, the plain one several times. */
const COLUMNS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  '公开（公告）号': fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('CN106844774A', 'CN203098211U', 'CN103399241B', 'CN85101234A'),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'CN 106844774 A',
        'US8352540B1',
        '',
        'CN1',
        '106844774A',
        '公开（公告）号',
      ),
    },
  ),
  申请号: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('CN201710117081.7', 'CN02123456.X') },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '201710117081.7',
        'CN2017101170817',
        '2.01711E+11',
        '',
        'CN201710000000.0',
        "'CN201710117081.7",
      ),
    },
  ),
  申请日: fc.constantFrom(
    '2017-02-28',
    '2017-02-28',
    '2017/2/28',
    '20170228',
    '2017-02-30',
    '',
    '42794',
  ),
  '公开（公告）日': fc.constantFrom('2018-01-02', '2018.1.2', '', '-', 'soon'),
  专利类型: fc.constantFrom('发明申请', '实用新型', '发明', '', ' 发明授权', '发明公布', 'x'),
  标题: fc.oneof(
    fc.constantFrom('风机', ' 风机', '风机\u3000', "'风机", '', '风 机'),
    fc.string({ maxLength: 6 }).map((text) => text.replaceAll(/[\r\n\0]/g, '')),
  ),
  IPC主分类: fc.constantFrom('', 'F03D1/06', 'F03D 1/06', 'H02S20/30'),
  IPC: fc.constantFrom(
    'F03D1/06',
    'F03D1/06; H02S20/30',
    'F03D 1/06; F03D7/02',
    'F03D1/06; F03D1/06',
    'F03D1/0600',
    'F03D1/06;F03D7/02',
    '',
    'F03D',
    'F03D1/06 (2006.01)',
  ),
  申请人: fc.constantFrom(
    '甲公司',
    '甲公司; 乙大学',
    '甲公司;乙大学',
    '无',
    '无锡风电',
    'NARI',
    'n/a',
    '-; 乙大学',
    '',
    "['甲', '乙']",
  ),
  申请人类型: fc.constantFrom('企业', '企业; 大专院校', '', '-'),
  申请人省市代码: fc.constantFrom('浙江; 33', '33', '', '北京; 11', '浙江; 33; 北京; 11', 'US'),
  中国申请人地市: fc.constantFrom(
    '杭州市',
    '杭州市; 宁波市',
    '',
    '襄樊市',
    '杭州',
    '【杭州市】',
    'Nowhere',
    '香港',
  ),
  中国申请人区县: fc.constantFrom('', '', '西湖区'),
  引证专利: LISTS,
  被引证专利: LISTS,
  引证次数: fc.constantFrom('', '1', '2', '2.0', '3', '-', '13812345678', 'many'),
  被引证次数: fc.constantFrom('', '1', '2', '4'),
};
const ROW = fc.record(COLUMNS);

function csv(rows: readonly Readonly<Record<string, string>>[]): string {
  const quote = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const names = Object.keys(COLUMNS);
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
    .map((cells) => cells.map(quote).join(','))
    .join('\r\n');
}

/** What a step would write of a file, and how many of its tables were offered as a whole. */
async function read(path: string, text: string, asWhole: boolean, out: string, threads = 2) {
  const whole = { path, encoding: 'utf-8', delimiter: ',' } as const;
  const table: RawTable = {
    file: 'a.csv',
    sheet: '',
    format: 'text',
    hidden: false,
    ...(asWhole ? { text: whole } : {}),
    async *batches() {
      yield parseDelimited(text, ',').rows;
    },
  };
  const ledger = new Ledger();
  const found = await patentReader(sources, tools, () => openStaging('not-needed')).read(table, {});
  if ('ignored' in found) throw new Error(found.ignored);
  ledger.read(table, found.mapping);
  let wholes = 0;
  const batches = async function* (): AsyncGenerator<readonly StagedItem[]> {
    for await (const batch of found.batches) {
      const items: readonly StagedItem[] = batch;
      wholes += items.filter((item) => 'whole' in item).length;
      yield items;
    }
  };
  await storeStaged(out, batches(), ledger, plainRows(tools), SCHEMA, undefined, threads);
  const records = await withFiles([out], (connection) => queryRows(connection, `from '${out}'`));
  const told = ledger.rejects.map(({ origin, value, reason }) => [
    origin.row,
    origin.column,
    reason,
    value,
  ]);
  told.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { wholes, records, told, kept: ledger.counts, read: found.tally().counts.read };
}

describe('rows that SQL reads', () => {
  it('give what the row rule gives, in any spelling of any cell', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ROW, { minLength: 1, maxLength: 40 }), async (rows) => {
        const text = csv(rows);
        const at = temporaryFolder({ 'a.csv': text });
        const whole = await read(at('a.csv'), text, true, at('whole.parquet'));
        const single = await read(at('a.csv'), text, false, at('single.parquet'));
        expect(whole.wholes).toBe(1);
        expect({ ...whole, wholes: 0 }).toEqual(single);
      }),
      { numRuns: 15 },
    );
  });

  it('are most rows of an export as it comes', () => {
    const { isPlain, known } = plainRows(tools);
    const valueOf = (name: string, key: string) =>
      known.find((one) => one.name === name)?.valueOf(key);
    expect(valueOf('filing_date', '2017/2/28')).toBe('2017-02-28');
    expect(valueOf('filing_date', '2017-02-30')).toBeNull();
    expect(valueOf('patent_type', '发明\u001FB')).toBe('invention_grant');
    expect(valueOf('places', '杭州市; 宁波市\u001F浙江; 33\u001F2017')).toEqual([330100, 330200]);
    expect(valueOf('places', 'Nowhere\u001F\u001F2017')).toBeNull();
    expect(valueOf('cites_count', '3.0')).toBe(3);
    expect(isPlain).toContain('regexp_full_match');
  });
});
