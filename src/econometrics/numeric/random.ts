import exp from '@stdlib/math-base-special-exp';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { philox4x32 } from './philox.ts';

/**
 * A stream of random words: the position in it is all its state. Streams of one seed and different
 * names are independent, so a draw added to one changes no other.
 */
export interface RandomStream {
  readonly key: readonly [number, number];
  /** Hash of the name: the upper half of every counter. */
  readonly lane: readonly [number, number];
  block: number;
  /** Words of the current block that are used up; 4 asks for the next block. */
  used: number;
  readonly words: Uint32Array;
}

/** Above this mean a Poisson variate is the sum of several, since exp(-mean) leaves the doubles. */
const POISSON_CHUNK = 32;
const TWO_32 = 4_294_967_296;
const TWO_52 = 4_503_599_627_370_496;

/**
 * Opens a stream. `seed` is a whole number from 0 to 2^53 - 1, `name` any text: same seed and name,
 * same numbers on every machine. Throws RangeError on any other seed.
 */
export function randomStream(seed: number, name: string): RandomStream {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`a seed is a whole number from 0 to 2^53 - 1, not ${seed}`);
  }
  return {
    key: [seed >>> 0, Math.floor(seed / TWO_32)],
    lane: [hashName(name, 0x811c9dc5), hashName(name, 0x9747b28c)],
    block: 0,
    used: 4,
    words: new Uint32Array(4),
  };
}

/** 32 random bits as an unsigned whole number. */
export function word(stream: RandomStream): number {
  if (stream.used === 4) {
    const low = stream.block >>> 0;
    const high = Math.floor(stream.block / TWO_32);
    philox4x32([low, high, stream.lane[0], stream.lane[1]], stream.key, stream.words);
    stream.block += 1;
    stream.used = 0;
  }
  return stream.words[stream.used++] as number;
}

/** Uniform on the open interval (0, 1): the midpoints of 2^52 cells, exact in a double. */
export function uniform(stream: RandomStream): number {
  const high = word(stream) >>> 6;
  const low = word(stream) >>> 6;
  return (high * 67_108_864 + low + 0.5) / TWO_52;
}

/** Standard normal by the inverse of its distribution function: one uniform, no rejection. */
export function normal(stream: RandomStream): number {
  return normalQuantile(uniform(stream), 0, 1);
}

/** Uniform on 0, 1, ..., below - 1 without bias, for whole 1 <= below <= 2^32. */
export function integer(stream: RandomStream, below: number): number {
  const rest = TWO_32 % below;
  let drawn = word(stream);
  while (drawn >= TWO_32 - rest) drawn = word(stream);
  return drawn % below;
}

/** Poisson with the given mean (>= 0), by inversion in chunks whose means add up. Exact. */
export function poisson(stream: RandomStream, mean: number): number {
  let total = 0;
  let left = mean;
  for (; left > POISSON_CHUNK; left -= POISSON_CHUNK) total += poissonChunk(stream, POISSON_CHUNK);
  return total + poissonChunk(stream, left);
}

function poissonChunk(stream: RandomStream, mean: number): number {
  let probability = exp(-mean);
  let left = uniform(stream) - probability;
  let count = 0;
  while (left > 0 && probability > 0) {
    count += 1;
    probability *= mean / count;
    left -= probability;
  }
  return count;
}

/** Puts the items into a random order, in place, every order equally likely (Fisher and Yates). */
export function shuffle(stream: RandomStream, items: unknown[]): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = integer(stream, i + 1);
    const held = items[i];
    items[i] = items[j];
    items[j] = held;
  }
}

/** 32-bit FNV-1a over both bytes of each UTF-16 unit, finished so that close names lie far apart. */
function hashName(name: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
