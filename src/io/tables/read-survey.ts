import type { DuckDBConnection } from '@duckdb/node-api';
import { COUNTS } from '../../sources/outcome.ts';
import type { Coverage, Survey, SurveyedTable } from '../../sources/survey.ts';
import { columnTypes, queryRows, quoteName, quoteText, withFiles } from '../duckdb.ts';

/** The four tables of a source, as paths. */
export interface SurveyPaths {
  readonly table: string;
  readonly rejects: string;
  readonly files: string;
  readonly columns: string;
}

/** What columns of a source's table mean, where the study says it. */
export interface SurveyRoles {
  /** Columns that together are unique; empty where the study names none. */
  readonly key: readonly string[];
  readonly unit: string | undefined;
  readonly time: string | undefined;
  /** Years that the study is about. */
  readonly span?: readonly [first: number, last: number];
  /** A table of the units that the study is about, by a column of the unit's name. */
  readonly register?: { readonly path: string; readonly column: string };
  /**
   * A table of the variables that the study has. Where it has a column `source`, those of `source` are
   * expected of these files, whether or not any of them has a value.
   */
  readonly wanted?: { readonly path: string; readonly column: string; readonly source: string };
}

type Row = Record<string, unknown>;

/** Reads what a source's four tables say of its raw files. */
export async function readSurvey(paths: SurveyPaths, roles: SurveyRoles): Promise<Survey> {
  const others = [roles.register, roles.wanted].flatMap((one) => one?.path ?? []);
  return withFiles([...Object.values(paths), ...others], async (connection) => {
    for (const [name, path] of Object.entries(paths)) {
      await connection.run(`create view ${quoteName(`s_${name}`)} as from ${quoteText(path)}`);
    }
    const shape = shapeOf(await columnTypes(connection, 's_table'), roles);
    const spans = shape === null ? [] : await readSpans(connection, shape);
    const columns = await queryRows(connection, 'from s_columns order by file, sheet, position');
    const rejects = await queryRows(
      connection,
      `select file, sheet, "column", reason, count(*)::integer as count from s_rejects
       group by all order by file, sheet, count desc, "column", reason`,
    );
    const files = await queryRows(connection, 'from s_files');
    const of = (rows: readonly Row[]) => Map.groupBy(rows, keyOf);
    const parts = { columns: of(columns), rejects: of(rejects), spans: of(spans) };
    return {
      tables: files.map((row) => tableOf(row, parts)),
      coverage: shape === null ? null : await readCoverage(connection, shape, roles),
    };
  });
}

interface Shape {
  /** An SQL expression of the year. */
  readonly year: string;
  readonly unit: string | null;
  readonly groups: readonly string[];
}

/** Which column is the year, which the unit, and which tell variables apart. */
function shapeOf(
  types: ReadonlyMap<string, string>,
  { key, unit, time }: SurveyRoles,
): Shape | null {
  const year = key.find((column) => column === (time ?? 'year'));
  if (year === undefined) {
    const date = [...types].find(([, type]) => type === 'DATE')?.[0];
    return date === undefined ? null : { year: `year(${quoteName(date)})`, unit: null, groups: [] };
  }
  const others = key.filter((column) => column !== year && types.has(column));
  const own = others.find((column) => column === unit) ?? others[0] ?? null;
  return { year: quoteName(year), unit: own, groups: others.filter((column) => column !== own) };
}

function counted({ unit }: Shape): string {
  return unit === null ? 'count(*)' : `count(distinct ${quoteName(unit)})`;
}

function readSpans(connection: DuckDBConnection, shape: Shape): Promise<Row[]> {
  return queryRows(
    connection,
    `select source_file as file, source_sheet as sheet, min(${shape.year})::integer as first,
       max(${shape.year})::integer as last, ${counted(shape)}::integer as units
     from s_table group by all`,
  );
}

async function readCoverage(
  connection: DuckDBConnection,
  shape: Shape,
  { unit, register, span, wanted }: SurveyRoles,
): Promise<Coverage> {
  const group = shape.groups.length === 0 ? "''" : shape.groups.map(quoteName).join(" || ' ' || ");
  const isKnown = register !== undefined && shape.unit !== null && shape.unit === unit;
  const units = isKnown ? await readUnits(connection, register) : null;
  const own = shape.unit === null ? 'null' : `${quoteName(shape.unit)}::varchar`;
  await connection.run(
    `create table s_values as select ${group} as variable, ${shape.year}::integer as year,
       ${own} as unit from s_table where ${shape.year} is not null
       ${units === null ? '' : `and ${own} in (select id from s_units)`}`,
  );
  const number = shape.unit === null ? 'count(*)' : 'count(distinct unit)';
  const rows = await queryRows(
    connection,
    `select variable, year, ${number}::integer as n from s_values group by all order by all`,
  );
  const having = await queryRows(
    connection,
    units === null ? 'from s_values limit 0' : 'select distinct variable, unit from s_values',
  );
  const has = new Set(having.map((row) => `${text(row['variable'])}\n${text(row['unit'])}`));
  const lines = [...Map.groupBy(rows, (row) => text(row['variable']))].map(([variable, found]) => ({
    variable,
    years: new Map(found.map((row) => [Number(row['year']), Number(row['n'])])),
    missing: [...(units ?? [])].flatMap(([id, name]) =>
      has.has(`${variable}\n${id}`) ? [] : [name],
    ),
  }));
  const found = new Set(lines.map(({ variable }) => variable));
  const expected = wanted === undefined ? [] : await readWanted(connection, wanted);
  const without = expected
    .filter((variable) => !found.has(variable))
    .map((variable) => ({ variable, years: new Map<number, number>(), missing: [] }));
  const all = [...lines, ...without].sort((a, b) => (a.variable < b.variable ? -1 : 1));
  return { unit: shape.unit, expected: units?.size ?? null, span: span ?? null, lines: all };
}

async function readWanted(
  connection: DuckDBConnection,
  { path, column, source }: NonNullable<SurveyRoles['wanted']>,
): Promise<string[]> {
  await connection.run(`create view s_wanted as from ${quoteText(path)}`);
  if (!(await columnTypes(connection, 's_wanted')).has('source')) return [];
  const rows = await queryRows(
    connection,
    `select ${quoteName(column)}::varchar as variable from s_wanted where source = ${quoteText(source)}`,
  );
  return rows.map((row) => text(row['variable']));
}

/** Units of the study with their names, where the register has a column `<unit>_name`. */
async function readUnits(
  connection: DuckDBConnection,
  { path, column }: NonNullable<SurveyRoles['register']>,
): Promise<ReadonlyMap<string, string>> {
  await connection.run(`create view s_register as from ${quoteText(path)}`);
  const types = await columnTypes(connection, 's_register');
  const name = types.has(`${column}_name`) ? `${column}_name` : column;
  await connection.run(
    `create table s_units as select ${quoteName(column)}::varchar as id,
       ${quoteName(name)}::varchar as name from s_register`,
  );
  const rows = await queryRows(connection, 'from s_units order by id');
  return new Map(rows.map((row) => [text(row['id']), text(row['name'])]));
}

type Parts = Readonly<Record<'columns' | 'rejects' | 'spans', ReadonlyMap<string, readonly Row[]>>>;

function tableOf(row: Row, parts: Parts): SurveyedTable {
  const key = keyOf(row);
  const [span] = parts.spans.get(key) ?? [];
  const header = numberOrNull(row['header_first']);
  return {
    file: text(row['file']),
    sheet: text(row['sheet']),
    format: textOrNull(row['format']),
    outcome: text(row['outcome']) as SurveyedTable['outcome'],
    settled: row['settled'] === true,
    kind: textOrNull(row['kind']),
    kindZh: textOrNull(row['kind_zh']),
    why: textOrNull(row['why']),
    reason: text(row['reason']),
    code: text(row['code']),
    todo: text(row['todo']),
    headerRows: header === null ? null : [header, numberOrNull(row['header_last']) ?? header],
    yearFrom: textOrNull(row['year_from']),
    counts: Object.fromEntries(COUNTS.map((name) => [name, Number(row[name])])),
    columns: (parts.columns.get(key) ?? []).map((column) => ({
      column: text(column['column']),
      variable: textOrNull(column['variable']),
      unit: textOrNull(column['unit']),
      year: numberOrNull(column['year']),
      scope: textOrNull(column['scope']),
      note: textOrNull(column['note']),
      nearest: textOrNull(column['nearest']),
    })),
    rejects: (parts.rejects.get(key) ?? []).map((reject) => ({
      column: text(reject['column']),
      reason: text(reject['reason']),
      count: Number(reject['count']),
    })),
    years: span === undefined ? null : [Number(span['first']), Number(span['last'])],
    units: span === undefined ? null : Number(span['units']),
  };
}

function keyOf(row: Row): string {
  return `${text(row['file'])}\n${text(row['sheet'])}`;
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
