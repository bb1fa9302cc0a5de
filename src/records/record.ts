import { z, type ZodType } from 'zod';
import { UserError } from '../text/user-error.ts';

/**
 * A record is the JSON file that one step writes and another step, the report or a verb reads. It is
 * written as plain JSON, in which a number that does not exist is null; read through these two it is
 * NaN again, since null < 0.05 is true.
 */
export const number = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

/** Fields that all are such numbers. */
export function numbers<const Name extends string>(...names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, number])) as Record<Name, typeof number>;
}

/** A number whose absence has a meaning of its own: null stays null. */
export const maybe = z.number().nullable();

/** What a shape gives, for readers only. */
export type RecordOf<Shape extends ZodType> = Kept<z.output<Shape>>;
type Kept<T> = T extends object ? { readonly [Key in keyof T]: Kept<T[Key]> } : T;

/**
 * The record in the text of a file, checked. Errors: `E_MODEL_FILE` at the file, with the JSONPath of
 * the place that is not as it should be.
 */
export function readRecord<T>(file: string, text: string, shape: ZodType<T>): T {
  const parsed = shape.safeParse(parseJson(file, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrongShape(file, `${jsonPath(issue?.path ?? [])}: ${issue?.message ?? ''}`);
}

/** The reader of a record that is one shape. */
export function reader<Shape extends ZodType>(shape: Shape) {
  return (file: string, text: string): RecordOf<Shape> =>
    readRecord(file, text, shape) as RecordOf<Shape>;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrongShape(file, 'it is not JSON');
  }
}

function jsonPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}.${String(key)}`),
    '$',
  );
}

function wrongShape(file: string, what: string): UserError {
  return new UserError('E_MODEL_FILE', `this file is not what is read from it: ${what}`, {
    where: file,
    hint: 'name a step that writes what is asked for here',
  });
}
