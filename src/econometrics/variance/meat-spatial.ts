import asin from '@stdlib/math-base-special-asin';
import cos from '@stdlib/math-base-special-cos';
import sin from '@stdlib/math-base-special-sin';
import type { SpatialDependence } from './dependence.ts';
import { UserError } from '../../text/user-error.ts';
import { groupSums, symmetricMeat, type Scores } from './meat.ts';
import type { Distance } from './kinds.ts';

export interface SpatialMeat {
  readonly meat: Float64Array;
  /** Kilometres. */
  readonly cutoff: number;
  /** How many different places the rows are at. */
  readonly places: number;
}

interface Place {
  /** Degrees. */
  readonly lat: number;
  readonly lon: number;
}

/** Kilometres in a degree of latitude. */
const DEGREE = 111;
/** fixest's π in its cutoffs, and its earth's diameter in km: a pair at the edge then falls as it does there. */
const ROUGH_PI = 314_159 / 100_000;
const DIAMETER = 12752;
/** The earth's radius in km from which fixest finds the automatic cutoff. */
const RADIUS = 6371;
/** The following places among which the nearest one is looked for. */
const FOLLOWING = 3;

/**
 * Σ_p Σ_q 1[d(p, q) ≤ cutoff] S_p S_q' with S_p the scores of all rows at one place (Conley 1999, the
 * uniform kernel), row-major. In a panel all periods of near places may be correlated.
 *
 * Distances as in fixest: `triangular` √(Δφ² + (cos φ̄ Δλ)²), a degree being 111 km; `spherical` along
 * the great circle. Pairs are looked at only if |Δφ| and cos φ̄ |Δλ| are within the cutoff.
 *
 * Errors: `E_ONE_PLACE`; `E_CONLEY_CUTOFF` where too few places are there for an automatic cutoff.
 */
export function spatialMeat(scores: Scores, dependence: SpatialDependence): SpatialMeat {
  const { places, codes } = placesOf(dependence);
  if (places.length < 2) {
    throw new UserError(
      'E_ONE_PLACE',
      `${dependence.by.join(' and ')} are the same in all rows of this sample; conley needs two places or more.`,
      { hint: 'Use hetero or a cluster variance.' },
    );
  }
  const cutoff = dependence.cutoff ?? automaticCutoff(places);
  const sums = groupSums(scores, { codes, levels: places.length });
  const half = sums.map((column) => column.map((value) => value / 2));
  const { isNear, isAbove } = nearness(places, cutoff, dependence.distance);
  for (let p = 0; p < places.length; p++) {
    for (let q = p + 1; q < places.length && !isAbove(p, q); q++) {
      if (!isNear(p, q)) continue;
      half.forEach((column, j) => {
        column[p]! += sums[j]![q]!;
      });
    }
  }
  return { meat: symmetricMeat(sums, half), cutoff, places: places.length };
}

/** The different places by latitude, then longitude, and the place of each row. */
function placesOf({ lat, lon }: SpatialDependence): {
  readonly places: readonly Place[];
  readonly codes: Int32Array;
} {
  const order = Int32Array.from(lat, (_, i) => i);
  order.sort((a, b) => lat[a]! - lat[b]! || lon[a]! - lon[b]!);
  const places: Place[] = [];
  const codes = new Int32Array(lat.length);
  let last: Place | null = null;
  for (const row of order) {
    const place: Place = { lat: lat[row]!, lon: lon[row]! };
    if (last === null || last.lat !== place.lat || last.lon !== place.lon) places.push(place);
    last = place;
    codes[row] = places.length - 1;
  }
  return { places, codes };
}

/** Whether two places are within the cutoff; `isAbove`: whether q and all after it are too far north. */
function nearness(
  places: readonly Place[],
  cutoff: number,
  distance: Distance,
): {
  readonly isNear: (p: number, q: number) => boolean;
  readonly isAbove: (p: number, q: number) => boolean;
} {
  const phi = Float64Array.from(places, ({ lat }) => radians(lat));
  const lambda = Float64Array.from(places, ({ lon }) => radians(lon));
  const reach = ((cutoff / DEGREE) * ROUGH_PI) / 180;
  const rough = (cutoff * ROUGH_PI) / 180 / DEGREE;
  const isAbove = (p: number, q: number): boolean => phi[q]! - phi[p]! > reach;
  const isNear = (p: number, q: number): boolean => {
    const apart = Math.abs(lambda[q]! - lambda[p]!);
    const across = apart < ROUGH_PI ? apart : 2 * ROUGH_PI - apart;
    const scale = cos((phi[p]! + phi[q]!) / 2);
    if (across > reach / scale) return false;
    const up = Math.abs(phi[q]! - phi[p]!);
    if (distance === 'triangular') {
      const along = scale * across;
      return up * up + along * along <= rough * rough;
    }
    return DIAMETER * halfAngle(phi[p]!, lambda[p]!, phi[q]!, lambda[q]!) <= cutoff;
  };
  return { isNear, isAbove };
}

/**
 * fixest's rule: the distance to the nearest of the three places that follow, its median over the
 * order by latitude plus that over the order by longitude, cut to two digits (to tens above 20 km).
 */
function automaticCutoff(places: readonly Place[]): number {
  if (places.length <= FOLLOWING) {
    throw new UserError(
      'E_CONLEY_CUTOFF',
      `${places.length} places are too few to find a cutoff for the conley variance.`,
      { hint: 'Give the cutoff in km.' },
    );
  }
  const byLongitude = places.toSorted((a, b) => a.lon - b.lon || a.lat - b.lat);
  const total = medianOfNearest(places) + medianOfNearest(byLongitude);
  let unit = 1;
  while (unit * 10 <= total) unit *= 10;
  while (unit > total) unit /= 10;
  const step = total > 20 ? Math.max(unit / 10, 10) : unit / 10;
  return Math.floor(total / step) * step;
}

function medianOfNearest(places: readonly Place[]): number {
  const nearest = Float64Array.from({ length: places.length - FOLLOWING }, (_, i) =>
    Math.min(...places.slice(i + 1, i + 1 + FOLLOWING).map((next) => kilometres(places[i]!, next))),
  ).sort();
  const middle = Math.floor(nearest.length / 2);
  const upper = nearest[middle]!;
  return nearest.length % 2 === 1 ? upper : (nearest[middle - 1]! + upper) / 2;
}

function kilometres(a: Place, b: Place): number {
  const [phi, lambda] = [radians(a.lat), radians(a.lon)];
  return RADIUS * 2 * halfAngle(phi, lambda, radians(b.lat), radians(b.lon));
}

/** Half the angle between two places, by the haversine. */
function halfAngle(phi: number, lambda: number, phi2: number, lambda2: number): number {
  const up = sin((phi2 - phi) / 2);
  const across = sin((lambda2 - lambda) / 2);
  return asin(Math.min(1, Math.sqrt(up * up + cos(phi) * cos(phi2) * across * across)));
}

function radians(degrees: number): number {
  return (degrees / 180) * Math.PI;
}
