import type { Ignored, TableMapping } from '../../sources/mapping.ts';
import type { RuleOfTable } from '../../sources/rule.ts';
import type { RawTable, Row } from '../../sources/table.ts';
import { parseApplicationNumber } from '../application-number.ts';
import { fieldOf, findHeader, type Header } from './header.ts';
import { missingOf, type MissingField } from './advice.ts';
import { nearestName } from './names.ts';
import type { Field, PatentSource } from './sources.ts';

/** The first rows of a table, and what else tells what it is. */
export interface TableHead extends Pick<RawTable, 'format' | 'sheet' | 'hidden'> {
  readonly rows: readonly Row[];
}

/** What a table is for: whole rows, or a part that others complete. */
export type Role = 'documents' | 'pairs' | 'part';

export interface PatentTable {
  readonly role: Role;
  readonly header: Header;
  /** Fields that its rows would need and that it has not. */
  readonly missing: readonly MissingField[];
  readonly mapping: TableMapping;
}

/**
 * Says what a table of a raw file is by its first rows: patents of a source, pairs of citations, a part
 * such as a list of cities, or nothing of patents. A sheet without a header that goes on where the one
 * before it ended is read with that one's header.
 */
export function recognisePatents(
  head: TableHead,
  rule: RuleOfTable,
  sources: readonly PatentSource[],
  previous: PatentTable | null = null,
): PatentTable | Ignored {
  if (head.hidden && rule.sheet === undefined) {
    return { ignored: 'a hidden sheet', mapping: null };
  }
  const header = findHeader(head.rows, sources, rule);
  if (header !== null) {
    const role = roleOf(header);
    if (role !== null) return tableOf(role, header);
  }
  if (previous !== null && goesOn(head.rows, previous.header)) {
    const { role, header: before } = previous;
    return tableOf(role, { ...before, start: 0 }, 'it goes on like the sheet before it');
  }
  return {
    ignored: 'no columns of patents',
    mapping: header === null ? null : mappingOf(header, '', null),
  };
}

function roleOf({ columns }: Header): Role | null {
  const has = (...fields: Field[]): boolean => fields.some((field) => columns[field] !== undefined);
  if (has('citing', 'citing_application') && has('cited', 'cited_application')) return 'pairs';
  if (!has('application_no', 'publication_no')) return null;
  if (has('filing_date') && has('ipc', 'ipc_main')) return 'documents';
  return Object.keys(columns).length >= 2 ? 'part' : null;
}

/** Whether the first filled row has an application number where the header before has it. */
function goesOn(rows: readonly Row[], header: Header): boolean {
  const first = rows.find((row) => row.some((cell) => cell !== null));
  if (first === undefined || first.length > header.names.length) return false;
  return parseApplicationNumber(fieldOf(first, header, 'application_no')).key !== null;
}

function tableOf(role: Role, header: Header, why: string | null = null): PatentTable {
  return {
    role,
    header,
    missing: role === 'pairs' ? [] : missingOf(header),
    mapping: mappingOf(header, { documents: '', pairs: '', part: ', a part of it' }[role], why),
  };
}

/** How a table was understood, for a reader to check. */
export function mappingOf(header: Header, addition: string, why: string | null): TableMapping {
  const { source, columns, names, start } = header;
  const fieldAt = new Map(
    Object.entries(columns).flatMap(([field, places]) => places.map((at) => [at, field] as const)),
  );
  const known = names.filter((_, i) => fieldAt.has(i));
  const wanted = [...source.usual].flatMap(([field, name]) =>
    columns[field] === undefined ? [name] : [],
  );
  return {
    kind: source.name + addition,
    kindZh: (source.nameZh || source.name) + (addition === '' ? '' : '（部分内容）'),
    why:
      why ??
      `columns ${known.slice(0, 4).join(', ')}${known.length > 4 ? ` and ${known.length - 4} more` : ''}`,
    headerRows: start === 0 ? null : [start, start],
    yearFrom: null,
    columns: names.map((name, index) => ({
      index,
      header: name,
      variable: fieldAt.get(index) ?? null,
      unit: null,
      year: null,
      scope: null,
      note: null,
      nearest: fieldAt.has(index) || name === '' ? null : nearestName(name, wanted),
    })),
  };
}
