import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FileHashes } from './files.ts';
import { hashJson } from './hash.ts';
import type { Contract, InputFile } from './kinds.ts';
import type { StepSpec } from './study.ts';

/** Path of a step's own checks, where it has some. */
export function checksOf(root: string, spec: StepSpec): string | undefined {
  const path = `sql/checks/${spec.name}.sql`;
  return existsSync(join(root, path)) ? path : undefined;
}

/** Hash of what a step promises; a changed promise is checked again without a rebuild. */
export async function contractHash(
  root: string,
  files: FileHashes,
  spec: StepSpec,
): Promise<string> {
  const checks = checksOf(root, spec);
  const sha256 = checks === undefined ? '' : ((await files.hash(checks)) ?? '');
  return hashJson({ expect: spec.expect as never, checks: sha256 });
}

export function contractOf(
  root: string,
  spec: StepSpec,
  tables: readonly InputFile[],
  inputs: readonly InputFile[],
): Contract {
  const checks = checksOf(root, spec);
  const base = { step: spec.name, root, expect: spec.expect, params: spec.with, tables, inputs };
  return checks === undefined ? base : { ...base, checks };
}

export function hasContract(root: string, spec: StepSpec): boolean {
  return Object.keys(spec.expect).length > 0 || checksOf(root, spec) !== undefined;
}
