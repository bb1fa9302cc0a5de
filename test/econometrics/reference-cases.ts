import type { FeolsOptions } from '../../src/econometrics/feols.ts';
import type { Frame } from '../../src/econometrics/frame/frame.ts';
import { filterRows, withColumns } from './frame/read-frame.ts';
import { VS_LOOSE_REFERENCE, VS_PRINTED, VS_REFERENCE } from './tolerance.ts';

/** How one stored reference call is made here. */
export interface ReferenceCase {
  readonly id: string;
  readonly dataset: string;
  readonly formula: string;
  readonly options: FeolsOptions;
  readonly prepare?: (frame: Frame) => Frame;
  readonly tolerance: number;
}

type Row = readonly [id: string, formula: string, options?: FeolsOptions, tolerance?: number];

const CONTROLS = 'lngdp + indshare + fin + gov + fdi';
const CITY: FeolsOptions = { vcov: { cluster: 'city' } };
const PROV: FeolsOptions = { vcov: { cluster: 'prov' } };
const BASE = 'y ~ x1 | id + period';
const ID: FeolsOptions = { vcov: { cluster: 'id' } };
const ID_PERIOD: FeolsOptions = { vcov: { cluster: ['id', 'period'] } };
const TRADE = 'log(Euros) ~ log(dist_km) | Origin + Destination + Product + Year';
const SIM_EVENTS = sim('y ~ i(rel, pilot, ref = c(-1, -1000))');

const SSC = 'y ~ did + fin | city + year';
const THREE = 'did + lngdp + fin';
const BALANCED = 'sim_eurt.csv';
const UNBALANCED = 'sim_eurt_unbalanced.csv';

const SIM_VCOV: Readonly<Record<string, FeolsOptions>> = {
  cl_city: CITY,
  cl_prov: PROV,
  twoway_city_year: { vcov: { cluster: ['city', 'year'] } },
  twoway_prov_year: { vcov: { cluster: ['prov', 'year'] } },
  prov_x_year: { vcov: { cluster: 'prov_year' } },
  iid: { vcov: 'iid' },
  hc1: { vcov: 'hetero' },
  DK: { vcov: { driscoll_kraay: { time: 'year' } } },
  NW: { vcov: { newey_west: { unit: 'city', time: 'year' } } },
  conley300: { vcov: { conley: { lat: 'lat', lon: 'lon', cutoff: 300 } } },
};

export const SIM_CASES: readonly ReferenceCase[] = [
  ...['y', 'y_dom', 'y_abroad'].flatMap((outcome) => [
    ...simBlock(`sim.bal.${outcome}`, 'sim_eurt.csv', `${outcome} ~ did`),
    ...simBlock(`sim.bal.${outcome}.ctrl`, 'sim_eurt.csv', `${outcome} ~ did + ${CONTROLS}`),
  ]),
  ...simBlock('sim.unbal.y.ctrl', 'sim_eurt_unbalanced.csv', `y ~ did + ${CONTROLS}`),
  ...cases('sim_eurt_unbalanced.csv', undefined, [
    ['sim.unbal.fixef_rm.none', sim('y ~ did'), { ...CITY, dropSingletons: false }],
    ['sim.unbal.fixef_rm.singletons', sim('y ~ did'), CITY],
    ['sim.unbal.fixef_rm.perfect_fit', sim('y ~ did'), CITY],
  ]),
  ...cases('sim_eurt.csv', undefined, [
    ['sim.bal.weighted', sim('y ~ did'), { ...CITY, weights: 'w' }],
    ['sim.bal.mech_a', sim('rd ~ did'), CITY],
    ['sim.bal.mech_b', sim('y ~ did + rd'), CITY],
  ]),
  ...cases('sim_eurt.csv', (frame) => filterRows(frame, 'carbon', (value) => value === 0), [
    ['sim.bal.excl_carbon', sim('y ~ did'), CITY],
  ]),
  ...cases('sim_eurt.csv', withExtensiveMargin, [['sim.extensive', sim('any ~ did'), CITY]]),
  ...cases('sim_eurt.csv', undefined, [
    ['sim.intensive', sim('log(cites) ~ did'), CITY],
    ['sim.bal.eventstudy', SIM_EVENTS, CITY],
    ['sim.bal.eventstudy.prov', SIM_EVENTS, PROV],
  ]),
];

export const EXTRA_CASES: readonly ReferenceCase[] = [
  ...cases(UNBALANCED, withExtras, [
    ['hc2.unbalanced', `y ~ ${THREE} | city + year`, { vcov: 'hc2' }],
    ['hc3.unbalanced', `y ~ ${THREE} | city + year`, { vcov: 'hc3' }],
    ['hc3.one_way', `y ~ ${THREE} | city`, { vcov: 'hc3' }],
    ['hc3.three_way', `y ~ ${THREE} | city + year + band`, { vcov: 'hc3' }],
    ['weights.varying', `y ~ ${THREE} | city + year`, { ...CITY, weights: 'pop' }],
    ['one_way', `y ~ ${THREE} | city`, CITY],
    ['three_way', `y ~ ${THREE} | city + year + band`, CITY],
    ['three_way.iid', `y ~ ${THREE} | city + year + band`],
    ['disconnected', `y ~ ${THREE} | city + half_year`, CITY],
    ['disconnected.iid', `y ~ ${THREE} | city + half_year`],
  ]),
  ...cases(BALANCED, withExtras, [
    ['weights.varying.hetero', `y ~ ${THREE} | city + year`, { vcov: 'hetero', weights: 'pop' }],
    ['weights.zero', `y ~ ${THREE} | city + year`, { ...CITY, weights: 'w_zero' }],
    ['city_and_province_year', 'y ~ lngdp + fin | city + prov_year', CITY],
    [
      'cluster.three_way',
      `y ~ ${THREE} | city + year`,
      { vcov: { cluster: ['city', 'prov_year', 'band'] } },
    ],
    ['no_intercept', 'y ~ 0 + did + lngdp', CITY],
    ['no_intercept.hetero', 'y ~ did + lngdp - 1', { vcov: 'hetero' }],
    ['no_effects', `y ~ ${THREE}`, { vcov: { cluster: ['city', 'year'] } }],
    ['no_effects.weighted', `y ~ ${THREE}`, { vcov: 'hetero', weights: 'w' }],
    ['intercept_only', 'y ~ 1', PROV],
    ['missing', 'y ~ did + lngdp_na + fdi_inf | city + year', CITY],
    ['collinear', 'y ~ did + fin + twice + lngdp | city + year', CITY],
    ['absorbed', 'y ~ pilot + did + lat + lngdp | city + year', CITY],
    ['ssc.no_adj.iid', SSC, { ssc: { k_adj: false } }],
    ['ssc.no_adj.hetero', SSC, { vcov: 'hetero', ssc: { k_adj: false } }],
    ['ssc.none.iid', SSC, { ssc: { k_fixef: 'none' } }],
    ['ssc.none.hetero', SSC, { vcov: 'hetero', ssc: { k_fixef: 'none' } }],
    ['ssc.full.no_g', SSC, { ...PROV, ssc: { k_fixef: 'full', g_adj: false } }],
    [
      'ssc.conventional',
      SSC,
      {
        vcov: { cluster: ['prov', 'year'] },
        ssc: { g_df: 'conventional', t_df: 'conventional' },
      },
    ],
  ]),
];

export const OTHER_CASES: readonly ReferenceCase[] = [
  ...cases('base_did.csv', withNineClusters, [
    ['fixest.base_did.twfe.fitstat', BASE],
    ['fixest.base_did.twfe.vcov.iid', BASE],
    ['fixest.base_did.twfe.vcov.hc1', BASE, { vcov: 'hetero' }],
    ['fixest.base_did.twfe.vcov.hc2', BASE, { vcov: 'hc2' }],
    ['fixest.base_did.twfe.vcov.hc3', BASE, { vcov: 'hc3' }],
    ['fixest.base_did.twfe.vcov.cl_id', BASE, ID],
    ['fixest.base_did.twfe.vcov.cl_period', BASE, { vcov: { cluster: 'period' } }],
    ['fixest.base_did.twfe.vcov.twoway', BASE, ID_PERIOD],
    [
      'fixest.base_did.twfe.vcov.NW',
      BASE,
      { vcov: { newey_west: { unit: 'id', time: 'period' } } },
    ],
    [
      'fixest.base_did.twfe.vcov.NW_lag3',
      BASE,
      { vcov: { newey_west: { unit: 'id', time: 'period', lag: 3 } } },
    ],
    [
      'fixest.base_did.twfe.vcov.DK_lag2',
      BASE,
      { vcov: { driscoll_kraay: { time: 'period', lag: 2 } } },
    ],
    ...sscRows('Kfull', { k_fixef: 'full' }),
    ...sscRows('Knone', { k_fixef: 'none' }),
    ...sscRows('Kadj_off', { k_adj: false }),
    ...sscRows('Gadj_off', { g_adj: false }),
    ...sscRows('Gdf_conv', { g_df: 'conventional' }),
    ...sscRows('tdf_conv', { t_df: 'conventional' }),
    ['fixest.base_did.twfe.ssc.none.id_period', BASE, ssc(ID_PERIOD, false, false)],
    ['fixest.base_did.twfe.ssc.Kexact.id_period', BASE, { ...ID_PERIOD, ssc: { k_exact: true } }],
    ['fixest.base_did.twfe.nested_cluster', BASE, { vcov: { cluster: 'cl9' } }],
    ['fixest.base_did.did', 'y ~ x1 + did | id + period', ID],
    ['fixest.base_did.eventstudy', 'y ~ x1 + i(period, treat, 5) | id + period', ID],
    ['fixest.base_did.weighted', BASE, { ...ID, weights: 'w' }],
    ['fixest.base_did.weighted.iid', BASE, { weights: 'w' }],
    ['fixest.base_did.weighted.hc1', BASE, { vcov: 'hetero', weights: 'w' }],
    ['fixest.base_did.ols_noFE.iid', 'y ~ x1 + treat + post'],
    ['fixest.base_did.ols_noFE.hetero', 'y ~ x1 + treat + post', { vcov: 'hetero' }],
    ['fixest.base_did.ols_noFE.HC2', 'y ~ x1 + treat + post', { vcov: 'hc2' }],
    ['fixest.base_did.ols_noFE.HC3', 'y ~ x1 + treat + post', { vcov: 'hc3' }],
  ]),
  ...cases('base_stagg.csv', undefined, [
    [
      'fixest.base_stagg.twfe_es',
      'y ~ x1 + i(time_to_treatment, treated, ref = c(-1, -1000)) | id + year',
      ID,
    ],
  ]),
  ...cases('sim_eurt.csv', undefined, [
    ['sim.bal.prov_trends', `y ~ did + ${CONTROLS} | city + year + prov[year]`, CITY],
  ]),
  ...cases('grunfeld.csv', undefined, [
    ['fixest.grunfeld.iid', 'inv ~ capital | firm + year'],
    [
      'fixest.grunfeld.NW',
      'inv ~ capital | firm + year',
      { vcov: { newey_west: { unit: 'firm', time: 'year' } } },
    ],
    [
      'fixest.grunfeld.cl_Kfull',
      'inv ~ capital | firm + year',
      { vcov: { cluster: 'firm' }, ssc: { k_fixef: 'full' } },
    ],
    [
      'stata.grunfeld.xtreg_cluster',
      'inv ~ capital | firm + year',
      { vcov: { cluster: 'firm' } },
      VS_PRINTED,
    ],
  ]),
  ...cases('quakes.csv', undefined, [
    ...(['triangular', 'spherical'] as const).flatMap((distance) =>
      [50, 100].map((cutoff): Row => [
        `fixest.quakes.conley${cutoff}.${distance}`,
        'depth ~ mag',
        { vcov: { conley: { lat: 'lat', lon: 'long', cutoff, distance } } },
      ]),
    ),
    ['fixest.quakes.conley_auto', 'depth ~ mag', { vcov: { conley: { lat: 'lat', lon: 'long' } } }],
  ]),
  ...cases('trade.csv', undefined, [
    ...tradeRows('tight', VS_REFERENCE),
    ...tradeRows('default', VS_LOOSE_REFERENCE),
  ]),
  ...cases('cigar.csv', undefined, [
    ['stata.cigar.ols_iid', 'Sales ~ Price'],
    ['stata.cigar.ols_hc1', 'Sales ~ Price', { vcov: 'hetero' }],
    ['stata.cigar.fe_iid', 'Sales ~ Price | State'],
    ['stata.cigar.fe_hc1', 'Sales ~ Price | State', { vcov: 'hetero' }],
    ['stata.cigar.ols_clState', 'Sales ~ Price', { vcov: { cluster: 'State' } }],
    ['stata.cigar.fe_clYear', 'Sales ~ Price | State', { vcov: { cluster: 'Year' } }],
    ['stata.cigar.fe_clState', 'Sales ~ Price | State', { vcov: { cluster: 'State' } }],
    ['stata.cigar.ols_2way', 'Sales ~ Price', { vcov: { cluster: ['State', 'Year'] } }],
    ['stata.cigar.fe_2way', 'Sales ~ Price | State', { vcov: { cluster: ['State', 'Year'] } }],
  ]),
];

function cases(
  dataset: string,
  prepare: ((frame: Frame) => Frame) | undefined,
  rows: readonly Row[],
): ReferenceCase[] {
  return rows.map(([id, formula, options = {}, tolerance = VS_REFERENCE]) => ({
    id,
    dataset,
    formula,
    options,
    tolerance,
    ...(prepare === undefined ? {} : { prepare }),
  }));
}

function simBlock(prefix: string, dataset: string, formula: string): ReferenceCase[] {
  const rows = Object.entries(SIM_VCOV).map(([name, options]): Row => [
    `${prefix}.${name}`,
    `${formula} | city + year`,
    options,
  ]);
  return cases(dataset, withProvinceYear, rows);
}

function sim(start: string): string {
  return `${start} + ${CONTROLS} | city + year`;
}

function sscRows(name: string, options: NonNullable<FeolsOptions['ssc']>): Row[] {
  const prefix = `fixest.base_did.twfe.ssc.${name}`;
  return [
    [`${prefix}.id`, BASE, { ...ID, ssc: options }],
    [`${prefix}.id_period`, BASE, { ...ID_PERIOD, ssc: options }],
  ];
}

function ssc(options: FeolsOptions, kAdj: boolean, gAdj: boolean): FeolsOptions {
  return { ...options, ssc: { k_adj: kAdj, g_adj: gAdj } };
}

function tradeRows(run: string, tolerance: number): Row[] {
  const prefix = `fixest.trade.feols4.${run}`;
  return [
    [`${prefix}.iid`, TRADE, {}, tolerance],
    [`${prefix}.hetero`, TRADE, { vcov: 'hetero' }, tolerance],
    [`${prefix}._Origin`, TRADE, by('Origin'), tolerance],
    [`${prefix}._Origin_Destination`, TRADE, by('Origin', 'Destination'), tolerance],
    [
      `${prefix}._Origin_Destination_Product`,
      TRADE,
      by('Origin', 'Destination', 'Product'),
      tolerance,
    ],
  ];
}

function by(...cluster: string[]): FeolsOptions {
  return { vcov: { cluster } };
}

function withNineClusters(frame: Frame): Frame {
  return withColumns(frame, {
    cl9: (value) => value('id') % 9,
    w: (value) => 1 + (value('id') % 3),
    did: (value) => value('treat') * value('post'),
  });
}

function withProvinceYear(frame: Frame): Frame {
  return withColumns(frame, { prov_year: (value) => value('prov') * 10_000 + value('year') });
}

/** The same columns that feols-extra.R makes. */
function withExtras(frame: Frame): Frame {
  const row = { index: -1 };
  const numbered = withColumns(withProvinceYear(frame), {
    row: () => (row.index += 1),
    band: (value) => Math.floor(value('indshare') / 5),
    half_year: (value) => value('year') + (value('prov') > 15 ? 10_000 : 0),
    twice: (value) => 2 * value('did') - 3 * value('fin'),
  });
  return withColumns(numbered, {
    lngdp_na: (value) => (value('row') % 10 === 3 ? Number.NaN : value('lngdp')),
    fdi_inf: (value) => (value('row') % 97 === 5 ? Infinity : value('fdi')),
    w_zero: (value) => (value('row') % 50 === 7 ? 0 : value('w')),
  });
}

function withExtensiveMargin(frame: Frame): Frame {
  return withColumns(frame, { any: (value) => (value('cites') > 0 ? 1 : 0) });
}
