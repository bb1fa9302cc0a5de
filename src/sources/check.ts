import type { z } from 'zod';
import { didYouMean } from '../text/nearest.ts';
import { COLUMN_RULE, SOURCE_RULE, type SourceRule } from './rule.ts';

/** What is wrong with an entry of `sources:`, and where below it. */
export interface RuleMistake {
  readonly path: readonly string[];
  readonly message: string;
  readonly hint: string;
}

/** An entry of `sources:` as it was written, or the first mistake in it. */
export function checkRule(
  written: unknown,
): { readonly rule: SourceRule } | { readonly mistake: RuleMistake } {
  const parsed = SOURCE_RULE.safeParse(written);
  if (parsed.success) return { rule: parsed.data };
  const [issue] = parsed.error.issues;
  return { mistake: mistakeOf(issue) };
}

function mistakeOf(issue: z.core.$ZodIssue | undefined): RuleMistake {
  const path = (issue?.path ?? []).map(String);
  if (issue?.code === 'unrecognized_keys') return unknownKey(path, issue.keys[0] ?? '');
  if (issue?.code === 'invalid_union') {
    for (const [inner] of issue.errors) {
      if (inner?.code !== 'unrecognized_keys') continue;
      return unknownKey([...path, ...inner.path.map(String)], inner.keys[0] ?? '');
    }
  }
  return { path, message: `${path.join('.')}: ${issue?.message ?? 'wrong'}`, hint: '' };
}

const KEYS = Object.keys(SOURCE_RULE.shape);
const COLUMN_KEYS = Object.keys(COLUMN_RULE.shape);

function unknownKey(path: readonly string[], key: string): RuleMistake {
  const known = path.length === 0 ? KEYS : COLUMN_KEYS;
  return {
    path: [...path, key],
    message: `"${key}" is no key of ${path.length === 0 ? 'an entry of sources:' : path.join('.')}`,
    hint: didYouMean(key, known) || `keys: ${known.join(', ')}`,
  };
}
