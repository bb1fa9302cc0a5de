import { describe, expect, it } from 'vitest';
import { DID, folder } from './fit-call.ts';

describe('mistakes', () => {
  const FILES = {
    'ragged.csv': 'x,y\n1,2\n3,4\n1,2,3\n5,6\n',
    'quote.csv': 'x,y\n1,2\n"3,4\n',
    'stray.csv': 'x,y\n1,2\n3,4\nn/a,3\n5,7\n',
    'thousands.csv': 'x,y\n"1,000",2\n"3,000",4\n"2,500",3\n',
    'head.csv': 'x,y\n',
    'empty.csv': '',
    'false.parquet': 'x,y\n1,2\n',
    'binary.csv': 'PK\u0003\u0004\u0000\u0000\u0001\u0002',
    'same.csv': 'x,y\n1,2\n2,2\n3,2\n4,2\n',
    'broken.parquet': 'PAR1 and then nothing',
  };

  it.each<readonly [string[], number, string[]]>([
    [[], 2, ['E_USAGE fit needs a formula']],
    [[DID], 2, ['E_USAGE fit needs --data FILE']],
    [
      ['y', '~', 'did', '--data', 'sim.csv'],
      2,
      ['one formula, and 3 words stand here', 'quotation'],
    ],
    [
      ['y ~ did + lngpd | city', '--data', 'sim.csv'],
      2,
      [
        'sim.csv E_UNKNOWN_COLUMN there is no column "lngpd"\n  y ~ did + lngpd | city\n            ^\n',
        'Did you mean lngdp',
      ],
    ],
    [
      ['y ~ did + | city', '--data', 'sim.csv'],
      2,
      ['E_FORMULA', '  y ~ did + | city\n            ^\n'],
    ],
    [[DID, '--data', 'simm.csv'], 2, ['simm.csv E_NO_FILE', 'Did you mean sim.csv']],
    [[DID, '--data', 'no/where.csv'], 2, ['E_NO_FILE', 'there is no folder']],
    [[DID, '--data', '.'], 2, ['E_NO_FILE this is a folder']],
    [[DID, '--data', ''], 2, ['E_USAGE fit needs --data FILE']],
    [[DID, '--data', '/dev/null'], 2, ['/dev/null E_NO_FILE this is no ordinary file']],
    [[DID, '--data', 'empty.csv'], 2, ['empty.csv E_EMPTY_FILE']],
    [['y ~ x', '--data', 'head.csv'], 1, ['head.csv E_NO_ROWS the table has no rows']],
    [['y ~ x', '--data', 'false.parquet'], 2, ['E_DATA_FORMAT this is no parquet file']],
    [['y ~ x', '--data', 'broken.parquet'], 2, ['E_DATA_FORMAT this parquet file cannot be read']],
    [['y ~ x', '--data', 'binary.csv'], 2, ['E_DATA_FORMAT this is no text', 'save a workbook']],
    [
      ['y ~ x', '--data', 'ragged.csv'],
      2,
      ['ragged.csv E_CSV', 'row 4 has 3 cells, the first has 2'],
    ],
    [['y ~ x', '--data', 'quote.csv'], 2, ['E_CSV', 'a quote that opens in row 3']],
    [['y ~ x', '--data', 'stray.csv'], 2, ['E_NOT_NUMERIC column "x" is text: its value "n/a"']],
    [['x ~ y', '--data', 'stray.csv'], 2, ['E_NOT_NUMERIC column "x" is text: its value "n/a"']],
    [['y ~ x', '--data', 'thousands.csv'], 2, ['its value "1,000" is no number']],
    [
      [DID, '--data', 'sim.csv', '--estimator', 'fepoiss'],
      2,
      ['no estimator "fepoiss"', 'Did you mean "fepois"'],
    ],
    [
      [DID, '--data', 'sim.csv', '--vcov', 'clustr=city'],
      2,
      ['--vcov E_VCOV', 'Did you mean "cluster"'],
    ],
    [
      [DID, '--data', 'sim.csv', '--vcov', 'cluster=citty'],
      2,
      ['no column "citty" (--vcov)', 'city'],
    ],
    [[DID, '--data', 'sim.csv', '--vcov', 'cluster'], 2, ['E_VCOV', 'needs the name of a column']],
    [[DID, '--data', 'sim.csv', '--vcov', 'twoway=city'], 2, ['twoway takes two columns']],
    [[DID, '--data', 'sim.csv', '--vcov', 'iid=city'], 2, ['takes nothing after "="']],
    [
      [DID, '--data', 'sim.csv', '--vcov', 'nw=city'],
      2,
      ['nw takes unit and time', 'nw=unit,time[,lag], or nw=time,lag without unit'],
    ],
    [
      [DID, '--data', 'sim.csv', '--vcov', 'dk=2'],
      2,
      ['dk takes time, and "2" stands here', 'dk=time[,lag]'],
    ],
    [[DID, '--data', 'sim.csv', '--vcov', 'conley=lat,lon,far'], 2, ['conley takes latitude']],
    [['cites ~ did', '--data', 'sim.csv', '--estimator', 'fepois', '--vcov', 'hc3'], 2, ['E_VCOV']],
    [[DID, '--data', 'sim.csv', '--weights', 'ww'], 2, ['no column "ww" (--weights)']],
    [[DID, '--data', 'sim.csv', '--split', 'carbn'], 2, ['no column "carbn" (--split)', 'carbon']],
    [[DID, '--data', 'sim.csv', '--split', 'carbon', '--fsplit', 'carbon'], 2, ['E_SPLIT']],
    [[DID, '--data', 'sim.csv', '--offset', 'pop'], 2, ['feols takes no --offset']],
    [
      ['cites ~ did', '--data', 'sim.csv', '--estimator', 'fepois', '--offset', 'log(popp)'],
      2,
      ['no column "popp" (--offset)'],
    ],
    [
      [DID, '--data', 'sim.csv', '--where', 'yeer > 2010'],
      2,
      ['--where "yeer > 2010" E_WHERE', '"year"'],
    ],
    [[DID, '--data', 'sim.csv', '--where', 'year >'], 2, ['E_WHERE Parser Error: syntax error']],
    [[DID, '--data', 'sim.csv', '--where', 'year > 2010); select (1'], 2, ['E_WHERE']],
    [
      [DID, '--data', 'sim.csv', '--where', "year in (select x from read_csv('head.csv'))"],
      2,
      ['E_WHERE', 'disabled by configuration'],
    ],
    [
      [DID, '--data', 'sim.csv', '--where', 'year > 2030'],
      1,
      ['E_NO_ROWS no row of the table fulfils'],
    ],
    [
      [DID, '--data', 'sim.csv', '--ssc', 'kadj=false'],
      2,
      ['--ssc knows no "kadj"', 'Did you mean "k_adj"'],
    ],
    [[DID, '--data', 'sim.csv', '--ssc', 'k_fixef=all'], 2, ['nonnested or full or none']],
    [[DID, '--data', 'sim.csv', '--level', '95'], 2, ['--level 95', '0.95']],
    [[DID, '--data', 'sim.csv', '--data', 'unbalanced.csv'], 2, ['--data stands here 2 times']],
    [[DID, '--data', 'sim.csv', '--vcof', 'iid'], 2, ['no flag --vcof', 'Did you mean "--vcov"']],
    [['y ~ x', '--data', 'same.csv'], 1, ['E_CONSTANT_OUTCOME']],
    [['y ~ lat | city', '--data', 'sim.csv'], 1, ['E_NO_REGRESSORS']],
    [['did ~ pilot', '--data', 'sim.csv', '--estimator', 'logit'], 1, ['E_SEPARATION']],
    [['y ~ did', '--data', 'sim.csv', '--estimator', 'probit'], 1, ['E_NOT_BINARY']],
  ])('fit %j is exit code %i', async (args, exit, words) => {
    const result = await folder(FILES).call(['fit', ...args]);
    for (const text of words) expect(result.err).toContain(text);
    expect(result.err).not.toMatch(/\n\s+at |bug/);
    expect(result.out).toBe('');
    expect(result.exit).toBe(exit);
  });

  it('come as one JSON object with --json', async () => {
    const result = await folder().call(['fit', 'y ~ dod', '--data', 'sim.csv', '--json']);
    expect(JSON.parse(result.out)).toMatchObject({
      event: 'error',
      code: 'E_UNKNOWN_COLUMN',
      where: 'sim.csv',
    });
    expect(result.exit).toBe(2);
  });
});
