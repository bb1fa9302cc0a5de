import { readFile } from 'node:fs/promises';
import type { ZodType } from 'zod';
import { UserError, type InputTable } from '../step.ts';

/** Reads JSON that an earlier step wrote and checks that it has the parts that are needed. */
export async function readModel<T>(input: InputTable, shape: ZodType<T>): Promise<T> {
  const parsed = shape.safeParse(JSON.parse(await readFile(input.path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(
    'E_MODEL_FILE',
    `step "${input.name}" wrote another shape than this step reads: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    { hint: 'name a step that makes what the figure shows' },
  );
}
