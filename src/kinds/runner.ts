import type { Kinds } from '../engine/kinds.ts';
import type { FileHashes } from '../engine/state/files.ts';
import type { Memo } from '../engine/state/memo.ts';
import { shellKind } from './shell/kind.ts';
import { parseFile, sqlKind } from './sql/kind.ts';
import { createTools } from './tools.ts';
import { tsKind } from './ts/kind.ts';

/**
 * How each kind of step is read and run. Everything heavy (DuckDB, esbuild, zx, a child process) is
 * imported at the moment it is needed: a run with nothing to do needs none of it.
 */
export function createKinds(root: string, memo: Memo, files: FileHashes): Kinds {
  const tools = createTools(root, memo, files);
  const kinds = new Map([
    ['sql', sqlKind(tools)],
    ['ts', tsKind(tools)],
    ['shell', shellKind(tools)],
  ]);
  return {
    of(name) {
      const kind = kinds.get(name);
      if (kind === undefined) throw new Error(`there is no kind "${name}"`);
      return kind;
    },
    async profile(path) {
      return (await import('./table-profile.ts')).profileParquet(path);
    },
    async checkNames(path) {
      const { tables, variables } = await parseFile(tools, path);
      const names = (list: typeof tables) => list.map(({ name }) => name);
      return { tables: names(tables), variables: names(variables) };
    },
    async check(contract) {
      return (await import('./contract-check.ts')).checkContract(contract);
    },
  };
}
