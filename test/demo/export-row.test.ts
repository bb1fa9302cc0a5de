import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/econometrics/numeric/random.ts';
import { exportRows, spoil, type ExportRow } from '../../src/demo/export-row.ts';
import { makeFiling, type Filing } from '../../src/demo/world/filing.ts';

const APPLICANT = {
  name: '杭州合成节能100有限公司',
  type: '企业',
  country: '中国',
  city: '杭州市',
  province: '浙江; 33',
};
/** The first filing that was granted. */
function granted(): Filing {
  for (let serial = 1; serial < 50; serial++) {
    const filing = makeFiling(randomStream(serial, 'filing'), {
      year: 2012,
      serial,
      kind: 'invention',
      newEnergy: true,
      applicants: [APPLICANT],
      counts: { madeDomestic: 20, madeAbroad: 10, receivedDomestic: 0, receivedAbroad: 0 },
    });
    if (filing.granted !== null) return filing;
  }
  throw new Error('none was granted');
}

const FILING = granted();
const ROWS = exportRows(randomStream(1, 'rows'), FILING);

describe('exportRows', () => {
  it('is a row for the application and one for the grant', () => {
    expect(ROWS.map(({ patentType }) => patentType)).toEqual(['发明申请', '发明授权']);
    expect(ROWS.map(({ publicationNo }) => publicationNo)).toEqual([
      `${FILING.number}A`,
      `${FILING.number}B`,
    ]);
  });

  it('lists different documents in both, and all together', () => {
    const listed = (row: ExportRow | undefined) =>
      FILING.made.filter(({ base }) => row?.cites.includes(base));
    const [first, second] = ROWS.map(listed);
    expect(first).not.toEqual(second);
    expect(new Set([...(first ?? []), ...(second ?? [])]).size).toBe(30);
    expect(ROWS[0]?.citedBy).toBe('');
  });
});

describe('spoil', () => {
  const [row] = ROWS as [ExportRow, ExportRow];

  it.each([
    [0, 'applicationNo', /^\d\.\d+E\+11$/u],
    [1, 'applicationNo', /^$/u],
    [2, 'filed', /^\d{4}-13-45$/u],
  ] as const)('with fault %i changes %s', (fault, field, form) => {
    expect(String(spoil(row, fault)[field])).toMatch(form);
    expect({ ...spoil(row, fault), [field]: row[field] }).toEqual(row);
  });

  it('with fault 3 cuts the list where a cell of Excel ends', () => {
    expect(spoil(row, 3).cites).toHaveLength(32_767);
  });
});
