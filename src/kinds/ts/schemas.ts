import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../engine/state/hash.ts';
import { INSTALLATION } from '../tools.ts';
import { converse, rebuild } from './ts.ts';

/** The JSON Schema of the parameters of each step that `use:` can name: the study's own, then the tool's. */
export async function stepSchemas(root: string): Promise<Record<string, Record<string, Json>>> {
  const files: Record<string, string> = {};
  for (const folder of [join(INSTALLATION, 'steps'), join(root, 'steps')]) {
    for (const file of existsSync(folder) ? readdirSync(folder) : []) {
      if (file.endsWith('.ts')) files[file.replace(/\.ts$/, '')] = join(folder, file);
    }
  }
  const found: Record<string, Record<string, Json>> = {};
  await converse(
    { root, code: Object.values(files), reads: [join(root, '*')], writes: [] },
    { type: 'schema', files },
    new AbortController().signal,
    () => undefined,
    (message) => {
      if (message.type === 'error') throw rebuild(message.error);
      if (message.type === 'schema') found[message.step] = message.schema as Record<string, Json>;
    },
  );
  return found;
}
