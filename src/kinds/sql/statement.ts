type Tree = Readonly<Record<string, unknown>>;

/** A name in a statement, and where it stands. */
export interface Named {
  readonly name: string;
  /** `line:column`. */
  readonly at: string;
}

/** What a SELECT names, from its parsed form. */
export interface Statement {
  /** Tables that no WITH of its own makes, in lower case. */
  readonly tables: readonly Named[];
  /** Names asked of `getvariable('…')`. */
  readonly variables: readonly Named[];
  /**
   * Column of the result -> variables that stand in its expression, if every variable of it stands in
   * the select list alone; a variable elsewhere bears on all columns and is in `everywhere`.
   */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly everywhere: readonly string[];
}

/** Reads the names from what json_serialize_sql answers for one SELECT. */
export function readStatement(tree: unknown, sql: string): Statement {
  const tables = new Map<string, number>();
  const variables = new Map<string, number>();
  const root = firstNode(tree);
  walk(root, new Set(), {
    table: (name, offset) => void (tables.has(name) || tables.set(name, offset)),
    variable: (name, offset) => void (variables.has(name) || variables.set(name, offset)),
  });
  const place = ([name, offset]: readonly [string, number]): Named => ({
    name,
    at: lineAndColumn(sql, offset),
  });
  return {
    tables: [...tables].map(place),
    variables: [...variables].map(place),
    ...columnVariables(root, [...variables.keys()]),
  };
}

interface Found {
  readonly table: (name: string, offset: number) => void;
  readonly variable: (name: string, offset: number) => void;
}

/** Visits a part of the tree with the names that WITH made around it. */
function walk(part: unknown, made: ReadonlySet<string>, found: Found): void {
  if (Array.isArray(part)) {
    for (const item of part) walk(item, made, found);
    return;
  }
  if (!isTree(part)) return;
  const scope = new Set(made);
  // A WITH sees those before it, and itself where it is recursive; the statement sees all of them.
  const map = isTree(part['cte_map']) ? part['cte_map']['map'] : undefined;
  for (const entry of Array.isArray(map) ? map : []) {
    if (!isTree(entry)) continue;
    const name = String(entry['key']).toLowerCase();
    const inner = isTree(entry['value']) ? entry['value'] : {};
    walk(inner, isRecursive(inner) ? new Set([...scope, name]) : scope, found);
    scope.add(name);
  }
  if (part['type'] === 'BASE_TABLE' && typeof part['table_name'] === 'string') {
    const name = part['table_name'];
    // A name with a dot or slash is a file.
    const known = name.toLowerCase();
    if (!scope.has(known) && /^[\w$]+$/.test(name)) found.table(known, offsetOf(part));
  }
  const variable = variableOf(part);
  if (variable !== undefined) found.variable(variable, offsetOf(part));
  for (const [key, value] of Object.entries(part)) {
    if (key !== 'cte_map') walk(value, scope, found);
  }
}

function isRecursive(inner: Tree): boolean {
  return JSON.stringify(inner).includes('"RECURSIVE_CTE_NODE"');
}

function variableOf(part: Tree): string | undefined {
  if (part['function_name'] !== 'getvariable' || !Array.isArray(part['children'])) return undefined;
  const [argument] = part['children'] as unknown[];
  const constant = isTree(argument) && isTree(argument['value']) ? argument['value'] : undefined;
  return typeof constant?.['value'] === 'string' ? constant['value'] : undefined;
}

function offsetOf(part: Tree): number {
  const offset = Number(part['query_location']);
  return Number.isSafeInteger(offset) ? offset : 0;
}

function columnVariables(
  root: Tree,
  variables: readonly string[],
): Pick<Statement, 'columns' | 'everywhere'> {
  const list = root['select_list'];
  if (root['type'] !== 'SELECT_NODE' || !Array.isArray(list)) {
    return { columns: {}, everywhere: variables };
  }
  const elsewhere = new Set<string>();
  const note = { table: () => undefined, variable: (name: string) => void elsewhere.add(name) };
  walk({ ...root, select_list: [] }, new Set(), note);
  const columns: Record<string, string[]> = {};
  for (const item of list as unknown[]) {
    const own = new Set<string>();
    walk(item, new Set(), { ...note, variable: (name) => void own.add(name) });
    const name = isTree(item) ? nameOf(item) : '';
    // An expression without a name of its own, such as a star, may be any column.
    if (name === '') for (const variable of own) elsewhere.add(variable);
    else columns[name] = [...new Set([...own, ...usedBefore(item, columns)])];
  }
  return { columns, everywhere: variables.filter((name) => elsewhere.has(name)) };
}

/** Variables of columns before it that an expression names: `treat * post as did`. */
function usedBefore(item: unknown, before: Readonly<Record<string, readonly string[]>>): string[] {
  if (Array.isArray(item)) return item.flatMap((part) => usedBefore(part, before));
  if (!isTree(item)) return [];
  const names = item['column_names'];
  const last = Array.isArray(names) ? String(names.at(-1)) : '';
  const own = Object.hasOwn(before, last) ? (before[last] ?? []) : [];
  return [...own, ...Object.values(item).flatMap((part) => usedBefore(part, before))];
}

function nameOf(item: Tree): string {
  if (typeof item['alias'] === 'string' && item['alias'] !== '') return item['alias'];
  const names = item['column_names'];
  return item['class'] === 'COLUMN_REF' && Array.isArray(names) ? String(names.at(-1)) : '';
}

function firstNode(tree: unknown): Tree {
  const [first] =
    isTree(tree) && Array.isArray(tree['statements']) ? (tree['statements'] as unknown[]) : [];
  return isTree(first) && isTree(first['node']) ? first['node'] : {};
}

/** DuckDB counts bytes of UTF-8. */
function lineAndColumn(sql: string, offset: number): string {
  const before = new TextDecoder().decode(new TextEncoder().encode(sql).subarray(0, offset));
  const lines = before.split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
