import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOutput } from '../../engine/places.ts';
import {
  plainly,
  type CodeFacts,
  type Described,
  type Kind,
  type Reads,
  type Schemas,
} from '../../engine/kinds.ts';
import { checksOf } from '../../engine/contract.ts';
import { expandGlobs } from '../../engine/state/files.ts';
import { canonicalJson, type Json } from '../../engine/state/hash.ts';
import { STUDY_FILE, type StepSpec, type Study } from '../../engine/study/study.ts';
import { UserError } from '../../text/user-error.ts';
import { didYouMean } from '../../text/nearest.ts';
import { hashAll, type Tools } from '../tools.ts';
import type { ParsedQuery } from './code.ts';

/** Steps that are one SELECT: what they read and their parameters are told by the statement. */
export function sqlKind({ root, memo, files, versions }: Tools): Kind {
  const text = (step: StepSpec): string => readFileSync(join(root, step.run), 'utf8');
  const parse = (path: string) => parseFile({ root, memo, files, versions }, path);

  const code = async (step: StepSpec): Promise<CodeFacts> => {
    const raw = (await files.hashOnce(step.run)) ?? '';
    const tools = await versions(['@duckdb/node-api']);
    return { hash: (await parse(step.run)).hash, files: { [step.run]: raw }, tools };
  };

  /** Answers a question about a step's plan once for each statement, schema and file that bear on it. */
  const planned = async <T>(
    what: string,
    step: StepSpec,
    { params }: Described,
    tables: Schemas,
    answer: (scope: { root: string; params: typeof params; tables: Schemas }) => Promise<T>,
  ): Promise<T> => {
    const { hash, tools } = await code(step);
    const schema = Object.entries(tables).map(([name, columns]) => ({
      name,
      columns: columns.map((c) => [c.name, c.type]),
    }));
    const read = await hashAll(files, expandGlobs(files, step.reads));
    const scope = canonicalJson({ hash, tools, params, schema, files: read });
    const made = await memo.get(
      `${what} ${scope}`,
      async () => (await answer({ root, params, tables })) as Json,
    );
    return made as T;
  };

  return {
    drawn: { mermaid: ['[(', ')]'], dot: 'cylinder' },
    code,
    async find(step) {
      if ((await files.hashOnce(step.run)) !== undefined) return;
      const message = `step "${step.name}" runs ${step.run}, which is not there`;
      throw new UserError('E_MISSING_FILE', message, {
        where: `${STUDY_FILE}#steps.${step.name}.run`,
        hint: 'write it, or name another file with run:',
      });
    },
    async describe(steps, study) {
      const described = new Map<string, Described>();
      for (const step of steps) {
        const checks = checksOf(files, step);
        const known = checks === undefined ? [] : (await parse(checks)).variables;
        described.set(step.name, describeQuery(step, await parse(step.run), known, study));
      }
      return described;
    },
    async reads(step, described, tables): Promise<Reads> {
      return planned('reads', step, described, tables, async (scope) => {
        const { columnsRead } = await import('./reads.ts');
        return columnsRead(text(step), step.run, scope);
      });
    },
    async schemas(step, described, tables): Promise<Schemas> {
      const known = Object.keys(described.reads).every((name) => name in tables);
      // A file that another step writes may have other columns when that step has run.
      if (!known || step.reads.some((path) => isOutput(path))) return {};
      const columns = await planned<Schemas[string]>(
        'columns',
        step,
        described,
        tables,
        async (scope) => {
          const { columnsMade } = await import('./reads.ts');
          return columnsMade(text(step), step.run, scope);
        },
      );
      return { [step.name]: columns };
    },
    async sources(step, described, tables, column) {
      const known = Object.keys(described.reads).every((name) => name in tables);
      if (!known) return undefined;
      const { columns, everywhere } = await parse(step.run);
      const reads = await planned<Reads>(
        `sources ${column}`,
        step,
        described,
        tables,
        async (scope) => {
          const [{ columnsRead }, { quoteName }] = await Promise.all([
            import('./reads.ts'),
            import('../../io/duckdb.ts'),
          ]);
          const sql = `select ${quoteName(column)} from (${text(step).replace(/;\s*$/, '')}\n)`;
          // A WITH that is written out where it is used lets go of the columns that nobody uses there.
          return columnsRead(sql, step.run, { ...scope, optimisers: ['cte_inlining'] });
        },
      );
      const named = new Set([...everywhere, ...(columns[column] ?? [])]);
      const own = described.settings.filter((name) => named.has(name));
      return { settings: [...step.settings, ...own], reads };
    },
    async run(job, hooks) {
      return (await import('./sql.ts')).runSql(job, hooks);
    },
  };
}

/** What a SQL file names, remembered by its bytes. */
export async function parseFile(
  { root, memo, files, versions }: Tools,
  path: string,
): Promise<ParsedQuery> {
  const raw = (await files.hashOnce(path)) ?? '';
  const tools = await versions(['@duckdb/node-api']);
  const parsed = await memo.get(`sql ${path} ${raw} ${canonicalJson(tools)}`, async () => {
    const { parseQuery } = await import('./code.ts');
    return (await parseQuery(readFileSync(join(root, path), 'utf8'), path)) as unknown as Json;
  });
  return parsed as unknown as ParsedQuery;
}

/**
 * Parameters of a SQL step: those under `with:`, and the settings that its statement names. Errors:
 * E_UNKNOWN_SETTING for a name that is neither, E_STEP_PARAMETER for a misspelt one.
 */
function describeQuery(
  step: StepSpec,
  query: ParsedQuery,
  ofChecks: ParsedQuery['variables'],
  { settings }: Study,
): Described {
  const asked = new Set([...query.variables, ...ofChecks].map(({ name }) => name));
  // One that nobody asks for does no harm, unless it is a misspelt one: a setting would stand in for it.
  const unused = Object.keys(step.with).find(
    (name) => !asked.has(name) && didYouMean(name, asked) !== '',
  );
  if (unused !== undefined) {
    throw new UserError('E_STEP_PARAMETER', `"${unused}" is no parameter of ${step.run}`, {
      where: step.places[unused] ?? STUDY_FILE,
      hint: didYouMean(unused, asked),
    });
  }
  const params: Record<string, Json> = { ...step.with };
  const used: string[] = [];
  for (const { name, at } of query.variables) {
    if (Object.hasOwn(step.with, name)) continue;
    const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (value === undefined) {
      const known = [...Object.keys(step.with), ...Object.keys(settings)];
      throw new UserError('E_UNKNOWN_SETTING', `getvariable('${name}') is no setting`, {
        where: `${step.run}:${at}`,
        hint: didYouMean(name, known) || `settings: ${known.join(', ') || 'none'}`,
      });
    }
    params[name] = value;
    used.push(name);
  }
  return {
    ...plainly(step),
    params,
    places: Object.fromEntries(used.map((name) => [name, `${STUDY_FILE}#settings.${name}`])),
    settings: used,
    reads: Object.fromEntries(query.tables.map(({ name }) => [name, '*'])),
    named: Object.fromEntries(query.tables.map(({ name, at }) => [name, `${step.run}:${at}`])),
  };
}
