import { describe, expect, it } from 'vitest';
import { relative, VS_REFERENCE, VS_TIGHT_ITERATION } from '../econometrics/tolerance.ts';
import { CONTROLS, deviations, DID, fitOf, fitsOf, folder } from './fit/fit-call.ts';
import { stepFile } from '../support/rig.ts';

describe('fit gives the numbers of the stored reference runs', () => {
  it.each([
    ['sim.bal.y.iid', DID, []],
    ['sim.bal.y.hc1', DID, ['--vcov', 'hetero']],
    ['sim.bal.y.hc1', DID, ['--vcov=hc1']],
    ['sim.bal.y.cl_prov', DID, ['--vcov', 'cluster=prov']],
    ['sim.bal.y.ctrl.twoway_prov_year', CONTROLS, ['--vcov', 'twoway=prov+year']],
    ['sim.bal.y.ctrl.twoway_prov_year', CONTROLS, ['--vcov', 'cluster=prov,year']],
    ['sim.bal.y.prov_x_year', DID, ['--vcov', 'cluster=prov^year']],
    ['sim.bal.y.twoway_prov_year', DID, ['--vcov', '~prov + year']],
    ['sim.bal.weighted', CONTROLS, ['--vcov', 'cluster=city', '--weights', 'w']],
    ['sim.bal.excl_carbon', CONTROLS, ['--vcov', 'cluster=city', '--where', 'carbon = 0']],
  ])('%s: "%s" %j', async (id, formula, flags) => {
    const fit = await fitOf(folder(), formula, '--data', 'sim.csv', ...flags);
    expect(deviations(fit, id)).toEqual([]);
  });

  it.each([
    ['hc2.unbalanced', ['--vcov', 'hc2']],
    ['hc3.unbalanced', ['--vcov', 'hc3']],
  ])('%s', async (id, flags) => {
    const formula = 'y ~ did + lngdp + fin | city + year';
    const fit = await fitOf(folder(), formula, '--data', 'unbalanced.csv', ...flags);
    expect(deviations(fit, id)).toEqual([]);
  });

  it('keeps singletons when asked to', async () => {
    const args = [CONTROLS, '--data', 'unbalanced.csv', '--vcov', 'cluster=city'];
    const kept = await fitOf(folder(), ...args, '--keep-singletons');
    expect(deviations(kept, 'sim.unbal.fixef_rm.none')).toEqual([]);
    const dropped = await fitOf(folder(), ...args);
    expect(deviations(dropped, 'sim.unbal.fixef_rm.singletons')).toEqual([]);
    expect(dropped.nobs).toBeLessThan(kept.nobs);
  });

  it.each([
    ['fepois.two_way', 'cites ~ did + lngdp + fin | city + year', 'fepois', 'cluster=city', []],
    [
      'fepois.offset',
      'cites ~ did + lngdp + fin | city + year',
      'fepois',
      'cluster=city',
      ['--offset', 'log(pop)'],
    ],
    ['logit.hetero', 'pilot ~ lngdp + indshare + fin + gov + fdi', 'logit', 'hetero', []],
    ['probit.iid', 'pilot ~ lngdp + indshare + fin + gov + fdi', 'probit', 'iid', []],
    [
      'fepois.ssc',
      'cites ~ did + fin | city + year',
      'fepois',
      'cluster=prov',
      ['--ssc', 'k_fixef=full,g_adj=false'],
    ],
  ])('%s', async (id, formula, estimator, vcov, more) => {
    const args = ['--data', 'sim.csv', '--estimator', estimator, '--vcov', vcov, ...more];
    const fit = await fitOf(folder(), formula, ...args);
    expect(deviations(fit, id, VS_TIGHT_ITERATION)).toEqual([]);
    expect(fit.estimator).toBe(estimator);
  });
});

describe('the table on the terminal', () => {
  it('of one model has a line a term, then what was estimated how', async () => {
    const args = ['y ~ did + lngdp | city + year', '--data', 'sim.csv', '--vcov', 'cluster=prov'];
    const { out, err } = await folder().call(['fit', ...args]);
    expect(err).toBe('');
    expect(out).toBe(`y ~ did + lngdp | city + year

                 Estimate  Std. error      t          p     2.5%   97.5%
────────────────────────────────────────────────────────────────────────
did               0.3174      0.04802   6.61  <0.001***   0.2192  0.4157
lngdp            -0.02064     0.08750  -0.24   0.815     -0.1996  0.1583
────────────────────────────────────────────────────────────────────────
Estimator        feols on sim.csv
Sample           all rows
Observations     3,584
Fixed effects    city (256), year (14)
Standard errors  clustered by prov (30 clusters); t(29)
Goodness of fit  R² 0.837, Adjusted R² 0.824, Within R² 0.022, RMSE 0.3548

*** p < 0.01, ** p < 0.05, * p < 0.1.
`);
  });

  it('of several models puts them side by side and says what was dropped', async () => {
    const args = ['y ~ csw(did, lngdp, lat) | city + year', '--data', 'unbalanced.csv'];
    const { out } = await folder().call(['fit', ...args, '--vcov', 'cluster=city']);
    expect(out).toBe(`3 models (feols) on unbalanced.csv

                        (1)            (2)            (3)
Outcome                   y              y              y
─────────────────────────────────────────────────────────
did               0.3050***      0.3044***      0.3044***
                 (0.06209)      (0.06217)      (0.06217)
lngdp                           -0.04742       -0.04742
                                (0.08287)      (0.08287)
─────────────────────────────────────────────────────────
city effects    yes            yes            yes
year effects    yes            yes            yes
─────────────────────────────────────────────────────────
Observations  3,307          3,307          3,307
R²                0.840          0.840          0.840
Within R²         0.021          0.021          0.021
RMSE              0.3536         0.3536         0.3536

Standard errors in parentheses: clustered by city (251 clusters).
*** p < 0.01, ** p < 0.05, * p < 0.1.
Sample: 3307 of 3312 rows.
(3): Dropped terms: lat (absorbed).
Dropped rows: 5 singleton.
`);
  });

  it('says that iid was nobody’s choice, and which sample a column is of', async () => {
    const { out } = await folder().call(['fit', DID, '--data', 'sim.csv', '--split', 'carbon']);
    expect(out).toMatch(/of equal variance, the\s+default \(--vcov chooses another\)/);
    expect(out).toMatch(/^Sample +carbon = 0 +carbon = 1$/m);
  });

  it('says that the outputs of a study on the synthetic world are synthetic', async () => {
    const study = (data: string) => ({
      'pipeline.yaml': `study: {}
steps:
  world: { kind: ts, run: steps/world.ts }
  small: { kind: shell, run: "cp \${reads} \${outputs.small}", reads: [${data}], outputs: { small: outputs/small.csv } }
`,
      'steps/world.ts': stepFile({
        synthetic: true,
        outputs: "{ [step]: 'outputs/world.csv' }",
        body: "await writeText(c.output('world'), 'x,y\\n1,2\\n2,3\\n3,5\\n4,4\\n');",
      }),
      'data/world.csv': 'x,y\n1,2\n2,3\n3,5\n4,4\n',
    });
    const args = ['fit', 'y ~ x', '--data', 'outputs/small.csv'];
    const made = folder(study('outputs/world.csv'));
    await made.run();
    expect((await made.call(args)).out).toContain('All data behind this table is synthetic');
    expect(fitsOf(await made.call([...args, '--json']))[0]).toMatchObject({ synthetic: true });
    const own = folder(study('data/world.csv'));
    await own.run();
    expect((await own.call(args)).out).not.toContain('synthetic');
    expect(fitsOf(await own.call([...args, '--json']))[0]).not.toHaveProperty('synthetic');
  });

  it('of a likelihood model has z and its own measures of fit', async () => {
    const args = ['pilot ~ lngdp + fin', '--data', 'sim.csv', '--estimator', 'logit'];
    const { out } = await folder().call(['fit', ...args, '--vcov', 'hetero', '--level', '0.9']);
    expect(out).toMatch(/ z +p +5% +95%$/m);
    expect(out).toContain('robust to heteroskedasticity, HC1; normal distribution');
    expect(out).toMatch(/Pseudo R² 0\.\d{3}, Squared correlation/);
  });
});

describe('the flags of fit', () => {
  it('--ssc takes options, and presets to start from', async () => {
    const made = folder();
    const args = [DID, '--data', 'sim.csv', '--vcov', 'hetero'];
    const plain = await fitOf(made, ...args);
    const none = await fitOf(made, ...args, '--ssc', 'none');
    const { k } = plain.vcov.small_sample;
    // HC1 is HC0 times N / (N − K).
    const ratio = ((plain.terms[0]?.std_error ?? 0) / (none.terms[0]?.std_error ?? 1)) ** 2;
    expect(relative(ratio, plain.nobs / (plain.nobs - k))).toBeLessThan(VS_REFERENCE);
    expect(none.vcov.small_sample).toMatchObject({ preset: 'custom', k_factor: 1 });
    const back = await fitOf(made, ...args, '--ssc', 'none,k_adj=true');
    expect(back.terms).toEqual(plain.terms);
    expect((await fitOf(made, ...args, '--ssc', 'fixest')).terms).toEqual(plain.terms);
    const other = await fitOf(made, ...args, '--ssc', 'reghdfe');
    expect(other.vcov.small_sample.preset).toBe('reghdfe');
    const table = await made.call(['fit', ...args, '--ssc', 'sandwich']);
    expect(table.out).toContain(', HC1, as sandwich; t(');
  });

  it('--level changes the intervals and nothing else', async () => {
    const made = folder();
    const args = [DID, '--data', 'sim.csv', '--vcov', 'cluster=prov'];
    const [usual] = (await fitOf(made, ...args)).terms;
    const narrow = await fitOf(made, ...args, '--level', '0.5');
    const [term] = narrow.terms;
    if (usual === undefined || term === undefined) throw new Error('no term');
    expect(narrow.conf_level).toBe(0.5);
    expect({ ...term, conf_low: 0, conf_high: 0 }).toEqual({ ...usual, conf_low: 0, conf_high: 0 });
    // R: qt(0.75, 29) and qt(0.975, 29).
    expect((term.conf_high - term.estimate) / term.std_error).toBeCloseTo(0.6830439, 6);
    expect((usual.conf_high - usual.estimate) / usual.std_error).toBeCloseTo(2.0452296, 6);
  });

  it('--id names the fit, and numbers several', async () => {
    const made = folder();
    expect((await fitOf(made, DID, '--data', 'sim.csv', '--id', 'mine')).id).toBe('mine');
    const several = await made.call(
      ['fit', 'y ~ csw(did, fin) | city', '--data', 'sim.csv', '--id', 'mine', '--json'],
      {},
    );
    expect(fitsOf(several).map(({ id }) => id)).toEqual(['mine.1', 'mine.2']);
  });

  it.each([
    ['--split', 2, ['carbon = 0', 'carbon = 1']],
    ['--fsplit', 3, ['all rows', 'carbon = 0', 'carbon = 1']],
  ])('%s makes a model of each value', async (flag, count, samples) => {
    const args = [
      'fit',
      DID,
      '--data',
      'sim.csv',
      '--vcov',
      'cluster=city',
      flag,
      'carbon',
      '--json',
    ];
    const fits = fitsOf(await folder().call(args));
    expect(fits).toHaveLength(count);
    fits.forEach((fit, i) => expect(fit.sample).toContain(samples[i] ?? '?'));
    const without = fits.find(({ sample }) => sample.includes('carbon = 0'));
    const where = await fitOf(
      folder(),
      DID,
      '--data',
      'sim.csv',
      '--vcov',
      'cluster=city',
      '--where',
      'carbon = 0',
    );
    expect(without?.terms).toEqual(where.terms);
  });

  it('--where says what it chose, and may look into the table', async () => {
    const rich = await fitOf(
      folder(),
      DID,
      '--data',
      'sim.csv',
      '--where',
      'city in (select city from data where year = 2006 and lngdp > 9.7) -- rich at the start',
    );
    expect(rich.sample).toMatch(/^city in .* -- rich at the start, \d+ of 3584 rows$/);
    expect(rich.nobs).toBeLessThan(3584);
  });

  it('estimates several models of every estimator, a JSON object a line', async () => {
    const args = ['fit', 'cites ~ csw(did, lngdp + fin) | city + year', '--data', 'sim.csv'];
    const result = await folder().call([
      ...args,
      '--estimator',
      'fepois',
      '--vcov',
      'cluster=city',
      '--json',
    ]);
    const [, second] = fitsOf(result);
    if (second === undefined) throw new Error('one model only');
    expect(deviations(second, 'fepois.two_way', VS_TIGHT_ITERATION)).toEqual([]);
    expect(result.err).toBe('');
  });

  it('leaves out a model of several that cannot be estimated, and says so', async () => {
    const args = [
      'fit',
      'y ~ did | city',
      '--data',
      'sim.csv',
      '--vcov',
      'cluster=city',
      '--split',
      'pilot',
    ];
    const made = folder();
    const json = await made.call([...args, '--json']);
    const lines = json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toHaveLength(2);
    expect(lines.filter((line) => 'event' in line)).toMatchObject([
      { event: 'error', code: 'E_NO_REGRESSORS' },
    ]);
    expect(json.exit).toBe(1);
    const table = await made.call([...args.slice(0, -2), '--fsplit', 'pilot']);
    expect(table.out).toMatch(/^2 models/);
    expect(table.err).toMatch(/^E_NO_REGRESSORS model \d of 3, .*sample pilot = 0/);
    expect(table.exit).toBe(1);
    // Within pilots the years explain the policy, so that no sample is left.
    const none = await made.call(['fit', DID, '--data', 'sim.csv', '--split', 'pilot']);
    expect(none.out).toBe('');
    expect(none.err).toContain('E_NO_REGRESSORS model 1 of 2');
    expect(none.exit).toBe(1);
  });

  it.each([
    ['nw=city,year,2', { type: 'newey_west', by: ['city', 'year'], lag: 2 }],
    ['nw=city+year', { type: 'newey_west', lag: 1 }],
    ['dk=year,3', { type: 'driscoll_kraay', by: ['year'], lag: 3 }],
    ['conley=lat,lon,200', { type: 'conley', cutoff: 200, distance: 'triangular' }],
    ['conley=lat,lon,200,spherical', { type: 'conley', cutoff: 200, distance: 'spherical' }],
  ])('--vcov %s', async (vcov, wanted) => {
    expect((await fitOf(folder(), DID, '--data', 'sim.csv', '--vcov', vcov)).vcov).toMatchObject(
      wanted,
    );
  });
});
