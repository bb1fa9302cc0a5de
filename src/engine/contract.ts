import type { FileHashes } from './files.ts';
import { canonicalJson } from './hash.ts';
import type { Contract } from './kinds.ts';
import type { StepSpec } from './study.ts';

/** Path of a step's own checks, where it has some. */
export function checksOf(files: FileHashes, spec: StepSpec): string | undefined {
  const path = `sql/checks/${spec.name}.sql`;
  return files.exists(path) ? path : undefined;
}

/** What a step promises, as text; a changed promise is checked again without a rebuild. */
export async function contractText(files: FileHashes, spec: StepSpec): Promise<string> {
  const checks = checksOf(files, spec);
  const sha256 = checks === undefined ? '' : ((await files.hash(checks)) ?? '');
  return canonicalJson({ expect: spec.expect as never, checks: sha256 });
}

/** The contract of a step's tables, or undefined where it promises nothing. */
export function contractOf(
  files: FileHashes,
  spec: StepSpec,
  bound: Pick<Contract, 'root' | 'tables' | 'inputs'>,
): Contract | undefined {
  const checks = checksOf(files, spec);
  if (checks === undefined && Object.keys(spec.expect).length === 0) return undefined;
  const base = { step: spec.name, expect: spec.expect, params: spec.with, ...bound };
  return checks === undefined ? base : { ...base, checks };
}
