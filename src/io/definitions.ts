import type { StepContext } from '../step.ts';
import { readReference } from './raw/raw-files.ts';

const FILE = 'data/reference/definitions.csv';

/** Rows of data/reference/definitions.csv; none where the step does not list it under `reads`. */
export function readDefinitionRows(
  context: Pick<StepContext<unknown>, 'step' | 'files' | 'root' | 'log'>,
): Record<string, string>[] {
  return context.files.includes(FILE) ? readReference(context, 'definitions') : [];
}
