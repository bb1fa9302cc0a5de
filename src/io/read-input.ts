import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { StepContext } from '../step.ts';

/** Reads the model file of an earlier step by the reader of its record (src/records/). */
export async function readModelOf<T>(
  context: Pick<StepContext<unknown>, 'root' | 'model'>,
  step: string,
  read: (file: string, text: string) => T,
): Promise<T> {
  const { path } = context.model(step);
  return read(relative(context.root, path).replaceAll('\\', '/'), await readFile(path, 'utf8'));
}
