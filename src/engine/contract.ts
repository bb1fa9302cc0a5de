import type { FileHashes } from './state/files.ts';
import { canonicalJson } from './state/hash.ts';
import type { Contract, InputFile } from './kinds.ts';
import type { StepSpec } from './study/study.ts';

/** Path of a step's own checks, where it has some. */
export function checksOf(files: FileHashes, spec: StepSpec): string | undefined {
  const path = `sql/checks/${spec.name}.sql`;
  return files.exists(path) ? path : undefined;
}

/** What a step promises, as text; a changed promise is checked again without a rebuild. */
export async function contractText(
  files: FileHashes,
  spec: StepSpec,
  inputs: readonly InputFile[],
): Promise<string> {
  const checks = checksOf(files, spec);
  const sha256 = checks === undefined ? '' : ((await files.hash(checks)) ?? '');
  // References and checks may read any column of what the step needs.
  const looksOutside = checks !== undefined || spec.expect.references !== undefined;
  const seen = looksOutside
    ? inputs.map((input) => (input.table?.columns ?? []).map((c) => c.hash))
    : [];
  return canonicalJson({ expect: spec.expect as never, checks: sha256, seen });
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
