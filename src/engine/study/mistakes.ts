import type { z } from 'zod';
import { UserError } from '../../text/user-error.ts';
import { didYouMean } from '../../text/nearest.ts';
import { STEP_FORMS, studySchema, type FormName } from './schema.ts';
import { STUDY_FILE, whereInStudy, type Study } from './study.ts';

type Places = Pick<Study, 'positions'>;

/** The first schema violation in document order, in the words of a reader of YAML. */
export function schemaMistake(
  error: z.ZodError,
  value: unknown,
  places: Places,
  below: { readonly path: readonly string[]; readonly form?: FormName } = { path: [] },
): UserError {
  const found = error.issues.map((issue) => describeIssue(issue, value, places, below));
  found.sort((a, b) => lineOf(a.where) - lineOf(b.where));
  return found[0] ?? new UserError('E_WRONG_TYPE', 'not a study', { where: STUDY_FILE });
}

/** A step of a kind that there is not. */
export function unknownKind(step: string, kind: unknown, places: Places): UserError {
  const path = ['steps', step, 'kind'];
  return new UserError('E_UNKNOWN_KIND', `${path.join('.')} is ${JSON.stringify(kind)}`, {
    where: whereInStudy(places, path),
    hint:
      didYouMean(String(kind), ['sql', 'ts', 'shell']) ||
      'a step is sql, ts or shell, or has use: in place of kind:',
  });
}

function lineOf(where: string): number {
  return Number(where.split(':')[1] ?? 0);
}

function describeIssue(
  issue: z.core.$ZodIssue,
  value: unknown,
  places: Places,
  below: { readonly path: readonly string[]; readonly form?: FormName },
): UserError {
  const path = [...below.path, ...issue.path.map(String)];
  const shown = path.join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = knownKeys(path, below.form);
    return new UserError('E_UNKNOWN_KEY', `"${key}" is no key of ${shown}`, {
      where: whereInStudy(places, [...path, `${key}#key`]),
      hint: didYouMean(key, known) || `keys: ${known.join(', ')}`,
    });
  }
  const here = valueAt(value, path);
  if (issue.code === 'invalid_key') {
    return new UserError('E_BAD_NAME', `"${path.at(-1) ?? ''}" cannot be a name here`, {
      where: whereInStudy(places, [...path.slice(0, -1), `${path.at(-1) ?? ''}#key`]),
      hint: issue.issues[0]?.message ?? '',
    });
  }
  const missing = here === undefined;
  return new UserError(
    missing ? 'E_MISSING_KEY' : 'E_WRONG_TYPE',
    describeValue(shown, here, issue),
    { where: whereInStudy(places, path), hint: missing ? 'add it' : '' },
  );
}

function describeValue(shown: string, here: unknown, issue: z.core.$ZodIssue): string {
  if (here === undefined) return `${shown} is missing`;
  const expected = 'expected' in issue ? `expected ${String(issue.expected)}` : issue.message;
  return `${shown} is ${JSON.stringify(here)}: ${expected}`;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[key] : undefined,
    value,
  );
}

/** Keys that the schema knows at a path of the document. */
function knownKeys(path: readonly string[], form: FormName | undefined): string[] {
  if (path.at(-1) === 'expect') return Object.keys(STEP_FORMS.sql.shape.expect.unwrap().shape);
  if (form !== undefined) return [...new Set([...Object.keys(STEP_FORMS[form].shape), 'use'])];
  const [first] = path;
  return first === undefined
    ? Object.keys(studySchema.shape)
    : first === 'study'
      ? Object.keys(studySchema.shape.study.shape)
      : [];
}
