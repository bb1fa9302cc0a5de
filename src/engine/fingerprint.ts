import { canonicalJson, hashJson, type Json } from './state/hash.ts';
import type { CodeFacts, InputFile, Reads, Told } from './kinds.ts';
import { parameterComponents } from './parameters.ts';
import { ENGINE_FORMAT } from './state/memo.ts';

/** Everything that a step's result depends on, by a name that a reader understands. */
export type Components = Readonly<Record<string, string>>;

export interface FingerprintParts {
  readonly code: CodeFacts;
  readonly params: Readonly<Record<string, Json>>;
  readonly inputs: readonly (InputFile & { readonly sha256: string })[];
  readonly reads: Reads;
  /** Project file -> SHA-256, or undefined where it does not exist. */
  readonly files: Readonly<Record<string, string | undefined>>;
  /** What the step is told of those before it. */
  readonly told: Told;
}

/** Lists what a step depends on; the fingerprint is the hash of the list. */
export function componentsOf(parts: FingerprintParts): Components {
  const list: Record<string, string> = { engine: String(ENGINE_FORMAT), code: parts.code.hash };
  for (const [tool, version] of Object.entries(parts.code.tools)) list[`tool ${tool}`] = version;
  Object.assign(list, parameterComponents(parts.params));
  for (const [path, sha256] of Object.entries(parts.files))
    list[`file ${path}`] = sha256 ?? 'missing';
  const { synthetic, settings, fits, steps } = parts.told;
  if (synthetic) list['told synthetic'] = 'true';
  for (const { name, ...rest } of settings) list[`told setting ${name}`] = canonicalJson(rest);
  for (const { fit, step } of fits) list[`told fit ${fit}`] = step;
  for (const facts of steps) list[`about step ${facts.step}`] = hashJson(facts as unknown as Json);
  for (const input of parts.inputs) Object.assign(list, inputComponents(input, parts.reads));
  return list;
}

function inputComponents(
  input: InputFile & { readonly sha256: string },
  reads: Reads,
): Record<string, string> {
  if (input.table === undefined) return { [`input ${input.name}`]: input.sha256 };
  const chosen = Object.hasOwn(reads, input.name) ? reads[input.name] : undefined;
  if (chosen === undefined) return {};
  const columns = input.table.columns.filter((c) => chosen === '*' || chosen.includes(c.name));
  const list: Record<string, string> = {
    [`input ${input.name}: rows`]: String(input.table.rows),
    // `select *` and positional unions depend on the order of the columns too.
    [`input ${input.name}: column order`]: columns.map((c) => c.name).join(' '),
  };
  for (const c of columns) list[`input ${input.name}: column ${c.name}`] = `${c.type} ${c.hash}`;
  return list;
}

export function fingerprintOf(components: Components): string {
  return hashJson(components);
}

/**
 * The causes of a rebuild, in words: what is new, gone or changed between two lists. A parameter that
 * repeats a setting is named as the setting.
 */
export function causes(
  before: Components,
  after: Components,
  settings: () => ReadonlyMap<string, string> = () => new Map(),
): string[] {
  const found: string[] = [];
  let behind: ReadonlyMap<string, string> | undefined;
  for (const [name, now] of Object.entries(after)) {
    const old = before[name];
    if (old === now) continue;
    if (isOrder(name)) continue;
    behind ??= settings();
    const shown = behind.get(name) ?? name.replace(/^parameter /, '');
    if (old === undefined) found.push(`new ${name}`);
    else found.push(isShown(name, old, now) ? `${shown}: ${old} → ${now}` : name);
  }
  for (const name of Object.keys(before)) {
    if (!(name in after) && !isOrder(name)) found.push(`no more ${name}`);
  }
  if (found.length > 0) return [...new Set(found)];
  // A changed order alone must still show a cause.
  const names = [...Object.keys(after), ...Object.keys(before)];
  return [...new Set(names)].filter((name) => before[name] !== after[name]);
}

/** An order of columns or keys: it says nothing where one of them is new or gone. */
function isOrder(name: string): boolean {
  return name.endsWith(' order');
}

/** Whether a change reads better with its values: those of parameters and tools that are no hashes. */
function isShown(name: string, old: string, now: string): boolean {
  return /^(?:parameter|tool) /.test(name) && ![old, now].some((v) => /^[0-9a-f]{64}$/.test(v));
}
