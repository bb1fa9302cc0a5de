import { open, stat } from 'node:fs/promises';
import { Readable, pipeline, type Transform } from 'node:stream';
import { accessProblem, tooLarge } from './problems.ts';

/** The bytes of a raw file, wherever they lie. */
export interface RawBytes {
  /** As the reader knows the file. */
  readonly file: string;
  /** Where it lies on the disk as it is; null within an archive. */
  readonly path: string | null;
  size(): Promise<number>;
  /** From one byte to before another; the whole may be asked for again and again. */
  stream(from?: number, to?: number): AsyncIterable<Buffer>;
  /** Fewer than asked for at the end. */
  read(from: number, length: number): Promise<Buffer>;
}

const CHUNK = 1 << 18;
const START = 1 << 16;
/** A packed file of a format that is not read from front to back has to be unpacked into memory. */
const PACKED_LIMIT = 1 << 29;

/** A file on the disk. Errors: E_FILE_UNREADABLE, E_FILE_MISSING. */
export function diskBytes(path: string, file: string): RawBytes {
  const named = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw accessProblem(file, error) ?? error;
    }
  };
  return {
    file,
    path,
    size: () => named(async () => (await stat(path)).size),
    read: (from, length) =>
      named(async () => {
        const handle = await open(path);
        try {
          const buffer = Buffer.allocUnsafe(length);
          const filled = await fill(handle, buffer, from);
          return buffer.subarray(0, filled);
        } finally {
          await handle.close();
        }
      }),
    async *stream(from = 0, to = Infinity) {
      const handle = await named(() => open(path));
      try {
        for (let at = from; at < to;) {
          const buffer = Buffer.allocUnsafe(Math.min(CHUNK, to - at));
          const position = at;
          const filled = await named(() => fill(handle, buffer, position));
          if (filled > 0) yield buffer.subarray(0, filled);
          if (filled < buffer.length) return;
          at += filled;
        }
      } finally {
        await handle.close();
      }
    },
  };
}

export function memoryBytes(buffer: Buffer, file: string): RawBytes {
  return {
    file,
    path: null,
    size: () => Promise.resolve(buffer.length),
    read: (from, length) => Promise.resolve(buffer.subarray(from, from + length)),
    async *stream(from = 0, to = buffer.length) {
      const end = Math.min(to, buffer.length);
      for (let at = from; at < end; at += CHUNK)
        yield buffer.subarray(at, Math.min(at + CHUNK, end));
    },
  };
}

/**
 * Bytes that must be unpacked, which happens anew each time that they are asked for unless they are in
 * memory still: an archive may hold more than memory does.
 */
export function packedBytes(file: string, unpack: () => AsyncIterable<Buffer>): RawBytes {
  let kept: WeakRef<Buffer> | undefined;
  const whole = async (): Promise<RawBytes> => {
    const buffer = kept?.deref() ?? (await collect(unpack(), PACKED_LIMIT));
    if (buffer === null) {
      const message = `packed in an archive, it has more than ${PACKED_LIMIT >> 20} MiB`;
      throw tooLarge(file, message);
    }
    kept = new WeakRef(buffer);
    return memoryBytes(buffer, file);
  };
  return {
    file,
    path: null,
    size: async () => (await whole()).size(),
    read: async (from, length) =>
      // The beginning tells what a file is, and of a long text that is all that is needed at once.
      from + length <= START && kept?.deref() === undefined
        ? (await take(unpack(), from + length)).subarray(from)
        : (await whole()).read(from, length),
    async *stream(from = 0, to = Infinity) {
      const isAll = from === 0 && to === Infinity;
      if (isAll && kept?.deref() === undefined) yield* unpack();
      else yield* (await whole()).stream(from, isAll ? undefined : to);
    },
  };
}

/** The bytes as a transform of Node gives them, such as one that unpacks. */
export async function* through(
  source: AsyncIterable<Buffer>,
  transform: Transform,
): AsyncIterable<Buffer> {
  const error: { cause?: unknown } = {};
  pipeline(Readable.from(source, { objectMode: false }), transform, (cause) => {
    error.cause = cause;
  });
  for await (const chunk of transform) yield chunk as Buffer;
  if (error.cause instanceof Error) throw error.cause;
}

/** All bytes, or null where there are more than the limit. */
export async function collect(
  source: AsyncIterable<Buffer>,
  limit: number,
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** All bytes of a file that its format needs in memory. Error: E_FILE_TOO_LARGE. */
export async function wholeOf(bytes: RawBytes, limit: number): Promise<Buffer> {
  const whole = await collect(bytes.stream(), limit);
  if (whole !== null) return whole;
  throw tooLarge(bytes.file, `a file of this kind may have ${limit >> 20} MiB, and it has more`);
}

/** The first bytes. */
async function take(source: AsyncIterable<Buffer>, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let taken = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    taken += chunk.length;
    if (taken >= length) break;
  }
  return Buffer.concat(chunks).subarray(0, length);
}

async function fill(
  handle: Awaited<ReturnType<typeof open>>,
  buffer: Buffer,
  position: number,
): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(
      buffer,
      filled,
      buffer.length - filled,
      position + filled,
    );
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
