import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readEventStudy } from '../../src/records/event-study.ts';
import { readFigure } from '../../src/records/figure.ts';
import { readMatching } from '../../src/records/matching.ts';
import { readMechanisms } from '../../src/records/mechanisms.ts';
import { readPaperCheck } from '../../src/records/paper-check.ts';
import { readPlacebo } from '../../src/records/placebo.ts';
import { readPower } from '../../src/records/power.ts';
import { readPublished } from '../../src/records/published.ts';
import { readSubgroups } from '../../src/records/subgroups.ts';
import { readTable } from '../../src/records/table.ts';
import { balanceOf, FIT, placeboOf, powerOf, publishedOf, publishedRow } from './samples.ts';

const p = { p_value: 0.04 };
const POINT = { period: 0, term: 't', binned: false, estimate: 1 };
const INTERVAL = { std_error: Number.NaN, conf_low: Number.NaN, conf_high: Number.NaN };

/** A record as its step has it, and its reader. */
const RECORDS: Readonly<Record<string, readonly [object, (file: string, text: string) => object]>> =
  {
    event_study: [
      { fits: [FIT], event_study: { points: [{ ...POINT, ...INTERVAL }], pretrend: null } },
      readEventStudy,
    ],
    placebo: [
      { placebo: placeboOf([-1, Number.NaN, 1], [0.1, Number.NaN, 0.1]), placebo_groups: null },
      readPlacebo,
    ],
    power: [
      {
        power: powerOf([
          { rule: 'cluster_t', mde: null, size: 0, curve: [{ effect: 0.1, share: 0.5 }] },
        ]),
        power_groups: null,
      },
      readPower,
    ],
    matching: [balanceOf([['x', Number.NaN, 1]]), readMatching],
    mechanisms: [
      {
        mechanisms: [
          {
            mediator: 'm',
            moderation: {
              effects: [{ where: 'mean', estimate: 1, std_error: Number.NaN }],
              interaction: { estimate: 1, ...p },
            },
            mediation: {
              a: 1,
              b: 2,
              product: 2,
              total: 4,
              direct: 2,
              share: 0.5,
              joint: p,
              sobel: p,
              bootstrap: null,
            },
          },
        ],
      },
      readMechanisms,
    ],
    subgroups: [
      {
        comparisons: [
          {
            group: 'base',
            labels: ['0', '1'],
            terms: ['did'],
            differences: [
              {
                term: 'did',
                groups: ['0', '1'],
                interaction: { estimate: 1, std_error: 1, ...p },
                seemingly_unrelated: p,
                permutation: null,
              },
            ],
            interaction: null,
            seemingly_unrelated: p,
            permutation: { spread: { did: { p_value_plus_one: 0.6 } } },
          },
        ],
      },
      readSubgroups,
    ],
    published: [
      publishedOf([
        publishedRow('table1.1.did', { computed: null, reasons: [{ en: 'a', zh: 'b' }] }),
      ]),
      readPublished,
    ],
    paper_check: [
      {
        file: 'printed.json',
        findings: [
          {
            id: 'stars/table1',
            check: 'stars',
            verdict: 'cannot tell',
            where: [{ table: 'table1', column: '1' }],
            arithmetic: { en: 'a', zh: 'b' },
          },
        ],
      },
      readPaperCheck,
    ],
    table: [
      JSON.parse(readFileSync('test/golden/tables/grouped-zh.json', 'utf8')) as object,
      readTable,
    ],
    figure: [
      {
        id: 'figure1',
        language: 'en',
        title: 'T',
        description: 'D',
        synthetic: true,
        svg: '<svg/>',
        data: { columns: [{ name: 'x', label: 'X' }], rows: [[1], ['a'], [null]] },
        sources: [{ step: 'power', path: '$.power' }],
      },
      readFigure,
    ],
  };

describe.each(Object.entries(RECORDS))('the record %s', (name, [record, read]) => {
  const file = `outputs/models/${name}.json`;

  test('is read as it was written, with NaN where JSON has null', () => {
    expect(read(file, JSON.stringify(record))).toEqual(record);
  });

  test.each(Object.keys(record))('is refused at its place where %s is no such part', (key) => {
    const broken = JSON.stringify({ ...record, [key]: 'not this' });
    const isText = typeof (record as Record<string, unknown>)[key] === 'string';
    if (isText && !['language', 'banner'].includes(key)) return;
    expect(() => read(file, broken)).toThrow(
      expect.objectContaining({
        code: 'E_MODEL_FILE',
        where: file,
        message: expect.stringContaining(`$.${key}: `) as unknown,
      }),
    );
  });
});
