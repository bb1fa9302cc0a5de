import { UserError } from '../../text/user-error.ts';
import type { Json } from '../state/hash.ts';
import { parseWithPositions } from './positions.ts';

type Tree = Readonly<Record<string, Json>>;

/** The words of one language: `texts/en.yaml`. */
export interface TextFile {
  readonly language: string;
  readonly file: string;
  /** Words of settings, for the notes of tables. */
  readonly settings: Tree;
  /** Use -> words that its steps share. */
  readonly defaults: Tree;
  /** Step -> its words, by parameter. */
  readonly steps: Tree;
  readonly positions: Readonly<Record<string, string>>;
}

/** Reads a file of words. Errors: E_YAML_SYNTAX, E_WRONG_TYPE. */
export function parseTexts(language: string, file: string, text: string): TextFile {
  const { value, positions } = parseWithPositions(text, file);
  if (value !== null && !isTree(value)) {
    throw new UserError('E_WRONG_TYPE', 'the words of steps are a mapping', { where: file });
  }
  const { settings = {}, defaults = {}, ...steps } = (value ?? {}) as Record<string, Json>;
  for (const [path, part] of Object.entries({ settings, defaults, ...steps })) {
    if (isTree(part)) continue;
    throw new UserError('E_WRONG_TYPE', `"${path}" holds no words`, {
      where: `${file}:${positions[path] ?? '1:1'}`,
      hint: 'write a mapping from parameter to words',
    });
  }
  return {
    language,
    file,
    settings: settings as Tree,
    defaults: defaults as Tree,
    steps,
    positions,
  };
}

/** The words of a step, or of its use where it has none of its own. */
export function textsOf({ defaults, steps }: TextFile, step: string, use: string): Tree {
  const shared = (defaults[use] ?? {}) as Tree;
  return deepMerge(shared, (steps[step] ?? {}) as Tree);
}

/**
 * One tree with `{ en: …, zh: … }` for each word; with one language, the words alone. A word that a
 * language lacks is E_MISSING_TEXT at the word of the other one.
 */
export function combineTexts(
  trees: readonly { readonly file: TextFile; readonly tree: Tree }[],
  step: string,
): Tree {
  const [first] = trees;
  if (first === undefined) return {};
  if (trees.length === 1) return first.tree;
  return combine(
    trees.map(({ file, tree }) => ({ file, value: tree })),
    [step],
  ) as Tree;
}

interface Part {
  readonly file: TextFile;
  readonly value: Json | undefined;
}

function combine(parts: readonly Part[], path: readonly string[]): Json {
  const shape = parts.find(({ value }) => value !== undefined)?.value;
  const missing = parts.find(
    ({ value }) => value === undefined || shapeOf(value) !== shapeOf(shape),
  );
  if (missing !== undefined) throw missingText(missing, parts, path);
  if (Array.isArray(shape)) {
    const length = Math.max(...parts.map(({ value }) => (value as Json[]).length));
    return Array.from({ length }, (_, i) =>
      combine(
        parts.map(({ file, value }) => ({ file, value: (value as Json[])[i] })),
        [...path, `${i}`],
      ),
    );
  }
  if (!isTree(shape)) {
    return Object.fromEntries(parts.map(({ file, value }) => [file.language, value ?? '']));
  }
  const keys = [...new Set(parts.flatMap(({ value }) => Object.keys(value as Tree)))];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      combine(
        parts.map(({ file, value }) => ({ file, value: (value as Tree)[key] })),
        [...path, key],
      ),
    ]),
  );
}

function missingText(lacking: Part, parts: readonly Part[], path: readonly string[]): UserError {
  const other = parts.find((part) => part !== lacking && part.value !== undefined);
  const key = path.join('.');
  const at = other?.file.positions[`${key}#key`] ?? other?.file.positions[key];
  const place =
    other === undefined || at === undefined ? lacking.file.file : `${other.file.file}:${at}`;
  return new UserError('E_MISSING_TEXT', `${lacking.file.file} has no words for ${key}`, {
    where: place,
    hint: `add them to ${lacking.file.file}, in the same shape as here`,
  });
}

function shapeOf(value: Json | undefined): string {
  return Array.isArray(value) ? 'list' : isTree(value) ? 'tree' : 'word';
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The second over the first, mapping by mapping. */
export function deepMerge(under: Tree, over: Tree): Tree {
  const merged: Record<string, Json> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isTree(below) && isTree(value) ? deepMerge(below, value) : value;
  }
  return merged;
}
