import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { isOutput } from '../../engine/places.ts';
import { UserError } from '../../text/user-error.ts';
import { openProject } from '../open.ts';
import type { VerbContext } from '../terminal.ts';

/**
 * Whether a data file is an output of the study in this folder that was made from synthetic data: a fit
 * of it has to say so, as every table of the study does. A study that cannot be read says nothing
 * here; `run` shows what is wrong with it.
 */
export async function isOfSyntheticStudy(context: VerbContext, path: string): Promise<boolean> {
  const file = relative(context.root, realpathSync(path)).split(sep).join('/');
  if (!isOutput(file)) return false;
  try {
    const { session, graph } = await openProject(context, {});
    return [...graph].some(
      ([step, { outputs }]) =>
        session.lineage.isSynthetic(step) &&
        Object.values(outputs).some(
          (own) => own === file || (own.endsWith('/') && file.startsWith(own)),
        ),
    );
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
