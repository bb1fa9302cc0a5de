import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFile, LOCK } from '../places.ts';
import { glanceAt, listFiles } from './glance.ts';

/** Everything that a run with nothing to do looked at, and how it looked. */
export interface Looks {
  /** Project file -> its glance; '' where there was none. */
  readonly files: Readonly<Record<string, string>>;
  /** Folder -> names of the files in it, each ended by a line break. */
  readonly folders: Readonly<Record<string, string>>;
}

/** A step that was unchanged, with what the reader should know of its outputs. */
export interface UnchangedStep {
  readonly step: string;
  readonly warnings: readonly string[];
}

interface Verdict extends Looks {
  readonly key: string;
  readonly steps: readonly UnchangedStep[];
}

/** The program's own code decides what is stale, so it is looked at like a step's code. */
const PROGRAM = fileURLToPath(new URL('../../', import.meta.url));
const DECIDING = ['engine', 'kinds'];

/**
 * The steps that the last run found unchanged, if nothing that it looked at has been touched since;
 * else undefined, and the run has to look closer. Time stamps can only save the closer look.
 */
export function recallVerdict(root: string, key: string): readonly UnchangedStep[] | undefined {
  try {
    const verdict = JSON.parse(readFileSync(join(root, cacheFile('verdict')), 'utf8')) as Verdict;
    if (verdict.key !== keyWithProgram(key) || existsSync(join(root, LOCK))) {
      return undefined;
    }
    for (const [folder, names] of Object.entries(verdict.folders)) {
      if (asNames(listFiles(root, folder)) !== names) return undefined;
    }
    for (const [file, text] of Object.entries(verdict.files)) {
      if (glanceAt(join(root, file)).text !== text) return undefined;
    }
    return verdict.steps;
  } catch {
    return undefined;
  }
}

/** The verdict as text for its file. */
export function verdictText(key: string, looks: Looks, steps: readonly UnchangedStep[]): string {
  return JSON.stringify({ key: keyWithProgram(key), steps, ...looks } satisfies Verdict);
}

/** A list of files as one text. */
export function asNames(files: readonly string[]): string {
  return files.map((name) => `${name}\n`).join('');
}

function keyWithProgram(key: string): string {
  const looks = DECIDING.flatMap((part) => {
    const folder = join(PROGRAM, part);
    return listFiles(folder, '.').map((file) => `${file} ${glanceAt(join(folder, file)).text}`);
  });
  return [key, `node ${process.versions.node}`, ...looks].join('\n');
}
