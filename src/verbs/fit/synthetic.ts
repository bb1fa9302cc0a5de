import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { STUDY_FILE } from '../../engine/study/study.ts';
import { isSynthetic } from '../../tables/synthetic.ts';

/**
 * Whether a data file is an output of the study in `root`, and that study reads the synthetic world: a
 * fit of it has to say so, as every table of the study does. A `pipeline.yaml` that cannot be read says
 * nothing here; `run` shows what is wrong with it.
 */
export async function isOfSyntheticStudy(root: string, path: string): Promise<boolean> {
  const study = join(root, STUDY_FILE);
  const [folder] = relative(root, realpathSync(path)).split(sep);
  if (folder !== 'outputs' || !existsSync(study)) return false;
  const { parseWithPositions } = await import('../../engine/study/positions.ts');
  try {
    const { value } = parseWithPositions(readFileSync(study, 'utf8'));
    const { settings } = (value ?? {}) as { settings?: { data?: unknown } };
    return typeof settings?.data === 'string' && isSynthetic(settings.data);
  } catch {
    return false;
  }
}
