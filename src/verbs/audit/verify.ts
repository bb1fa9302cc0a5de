import { statSync } from 'node:fs';
import { join } from 'node:path';
import { dirname } from 'node:path/posix';
import { isOutput } from '../../engine/places.ts';
import { listFiles } from '../../engine/state/glance.ts';
import { hashFile } from '../../engine/state/hash.ts';
import type { Artifact } from '../../engine/state/receipt.ts';
import { filesOf, openArtifacts, type KnownArtifact } from './artifacts.ts';
import { EXIT, tell, type RunArguments, type VerbContext } from '../terminal.ts';
import { countText } from '../../text/numbers.ts';

interface Verified {
  readonly path: string;
  /** `unclaimed`: beside outputs, but of no step, as a file that an earlier version of one wrote. */
  readonly state: 'intact' | 'edited' | 'missing' | 'extra' | 'unclaimed';
  readonly bytes: number;
}

/**
 * `audit verify [STEP…]`: reads every byte of every output and compares its SHA-256 with the one in
 * the receipt. Trusts no time stamp, unlike a run. Exit code 1 if a file is not as it was made. Of all
 * steps, also names files beside their outputs that none of them made; these are no failure.
 */
export async function auditVerify(context: VerbContext, args: RunArguments): Promise<number> {
  const { artifacts } = await openArtifacts(context, args);
  let [files, bytes, damaged] = [0, 0, 0];
  for (const { name, step, artifact } of artifacts) {
    for (const found of await verified(context.root, artifact)) {
      files += 1;
      bytes += found.bytes;
      if (found.state !== 'intact') damaged += 1;
      if (!args.json && found.state === 'intact') continue;
      const text = `${found.state.padEnd(8)} ${found.path} (step ${step})\n`;
      tell(context, args, { event: 'file', artifact: name, step, ...found }, text);
    }
  }
  const unclaimed = args.targets.length === 0 ? unclaimedFiles(context.root, artifacts) : [];
  for (const path of unclaimed) {
    const found: Verified = { path, state: 'unclaimed', bytes: 0 };
    tell(context, args, { event: 'file', ...found }, `unclaimed ${path}\n`);
  }
  const event = { event: 'verify', files, bytes, damaged, unclaimed: unclaimed.length };
  const rest = damaged === 0 ? 'all as they were made' : `${damaged} not as made`;
  tell(context, args, event, `${countText(files)} files, ${countText(bytes)} bytes: ${rest}\n`);
  return damaged === 0 ? EXIT.done : EXIT.failed;
}

/** Files in the folders of outputs that hold a step's file, which are outputs of no step. */
function unclaimedFiles(root: string, artifacts: readonly KnownArtifact[]): string[] {
  const paths = artifacts.map(({ artifact }) => artifact.path);
  const claimed = new Set(paths);
  const folders = paths.filter((path) => path.endsWith('/'));
  const beside = new Set(paths.filter((path) => !path.endsWith('/')).map((path) => dirname(path)));
  return [...beside]
    .filter(isOutput)
    .flatMap((folder) => listFiles(root, folder).filter((file) => dirname(file) === folder))
    .filter((file) => !claimed.has(file) && !folders.some((own) => file.startsWith(own)))
    .sort();
}

async function verified(root: string, artifact: Artifact): Promise<Verified[]> {
  const { path, files } = artifact;
  const known = await Promise.all(filesOf(artifact).map((file) => verifiedFile(root, ...file)));
  if (files === undefined) return known;
  const extra = listFiles(root, path)
    .filter((file) => !Object.hasOwn(files, file.slice(path.length)))
    .map((file): Verified => ({ path: file, state: 'extra', bytes: 0 }));
  return [...known, ...extra];
}

async function verifiedFile(root: string, path: string, sha256: string): Promise<Verified> {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile()) return { path, state: 'missing', bytes: 0 };
  const found = await hashFile(join(root, path), stats.size);
  return { path, state: found === sha256 ? 'intact' : 'edited', bytes: stats.size };
}
