import { isBuiltin } from 'node:module';
import { build, type Metafile } from 'esbuild';
import { hashText } from '../../engine/state/hash.ts';
import { UserError } from '../../text/user-error.ts';

export interface Closure {
  /** Hash of the bundle without comments, blanks, types and unused helpers. */
  readonly hash: string;
  /** Project files in the import closure. */
  readonly files: readonly string[];
  /** npm packages imported from it. */
  readonly packages: readonly string[];
}

/** Bundles a TypeScript file with what it imports from the project; npm packages stay outside. */
export async function bundleClosure(root: string, entry: string): Promise<Closure> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    // Names are kept: esbuild shortens them by letter counts that types and unused code take part in.
    minifySyntax: true,
    minifyWhitespace: true,
    treeShaking: true,
    // Node runs what an annotation calls free of effects.
    ignoreAnnotations: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
  }).catch((error: unknown) => {
    throw bundleError(error, entry);
  });
  const packages = new Set<string>();
  for (const path of externals(result.metafile)) {
    if (!isBuiltin(path)) packages.add(packageName(path));
  }
  return {
    hash: hashText(result.outputFiles[0]?.text ?? ''),
    files: Object.keys(result.metafile.inputs).sort(),
    packages: [...packages].sort(),
  };
}

/** Imports that survive tree-shaking and lead out of the project. */
function externals(metafile: Metafile): string[] {
  return Object.values(metafile.outputs).flatMap((output) =>
    output.imports.filter((found) => found.external === true).map((found) => found.path),
  );
}

function packageName(path: string): string {
  return path.split('/', path.startsWith('@') ? 2 : 1).join('/');
}

function bundleError(error: unknown, entry: string): unknown {
  const [first] =
    (
      error as {
        errors?: {
          text: string;
          location: null | { file: string; line: number; column: number };
        }[];
      }
    ).errors ?? [];
  if (first === undefined) return error;
  const at = first.location;
  const where = at === null ? entry : `${at.file}:${at.line}:${at.column + 1}`;
  return new UserError('E_STEP_CODE', first.text, {
    where,
    hint: 'the step’s code does not compile',
  });
}
