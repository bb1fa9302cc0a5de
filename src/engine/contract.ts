import type { Node } from './graph.ts';
import type { CheckNames, Contract, InputFile } from './kinds.ts';
import type { FileHashes } from './state/files.ts';
import { canonicalJson, type Json } from './state/hash.ts';
import type { StepSpec } from './study/study.ts';

/** Path of a step's own checks, where it has some. */
export function checksOf(files: Pick<FileHashes, 'exists'>, spec: StepSpec): string | undefined {
  const path = `sql/checks/${spec.name}.sql`;
  return files.exists(path) ? path : undefined;
}

/** What a contract is held against: the new tables, and those before it. */
export interface Held {
  readonly root: string;
  readonly tables: readonly InputFile[];
  readonly inputs: readonly InputFile[];
  readonly settings: Readonly<Record<string, Json>>;
  readonly names: CheckNames | undefined;
}

/** What a step promises, as text; a changed promise is checked again without a rebuild. */
export async function contractText(
  files: FileHashes,
  { spec }: Node,
  held: Pick<Held, 'inputs' | 'settings' | 'names'>,
): Promise<string> {
  const checks = checksOf(files, spec);
  const sha256 = checks === undefined ? '' : ((await files.hash(checks)) ?? '');
  // References and checks may read any column of what the step needs.
  const looksOutside = checks !== undefined || spec.expect.references !== undefined;
  const seen = looksOutside
    ? held.inputs.map((input) => (input.table?.columns ?? []).map((c) => c.hash))
    : [];
  const named = settingsNamed(held);
  return canonicalJson({ expect: spec.expect as never, checks: sha256, seen, named });
}

/** The contract of a step's tables, or undefined where it promises nothing. */
export function contractOf(files: FileHashes, node: Node, held: Held): Contract | undefined {
  const { spec, described } = node;
  const checks = checksOf(files, spec);
  if (checks === undefined && Object.keys(spec.expect).length === 0) return undefined;
  const params = { ...settingsNamed(held), ...described.params };
  const { root, tables, inputs } = held;
  const base = { step: spec.name, expect: spec.expect, params, root, tables, inputs };
  return checks === undefined ? base : { ...base, checks };
}

function settingsNamed({
  settings,
  names,
}: Pick<Held, 'settings' | 'names'>): Record<string, Json> {
  return Object.fromEntries(
    (names?.variables ?? []).flatMap((name) => {
      const value = settings[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
