import { describe, expect, it } from 'vitest';
import { opened, sheetsOf } from '../../../support/sheets.ts';
import { writeDta, type DtaVariable } from './write-dta.ts';

const RELEASES = [113, 114, 115, 117, 118, 119] as const;
const BOTH_ORDERS = RELEASES.flatMap((release) => [
  { release, little: true },
  { release, little: false },
]);

const VARIABLES: readonly DtaVariable[] = [
  { name: 'place', type: 12, label: 'Name of the place', values: ['north', 'south', ''] },
  { name: 'year', type: 'int', values: [2014, -5, 32_741] },
  { name: 'share', type: 'float', values: [0.1, 45.3, 2 ** 127] },
  { name: 'gdp', type: 'double', label: 'GDP', values: [1.5, 3e9, 2 ** 1023 * 1.01] },
  { name: 'big', type: 'long', values: [2_147_483_620, -7, 2_147_483_647] },
  { name: 'region', type: 'byte', valueLabels: { 1: 'east', 2: 'west' }, values: [1, 2, 101] },
  { name: 'flag', type: 'byte', valueLabels: { 1: 'yes' }, values: [0, 1, 127] },
];

describe('a table of Stata', () => {
  it.each(BOTH_ORDERS)('of release $release (little: $little)', async ({ release, little }) => {
    const [sheet] = await sheetsOf(writeDta(release, VARIABLES, little), 'a.dta');
    expect(sheet).toMatchObject({
      format: 'dta',
      labels: ['Name of the place', '', '', 'GDP', '', '', ''],
    });
    expect(sheet?.rows).toEqual([
      ['place', 'year', 'share', 'gdp', 'big', 'region', 'flag'],
      ['north', 2014, 0.1, 1.5, 2_147_483_620, 'east', 0],
      ['south', -5, 45.3, 3e9, -7, 'west', 'yes'],
      [null, null, null, null, null, null, null],
    ]);
  });

  it.each([117, 118, 119])('has texts of any length in release %i', async (release) => {
    const values = ['x'.repeat(3000), '', '省份'];
    for (const little of [true, false]) {
      const bytes = writeDta(release, [{ name: 'a', type: 'strL', values }], little);
      const [sheet] = await sheetsOf(bytes, 'a.dta');
      expect(sheet?.rows.slice(1).flat()).toEqual([values[0], null, '省份']);
    }
  });

  it('says dates as days, and months, quarters and years as such', async () => {
    const variables: DtaVariable[] = [
      { name: 'd', type: 'double', format: '%td', values: [20_148, -1] },
      { name: 'old', type: 'long', format: '%d', values: [0, 20_148] },
      { name: 'form', type: 'long', format: '%tdCCYY-NN-DD', values: [0, 1] },
      { name: 'c', type: 'double', format: '%tc', values: [86_400_000 * 1.5, 0] },
      { name: 'm', type: 'int', format: '%tm', values: [662, -1] },
      { name: 'q', type: 'int', format: '%tq', values: [220, 0] },
      { name: 'h', type: 'int', format: '%th', values: [111, 0] },
      { name: 'w', type: 'int', format: '%tw', values: [52, 0] },
      { name: 'y', type: 'int', format: '%ty', values: [2015, 1960] },
    ];
    const [sheet] = await sheetsOf(writeDta(118, variables), 'a.dta');
    expect(sheet?.rows.slice(1)).toEqual([
      [
        '2015-03-01',
        '1960-01-01',
        '1960-01-01',
        '1960-01-02',
        '2015-03',
        '2015q1',
        '2015h2',
        '1961w1',
        2015,
      ],
      [
        '1959-12-31',
        '2015-03-01',
        '1960-01-02',
        '1960-01-01',
        '1959-12',
        '1960q1',
        '1960h1',
        '1960w1',
        1960,
      ],
    ]);
  });

  it('of before Stata 14 is in GB18030 where any of its texts is no UTF-8', async () => {
    // 杭州 is D0 BC…; the second word (C1AA CDA8) would pass for UTF-8 were it alone.
    const gbk = [Buffer.from('babcd6dd', 'hex'), Buffer.from('c1aacda8', 'hex')];
    const [sheet] = await sheetsOf(writeDta(115, [{ name: 'a', type: 8, values: gbk }]), 'a.dta');
    expect(sheet?.rows.slice(1).flat()).toEqual(['杭州', '联通']);
    const variables = [{ name: 'a', type: 12, values: ['省份'] }] as const;
    expect((await sheetsOf(writeDta(114, variables)))[0]?.rows[1]).toEqual(['省份']);
  });

  it('streams more rows than come at once', async () => {
    const values = Array.from({ length: 60_000 }, (_, i) => i);
    const [sheet] = await sheetsOf(writeDta(118, [{ name: 'n', type: 'double', values }]), 'a.dta');
    expect(sheet?.rows.length).toBe(60_001);
    expect(sheet?.rows[50_000]).toEqual([49_999]);
  });
});

describe('a damaged table of Stata', () => {
  it.each(RELEASES)('of release %i is an error wherever it is cut', async (release) => {
    const whole = writeDta(release, VARIABLES);
    for (const share of [0.05, 0.3, 0.6, 0.9]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      const found = await sheetsOf(cut, 'a.dta').catch((error: unknown) => error);
      if (Array.isArray(found)) {
        // Value labels stand at the end of the old releases, which do not say how many there are.
        expect(release).toBeLessThan(117);
      } else expect(found).toMatchObject({ code: 'E_FILE_CORRUPT', where: 'a.dta' });
    }
  });

  it('may claim more rows or variables than it has', async () => {
    const rows = writeDta(115, VARIABLES);
    rows.writeInt32LE(2_000_000_000, 6);
    await expect(sheetsOf(rows, 'a.dta')).rejects.toMatchObject({ code: 'E_FILE_CORRUPT' });
    const variables = writeDta(119, VARIABLES);
    variables.writeUInt32LE(0xfffffff0, variables.indexOf('<K>') + 3);
    await expect(sheetsOf(variables, 'a.dta')).rejects.toMatchObject({ code: 'E_FILE_CORRUPT' });
  });

  it('without rows holds nothing', async () => {
    const bytes = writeDta(118, [{ name: 'a', type: 'byte', values: [] }]);
    expect(await opened(bytes)).toEqual({ outcome: 'ignored', reason: 'it is empty' });
  });

  it('of another age is named', async () => {
    const bytes = writeDta(113, VARIABLES);
    bytes[0] = 110;
    await expect(sheetsOf(bytes)).rejects.toMatchObject({ code: 'E_FILE_UNSUPPORTED' });
  });
});
