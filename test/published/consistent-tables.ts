import { feols } from '../../src/econometrics/feols.ts';
import type { Fit, Term } from '../../src/econometrics/fit.ts';
import type { Frame } from '../../src/econometrics/frame/frame.ts';
import {
  normal,
  randomStream,
  uniform,
  type RandomStream,
} from '../../src/econometrics/numeric/random.ts';
import { numberText } from '../../src/text/numbers.ts';

/** A panel from which tables are printed. */
export interface World {
  readonly seed: number;
  readonly units: number;
  readonly years: number;
  readonly effect: number;
  /** Autocorrelation of the errors within a unit. */
  readonly persistence: number;
  /** How much the sizes of units' errors differ: 0 is not at all. */
  readonly inequality: number;
  /** By how much trends of neighbouring groups part over the years, in sizes of the errors. */
  readonly drift: number;
}

type Coefficient = { coef: string; paren: string; stars: string };
type Column = {
  id: string;
  heading?: string;
  outcome: string;
  terms: Record<string, Coefficient>;
  controls: boolean;
  n: number;
  r2: string;
};
export type Tables = {
  stars_legend: Record<string, number>;
  units: number;
  first_year: number;
  last_year: number;
  control_terms: string[];
  tables: {
    id: string;
    parentheses: string;
    partitions?: { whole: string; parts: string[] }[];
    empty_rows?: string[];
    columns: Column[];
  }[];
};

/** Tables of a study whose numbers come from fits to one panel, rounded as papers round. */
export function consistentTables(world: World): Tables {
  const frame = panelOf(world);
  const fit = (formula: string, group?: number): Fit =>
    feols(group === undefined ? frame : rowsOf(frame, group), `${formula} | unit + year`, {
      id: 'x',
      vcov: { cluster: 'unit' },
    });
  const controls = 'x1 + x2';
  return {
    stars_legend: { '*': 0.1, '**': 0.05, '***': 0.01 },
    units: world.units,
    first_year: 2001,
    last_year: 2000 + world.years,
    control_terms: ['x1', 'x2'],
    tables: [
      {
        id: 'table1',
        parentheses: 'std_error',
        columns: [
          column('1', 'y', fit('y ~ did'), ['did']),
          column('2', 'y', fit(`y ~ did + ${controls}`), ['did', 'x1', 'x2']),
        ],
      },
      {
        id: 'table2',
        parentheses: 'std_error',
        partitions: [{ whole: 'sample', parts: ['1', '2', '3'] }],
        columns: [0, 1, 2].map((group) => ({
          ...column(String(group + 1), 'y', fit(`y ~ did + ${controls}`, group), ['did']),
          heading: `group ${group}`,
        })),
      },
      {
        id: 'table3',
        parentheses: 'std_error',
        columns: [
          { ...column('1', 'm', fit(`m ~ did + ${controls}`), ['did']), heading: 'M' },
          { ...column('2', 'y', fit(`y ~ m + ${controls}`), ['m']), heading: 'Y' },
        ],
      },
    ],
  };
}

function column(id: string, outcome: string, fit: Fit, shown: readonly string[]): Column {
  const terms = fit.terms.filter(({ term }) => shown.includes(term));
  return {
    id,
    outcome,
    terms: Object.fromEntries(terms.map((term) => [term.term, printedOf(term)])),
    controls: fit.terms.some(({ term }) => term === 'x1'),
    n: fit.nobs,
    r2: fit.r2.toFixed(3),
  };
}

function printedOf({ estimate, std_error: error, p_value: p }: Term): Coefficient {
  const text = (value: number): string => numberText(value, { significant: 3 });
  const stars = p < 0.01 ? '***' : p < 0.05 ? '**' : p < 0.1 ? '*' : '';
  return { coef: text(estimate), paren: text(error), stars };
}

/**
 * Units in three groups of unlike sizes, of which a third, a half and a fifth are treated in the last
 * third of the years. The effect differs between groups by half its size, trends by `drift`; `m` moves
 * with the policy and with `y`.
 */
function panelOf(world: World): Frame {
  const stream = randomStream(world.seed, 'published tables');
  const size = world.units * world.years;
  const names = ['unit', 'year', 'group', 'did', 'x1', 'x2', 'm', 'y'] as const;
  const columns = Object.fromEntries(names.map((name) => [name, new Float64Array(size)]));
  for (let unit = 0; unit < world.units; unit += 1) fillUnit(world, stream, columns, unit);
  const entries = Object.entries(columns).map(
    ([name, values]) => [name, { kind: 'number' as const, values }] as const,
  );
  return { rows: size, columns: Object.fromEntries(entries) };
}

function fillUnit(
  { units, years, effect, persistence, inequality, drift }: World,
  stream: RandomStream,
  columns: Readonly<Record<string, Float64Array>>,
  unit: number,
): void {
  const group = unit < units / 2 ? 0 : unit < (3 * units) / 4 ? 1 : 2;
  const level = normal(stream);
  const spread = 1 + inequality * uniform(stream);
  let error = normal(stream);
  const among = [3, 2, 5][group] ?? 3;
  for (let year = 0; year < years; year += 1) {
    const did = unit % among === 0 && year >= (2 * years) / 3 ? 1 : 0;
    const [x1, x2] = [normal(stream) + 0.1 * year, uniform(stream)];
    error = persistence * error + Math.sqrt(1 - persistence * persistence) * normal(stream);
    const m = level + did + 0.3 * x1 + normal(stream);
    const y =
      level +
      (0.05 + (drift * (group - 1)) / years) * year +
      effect * (1 + 0.5 * (group - 1)) * did +
      0.2 * x1 +
      0.1 * m +
      spread * error;
    const row = { unit, year, group, did, x1, x2, m, y };
    for (const [name, value] of Object.entries(row)) columns[name]![unit * years + year] = value;
  }
}

function rowsOf(frame: Frame, group: number): Frame {
  const groups = frame.columns['group'];
  if (groups?.kind !== 'number') throw new Error('no groups');
  const rows = Array.from({ length: frame.rows }, (_, i) => i).filter(
    (i) => groups.values[i] === group,
  );
  const entries = Object.entries(frame.columns).map(([name, one]) => {
    if (one.kind !== 'number') throw new Error('text');
    return [
      name,
      { kind: 'number' as const, values: Float64Array.from(rows, (i) => one.values[i]!) },
    ] as const;
  });
  return { rows: rows.length, columns: Object.fromEntries(entries) };
}
