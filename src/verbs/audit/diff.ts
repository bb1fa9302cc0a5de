import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diffTables, type TableDiff } from '../../io/tables/diff.ts';
import { UserError } from '../../text/user-error.ts';
import { countText, proseText } from '../../text/numbers.ts';
import { usageError } from '../arguments.ts';
import { artifactNamed, openArtifacts, type KnownArtifact } from './artifacts.ts';
import { inColumns } from '../../text/columns.ts';
import { EXIT, tell, type RunArguments, type VerbContext } from '../terminal.ts';

/**
 * `audit diff ARTIFACT OTHER`: a table against another version of it, by its key. OTHER is a parquet
 * file, or the folder of a project in which the artifact has the same path. Rows added and removed
 * are seen from OTHER: it is the table before.
 */
export async function auditDiff(context: VerbContext, args: RunArguments): Promise<number> {
  const [wanted, other, ...more] = args.targets;
  if (wanted === undefined || other === undefined || more.length > 0) {
    throw usageError(
      'audit diff takes an artifact and another version of it',
      'didactic audit diff panel ../before/outputs/parquet/panel.parquet',
    );
  }
  const { artifacts, graph } = await openArtifacts(context, { ...args, targets: [] });
  const known = artifactNamed(artifacts, wanted);
  if (known.artifact.table === undefined) {
    throw usageError(`${known.artifact.path} is no table`, 'diff compares parquet artifacts');
  }
  const before = otherVersion(context.root, other, known);
  const key = known.name === known.step ? (graph.get(known.step)?.spec.expect.key ?? []) : [];
  const diff = await diffTables(before, join(context.root, known.artifact.path), key);
  const event = { event: 'diff', artifact: known.name, against: other, ...diff };
  tell(context, args, event, diffText(known, other, diff));
  return EXIT.done;
}

function otherVersion(root: string, other: string, { artifact }: KnownArtifact): string {
  const path = resolve(root, other);
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, artifact.path) : path;
  if (existsSync(file)) return file;
  throw new UserError('E_NO_FILE', 'there is no such version', {
    where: file,
    hint: 'name a parquet file, or the folder of another copy of this project',
  });
}

function diffText({ artifact }: KnownArtifact, other: string, diff: TableDiff): string {
  const { before, after, added, removed, changed, columns, examples } = diff;
  const by = diff.key.join(', ');
  const lines = [
    `${artifact.path} against ${other}, by ${by}`,
    `rows: ${countText(before)} before, ${countText(after)} now; ${countText(added)} added, ${countText(removed)} removed, ${countText(changed)} changed`,
    ...diff.columns_added.map((name) => `column added: ${name}`),
    ...diff.columns_removed.map((name) => `column removed: ${name}`),
  ];
  const size = (value?: number): string => (value === undefined ? '' : proseText(value));
  const table = columns.map(({ column, changed: rows, largest, mean }) => {
    return [column, countText(rows), size(largest), size(mean)];
  });
  const head = ['column', 'changed', 'largest', 'mean'];
  const shown = examples.map(({ key, values }) => {
    const parts = Object.entries(values).map(([name, { before: was, after: is }]) => {
      return `${name} ${JSON.stringify(was)} -> ${JSON.stringify(is)}`;
    });
    return `${Object.values(key).map(String).join(' ')}: ${parts.join(', ')}`;
  });
  return [
    `${lines.join('\n')}\n`,
    ...(table.length === 0 ? [] : [`\n${inColumns([head, ...table], [1, 2, 3])}`]),
    ...(shown.length === 0 ? [] : [`\n${shown.join('\n')}\n`]),
  ].join('');
}
