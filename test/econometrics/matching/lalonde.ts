import { join } from 'node:path';
import { readFrameCsv, valuesOf } from '../frame/read-frame.ts';

export interface Lalonde {
  readonly treated: Float64Array;
  readonly outcome: Float64Array;
  readonly covariates: Readonly<Record<string, Float64Array>>;
}

/** The sample of LaLonde (1986) that MatchIt ships, its column of race made into two indicators. */
export function lalonde(folder: string): Lalonde {
  const frame = readFrameCsv(join(folder, 'datasets/lalonde_matchit.csv'));
  const race = frame.columns['race'];
  if (race?.kind !== 'text') throw new Error('race is text');
  const isLevel = (level: string): Float64Array =>
    Float64Array.from(race.codes, (code) => (race.levels[code] === level ? 1 : 0));
  const same = (name: string): Float64Array => valuesOf(frame, name);
  return {
    treated: same('treat'),
    outcome: same('re78'),
    covariates: {
      age: same('age'),
      educ: same('educ'),
      black: isLevel('black'),
      hisp: isLevel('hispan'),
      married: same('married'),
      nodegree: same('nodegree'),
      re74: same('re74'),
      re75: same('re75'),
    },
  };
}
