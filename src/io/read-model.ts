import { readFile } from 'node:fs/promises';
import type { ZodType } from 'zod';
import type { InputTable } from '../step.ts';
import { UserError } from '../text/user-error.ts';

/**
 * Reads JSON that an earlier step wrote and checks that it has the parts that are needed.
 * Errors: `E_MODEL_FILE`, with the place in the file that is not as it should be.
 */
export async function readModel<T>(input: InputTable, shape: ZodType<T>): Promise<T> {
  const parsed = shape.safeParse(parseJson(input.name, await readFile(input.path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = (issue?.path ?? []).map(String).join('.');
  throw wrongShape(input.name, `${place === '' ? '' : `${place}: `}${issue?.message ?? ''}`);
}

function parseJson(step: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrongShape(step, 'it is not JSON');
  }
}

function wrongShape(step: string, what: string): UserError {
  return new UserError('E_MODEL_FILE', `"${step}" is not what this step reads: ${what}`, {
    hint: 'name the artifact of a step that makes what the figure shows',
  });
}
