import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Json } from './hash.ts';

/** Bumped when what the engine hashes, or how, changes: every step is then built anew. */
export const ENGINE_FORMAT = 2;
/** Bumped when the shape of a remembered answer changes: those of an older program are then forgotten. */
const MEMO_FORMAT = 2;
/** Answers not asked for in so many saved runs are forgotten. */
const FORGET_AFTER = 20;

interface Entry {
  readonly value: Json;
  used: number;
}

export type SavedMemo =
  { format?: number; generation: number; entries: Record<string, Entry> } | undefined;

/**
 * Remembers the answers of slow pure questions (what does this SQL read, what is this bundle's hash)
 * between runs. A key must name everything that the answer depends on. Losing the file costs time,
 * never correctness.
 */
export class Memo {
  readonly #entries: Map<string, Entry>;
  readonly #generation: number;
  changed = false;

  constructor(saved: SavedMemo) {
    const own = saved?.format === MEMO_FORMAT ? saved : undefined;
    this.#entries = new Map(Object.entries(own?.entries ?? {}));
    this.#generation = (own?.generation ?? 0) + 1;
  }

  async get<T extends Json>(key: string, answer: () => Promise<T> | T): Promise<T> {
    const known = this.peek(key);
    if (known !== undefined) return known as T;
    const value = await answer();
    this.put(key, value);
    return value;
  }

  peek(key: string): Json | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.used = this.#generation;
    return entry.value;
  }

  put(key: string, value: Json): void {
    this.#entries.set(key, { value, used: this.#generation });
    this.changed = true;
  }

  toJSON(): Json {
    const kept = [...this.#entries].filter(([, e]) => this.#generation - e.used < FORGET_AFTER);
    return {
      format: MEMO_FORMAT,
      generation: this.#generation,
      entries: Object.fromEntries(kept.map(([key, { value, used }]) => [key, { value, used }])),
    };
  }
}

/** Reads JSON, or undefined where the file is missing or damaged: a cache may always be lost. */
export function readCache(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Replaces a file in one step. Reserved for small files that only the lock's owner writes. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  writeFileSync(partial, text, { flush: true });
  renameSync(partial, path);
}
