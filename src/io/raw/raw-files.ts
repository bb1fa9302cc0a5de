import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepContext } from '../../step.ts';
import { UserError } from '../../text/user-error.ts';
import { systemFile } from './system-files.ts';
import { parseDelimited } from './text/delimited.ts';

const REFERENCE = 'data/reference/';

type Files = Pick<StepContext<unknown>, 'step' | 'files' | 'root'>;

/**
 * The files among those that a step reads that may be the researcher's: without reference tables, in the
 * order of their paths. System files are among them, so that each is accounted for.
 */
export function rawFiles(context: Files): string[] {
  const files = context.files.filter((file) => !file.startsWith(REFERENCE)).sort(byPath);
  if (files.some((file) => systemFile(file) === null)) return files;
  throw new UserError('E_NO_FILES', `step ${context.step} finds no raw file to read`, {
    where: `pipeline.yaml#steps.${context.step}.reads`,
    hint: `Put the exports into data/raw/${context.step}/ and set settings.data to data/raw, or set it to outputs/demo for the synthetic ones.`,
  });
}

/** Rows of a table in `data/reference/` by column name. The step must list it under `reads`. */
export function readReference(context: Files, name: string): Record<string, string>[] {
  const file = `${REFERENCE}${name}.csv`;
  if (!context.files.includes(file)) {
    throw new UserError('E_NO_REFERENCE', `step ${context.step} needs ${file}`, {
      where: 'pipeline.yaml',
      hint: `Add ${file} to the step's reads.`,
    });
  }
  const text = readFileSync(join(context.root, file), 'utf8').replace(/^\uFEFF/u, '');
  const [header = [], ...rows] = parseDelimited(text, ',').rows;
  return rows.map((row) =>
    Object.fromEntries(header.map((column, i) => [String(column), String(row[i] ?? '')])),
  );
}

function byPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
