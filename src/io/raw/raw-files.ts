import { join } from 'node:path';
import type { StepContext } from '../../step.ts';
import { UserError } from '../../text/user-error.ts';
import { readSheets } from './sheet.ts';

const REFERENCE = 'data/reference/';

type Files = Pick<StepContext<unknown>, 'step' | 'files' | 'root' | 'log'>;

/**
 * The researcher's files among those that a step reads: without reference tables, and without the
 * lock files that Excel leaves beside an open workbook.
 */
export function rawFiles(context: Files): string[] {
  const files = context.files.filter((file) => !file.startsWith(REFERENCE));
  const { left = [], out = [] } = Object.groupBy(files, (file) =>
    /(?:^|\/)(?:~\$|\.|README)[^/]*$/.test(file) ? 'out' : 'left',
  );
  if (out.length > 0) context.log(`no raw files, left out: ${out.join(', ')}`);
  if (left.length > 0) return left;
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
  const [sheet] = readSheets(join(context.root, file), file);
  const [header = [], ...rows] = sheet?.rows ?? [];
  return rows.map((row) =>
    Object.fromEntries(header.map((column, i) => [String(column), String(row[i] ?? '')])),
  );
}
