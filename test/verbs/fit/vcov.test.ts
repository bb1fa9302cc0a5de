import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/text/user-error.ts';
import { parseVcov } from '../../../src/verbs/fit/vcov.ts';

describe('--vcov', () => {
  it.each([
    ['iid', 'iid'],
    ['HC1', 'hetero'],
    ['hc3', 'hc3'],
    ['cluster=city', { cluster: ['city'] }],
    ['~city + year', { cluster: ['city', 'year'] }],
    ['twoway=prov+year', { cluster: ['prov', 'year'] }],
    ['cluster=a,b,c', { cluster: ['a', 'b', 'c'] }],
    ['cr2=prov', { cr2: 'prov' }],
    ['nw=city,year', { newey_west: { unit: 'city', time: 'year' } }],
    ['nw=city,year,2', { newey_west: { unit: 'city', time: 'year', lag: 2 } }],
    ['nw=year,2', { newey_west: { time: 'year', lag: 2 } }],
    ['dk=year', { driscoll_kraay: { time: 'year' } }],
    ['conley=lat, lon', { conley: { lat: 'lat', lon: 'lon' } }],
    [
      'conley=lat,lon,spherical,200',
      { conley: { lat: 'lat', lon: 'lon', cutoff: 200, distance: 'spherical' } },
    ],
  ])('%s', (text, spec) => {
    expect(parseVcov(text)).toEqual(spec);
  });

  it.each([
    ['hc4', 'there is no variance "hc4"', 'nw=unit,time[,lag], dk=time[,lag], conley='],
    ['hetero=city', '"hetero" takes nothing after "="', 'cluster=column'],
    ['cluster=', 'cluster needs the name of a column', '--vcov cluster=column'],
    ['cr1=a,b', 'cr1 takes one column', 'cr1=column'],
    ['twoway=a,b,c', 'twoway takes two columns, and "a,b,c"', 'cluster=a,b,c takes any number'],
    ['nw=year', 'nw takes unit and time, and "year"', 'nw=time,lag without unit'],
    ['nw=city,year,1,2', 'and "city,year,1,2" stands here', 'nw=unit,time[,lag]'],
    ['nw=city,,2', 'and "city,,2" stands here', ''],
    [
      'conley=lat,lon,200,far',
      'takes latitude and longitude',
      'conley=lat,lon[,cutoff][,distance]',
    ],
  ])('%s is a mistake', (text, message, hint) => {
    const run = (): unknown => parseVcov(text);
    expect(run).toThrow(UserError);
    expect(run).toThrow(message);
    expect(run).toThrow(
      expect.objectContaining({ code: 'E_VCOV', hint: expect.stringContaining(hint) as string }),
    );
  });
});
