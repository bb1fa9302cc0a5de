import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { InputTable } from '../step.ts';

/** The part of a step's context through which it reads what an earlier step wrote. */
interface Inputs {
  readonly root: string;
  input(name: string): InputTable;
}

/** Reads an artifact of an earlier step by the reader of its record (src/records/). */
export async function readInput<T>(
  context: Inputs,
  name: string,
  read: (file: string, text: string) => T,
): Promise<T> {
  const { path } = context.input(name);
  return read(relative(context.root, path).replaceAll('\\', '/'), await readFile(path, 'utf8'));
}
