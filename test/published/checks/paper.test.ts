import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPaper } from '../../../src/published/checks/paper.ts';
import { readPrintedTables } from '../../../src/published/printed/tables.ts';
import { consistentTables, type Tables } from '../consistent-tables.ts';

const WORLD = {
  seed: 7,
  units: 60,
  years: 9,
  effect: 3,
  persistence: 0.4,
  inequality: 0.5,
  drift: 0,
};
const BASE = consistentTables(WORLD);

describe('tables printed from fits', () => {
  test('have nothing inconsistent, whatever the panel', () => {
    const world = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      units: fc.integer({ min: 24, max: 90 }),
      years: fc.integer({ min: 3, max: 12 }),
      effect: fc.double({ min: -2, max: 2, noNaN: true }),
      persistence: fc.double({ min: 0, max: 0.95, noNaN: true }),
      inequality: fc.double({ min: 0, max: 3, noNaN: true }),
      drift: fc.double({ min: 0, max: 4, noNaN: true }),
    });
    fc.assert(
      fc.property(world, (drawn) => {
        expect(wrong(consistentTables(drawn))).toEqual([]);
      }),
      { numRuns: 150, seed: 20170101 },
    );
  });

  test('still have nothing inconsistent as JSON numbers, without their trailing zeros', () => {
    const text = JSON.stringify(BASE).replaceAll(/"(-?\d+\.\d+)"/gu, (_, digits) =>
      String(Number(digits)),
    );
    expect(text).not.toBe(JSON.stringify(BASE));
    expect(wrong(JSON.parse(text) as Tables)).toEqual([]);
  });
});

describe('one error is found, and nothing else', () => {
  const did = (tables: Tables, table: number, column: number) =>
    tables.tables[table]!.columns[column]!.terms['did']!;

  const ERRORS: Record<string, { make: (tables: Tables) => void; finds: string[] }> = {
    'a star too few': {
      make: (tables) => (did(tables, 0, 1).stars = '**'),
      finds: ['stars/table1.2.did'],
    },
    'stars on nothing': {
      make: (tables) => (tables.tables[0]!.columns[1]!.terms['x2']!.stars = '***'),
      finds: ['stars/table1.2.x2'],
    },
    'notes that say t values': {
      make: (tables) => tables.tables.forEach((table) => (table.parentheses = 't_value')),
      finds: ['parentheses/table1', 'parentheses/table2', 'parentheses/table3', 'parentheses'],
    },
    'one unit counted in two groups': {
      make: (tables) => (tables.tables[1]!.columns[0]!.n += WORLD.years),
      finds: ['partition/table2.1.n/table2.2.n/table2.3.n'],
    },
    'a slip in the observations of a group': {
      make: (tables) => (tables.tables[1]!.columns[0]!.n += 1),
      finds: ['observations/table2.1.n', 'partition/table2.1.n/table2.2.n/table2.3.n'],
    },
    'more observations than the panel has': {
      make: (tables) => (tables.tables[2]!.columns[0]!.n += WORLD.years),
      finds: ['observations/table3.1.n'],
    },
    'controls that lower R²': {
      make: (tables) =>
        (tables.tables[0]!.columns[1]!.r2 = lower(tables.tables[0]!.columns[0]!.r2)),
      finds: ['nested_r2/table1.1.r2/table1.2.r2'],
    },
    'R² that one weak term cannot have raised': {
      make: (tables) => {
        tables.tables[2]!.columns[1]!.r2 = '0.985';
        tables.tables[2]!.columns[1]!.terms['m'] = { coef: '0.0200', paren: '0.0100', stars: '**' };
      },
      finds: ['nested_r2/table3.2.r2/table1.2.r2'],
    },
    'R² that is too small for a t value': {
      make: (tables) => {
        tables.tables[2]!.columns[0]!.terms['did'] = {
          coef: '1.00',
          paren: '0.00100',
          stars: '***',
        };
      },
      finds: ['implied_r2/table3.1.did'],
    },
    'R² above one': {
      make: (tables) => (tables.tables[2]!.columns[0]!.r2 = '1.302'),
      finds: ['range/table3.1.r2'],
    },
    'a negative standard error': {
      make: (tables) => (did(tables, 2, 0).paren = `-${did(tables, 2, 0).paren}`),
      finds: ['stars/table3.1.did', 'range/table3.1.did'],
    },
    'a whole whose effect its groups cannot give': {
      make: (tables) =>
        (tables.tables[0]!.columns[1]!.terms['did'] = {
          coef: '9.10',
          paren: '0.301',
          stars: '***',
        }),
      finds: ['group_effects/table1.2.did/table2.1.did/table2.2.did/table2.3.did'],
    },
    'a column printed twice': {
      make: (tables) =>
        tables.tables[2]!.columns.push({ ...tables.tables[2]!.columns[0]!, id: '3' }),
      finds: ['repeats/table3.1/table3.3'],
    },
    'two groups under one head': {
      make: (tables) => {
        const [first, second] = tables.tables[1]!.columns;
        Object.assign(tables.tables[1]!.columns, [
          { ...first!, n: second!.n },
          { ...second!, heading: first!.heading, n: second!.n },
        ]);
        tables.tables[1]!.columns[2]!.n += first!.n - second!.n;
      },
      finds: ['headings/table2.1.heading/table2.2.heading'],
    },
    'a row without numbers': {
      make: (tables) => (tables.tables[0]!.empty_rows = ['Inf']),
      finds: ['empty_rows/table1.Inf'],
    },
  };

  test.each(Object.entries(ERRORS))('%s', (_name, { make, finds }) => {
    const tables = structuredClone(BASE);
    make(tables);
    expect(wrong(tables)).toEqual(finds);
  });

  test('the tables without an error have none', () => {
    expect(wrong(BASE)).toEqual([]);
  });
});

describe('the committed tables', () => {
  const file = 'data/reference/published_tables.json';
  const committed = readPrintedTables(file, readFileSync(file, 'utf8'));

  test('have 48 coefficients in 22 columns, with the digits that were printed', () => {
    const columns = committed.tables.flatMap((table) => table.columns);
    const terms = columns.flatMap((column) => Object.values(column.terms));
    expect([columns.length, terms.length]).toEqual([22, 48]);
    expect(terms.every(({ coef, paren }) => coef.exact && paren?.exact)).toBe(true);
  });

  test('every finding says where, and in both languages why; the ids are unique', () => {
    const { findings, summary } = checkPaper(committed);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const { id, arithmetic } of findings) {
      expect(arithmetic.en, id).not.toMatch(/undefined|NaN|null/u);
      // Printed heads are quoted as they are.
      if (!id.startsWith('headings')) expect(arithmetic.en, id).not.toMatch(/[一-鿿]/u);
      expect(arithmetic.zh, id).toMatch(/[一-鿿]/u);
      expect(arithmetic.zh, id).not.toMatch(/undefined|NaN|null/u);
    }
    const total = summary.consistent + summary.inconsistent + summary['cannot tell'];
    expect(total).toBe(findings.length);
  });
});

function wrong(tables: Tables): string[] {
  const { findings } = checkPaper(readPrintedTables('tables.json', JSON.stringify(tables)));
  return findings.filter(({ verdict }) => verdict === 'inconsistent').map(({ id }) => id);
}

function lower(r2: string): string {
  return (Number(r2) - 0.005).toFixed(3);
}
