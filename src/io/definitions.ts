import type { StepContext } from '../step.ts';
import { readReference } from './raw/raw-files.ts';

/** Names, definitions, units and sources of the study's variables. */
export const DEFINITIONS = 'data/reference/definitions.csv';

/** Rows of the file of definitions; none where the study has none. */
export function readDefinitionRows(
  context: Pick<StepContext<unknown>, 'step' | 'files' | 'root'>,
): Record<string, string>[] {
  return context.files.includes(DEFINITIONS) ? readReference(context, 'definitions') : [];
}
