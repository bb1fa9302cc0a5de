import type { TableMapping } from '../../sources/mapping.ts';
import type { Place, TableReading } from '../../sources/outcome.ts';
import type { RawTable, Row } from '../../sources/table.ts';
import type { RowTools } from '../row.ts';
import { readRow, type PatentRow } from '../rows.ts';
import type { Header } from '../tables/header.ts';
import type { PatentTable } from '../tables/recognise.ts';
import { baseTables, refuseIncompletePatstat, refuseLacking } from './base-tables.ts';
import { stagePair, stagePart, type Staged } from './parts.ts';
import {
  CREATE_PATSTAT,
  JOIN_PATSTAT,
  PATSTAT_FIELDS,
  PATSTAT_ROWS,
  type PatstatTable,
} from './patstat.ts';
import { CREATE, joinedRows, prepare, USED } from './sql.ts';
import type { StagedRow, Staging } from './staging.ts';
import { joinedHeader, rejectOf, type Waiting } from './waiting.ts';

export interface PatentItem {
  readonly origin: Place;
  readonly reading: PatentRow;
}

/**
 * Puts documents together from tables that each have a part of them: documents without lists beside
 * pairs of citations, documents without cities beside a list of those, tables of PATSTAT. Rows wait in
 * a database until all tables are there.
 */
export class JoinedTables {
  readonly #open: () => Promise<Staging>;
  readonly #tools: Omit<RowTools, 'limits'>;
  readonly #tables: Waiting[] = [];
  #staging: Staging | null = null;
  /** Whether other tables give whole documents, so that parts may be left over. */
  hasDocuments = false;

  constructor(open: () => Promise<Staging>, tools: Omit<RowTools, 'limits'>) {
    this.#open = open;
    this.#tools = tools;
  }

  /** Rows of documents or of a part of them; they come out of `rest`. */
  add(raw: RawTable, table: PatentTable, rows: () => AsyncIterable<readonly Row[]>) {
    const { header, role, mapping } = table;
    const stage = role === 'pairs' ? stagePair : stagePart;
    return this.#waiting({ raw, header, role, mapping }, header.start, rows, (row, place) =>
      stage(row, header, this.#tools.numbers, place),
    );
  }

  /** Rows of a table of PATSTAT. */
  addPatstat(
    raw: RawTable,
    table: PatstatTable,
    places: readonly number[],
    header: Header,
    mapping: TableMapping,
  ) {
    return this.#waiting(
      { raw, header, role: table, mapping },
      1,
      () => raw.batches(),
      (row, place) => {
        const cells = places.map((at) => {
          const cell = row[at] ?? null;
          return cell === null || cell === '' ? null : String(cell);
        });
        return { table, rows: [[...place, ...cells]] };
      },
    );
  }

  #waiting(
    what: Pick<Waiting, 'raw' | 'header' | 'role' | 'mapping'>,
    start: number,
    rows: () => AsyncIterable<readonly Row[]>,
    stage: (row: Row, place: readonly [number, number]) => Staged,
  ): TableReading<PatentItem> {
    const table: Waiting = { ...what, rejected: [], read: 0, given: 0, used: 0, refused: null };
    const src = this.#tables.push(table) - 1;
    return {
      mapping: what.mapping,
      batches: this.#stage(table, src, start, rows, stage),
      tally: () => {
        const { read, used, given, refused } = table;
        const rejected = table.rejected.length;
        const skipped = read - rejected - used - given;
        const counts = { read, merged: used, skipped, rejected };
        const rest = refused === null ? {} : { refused };
        return { counts, rejected: table.rejected, ...rest };
      },
    };
  }

  async *#stage(
    table: Waiting,
    src: number,
    start: number,
    rows: () => AsyncIterable<readonly Row[]>,
    stage: (row: Row, place: readonly [number, number]) => Staged,
  ): AsyncGenerator<PatentItem[]> {
    const staging = await this.#database();
    let at = -1;
    for await (const batch of rows()) {
      const staged = new Map<string, StagedRow[]>();
      for (const row of batch) {
        at += 1;
        if (at < start || row.every((cell) => cell === null || cell === '')) continue;
        table.read += 1;
        const found = stage(row, [src, at]);
        if (found.table === null) {
          table.rejected.push(rejectOf(table, at, found.problem));
          continue;
        }
        const waiting = staged.get(found.table) ?? [];
        staged.set(found.table, waiting);
        waiting.push(...found.rows);
      }
      for (const [name, found] of staged) await staging.append(name, found);
      yield [];
    }
  }

  async #database(): Promise<Staging> {
    if (this.#staging !== null) return this.#staging;
    const staging = await this.#open();
    await staging.run(`${CREATE};\n${CREATE_PATSTAT}`);
    return (this.#staging = staging);
  }

  /** The documents, when all tables have been taken. */
  async *rest(): AsyncGenerator<PatentItem[]> {
    if (this.#staging === null) return;
    try {
      const staging = this.#staging;
      await this.#joinPatstat(staging);
      const all = baseTables(this.#tables, this.hasDocuments);
      refuseLacking(this.#tables, all, this.hasDocuments);
      const base = all.filter((src) => this.#tables[src]?.refused === null);
      await staging.run(prepare(base));
      if (base.length > 0) yield* this.#documents(staging, base);
      for await (const rows of staging.query(USED)) {
        for (const [src, used] of rows) {
          const table = this.#tables[Number(src)];
          if (table !== undefined) table.used = Number(used);
        }
      }
    } finally {
      this.#staging.close();
    }
  }

  async *#documents(staging: Staging, base: readonly number[]): AsyncGenerator<PatentItem[]> {
    const headers = this.#tables.map(({ header }) => joinedHeader(header));
    for await (const rows of staging.query(joinedRows(base))) {
      const items: PatentItem[] = [];
      for (const [src, at, ...cells] of rows) {
        const table = this.#tables[Number(src)];
        const header = headers[Number(src)];
        if (table === undefined || header === undefined) continue;
        const reading = readRow(cells, Number(at), header, false, { ...this.#tools, limits: {} });
        if (reading === null) continue;
        table.given += 1;
        items.push({ origin: { file: table.raw.file, sheet: table.raw.sheet }, reading });
      }
      yield items;
    }
  }

  /** Puts the publications of PATSTAT among the parts. */
  async #joinPatstat(staging: Staging): Promise<void> {
    const found = this.#tables.filter(({ role }) => role.startsWith('tls'));
    const [first] = found;
    if (first === undefined) return;
    if (refuseIncompletePatstat(found)) return;
    await staging.run(JOIN_PATSTAT);
    const columns = Object.fromEntries(PATSTAT_FIELDS.map((field, i) => [field, [i]]));
    const header: Header = { ...first.header, columns };
    for await (const rows of staging.query(PATSTAT_ROWS)) {
      const parts: StagedRow[] = [];
      for (const [src, at, ...cells] of rows) {
        const table = this.#tables[Number(src)];
        const place = [Number(src), Number(at)] as const;
        const staged = stagePart(cells, header, this.#tools.numbers, place);
        if (staged.table !== null) parts.push(...staged.rows);
        else table?.rejected.push(rejectOf(table, place[1], staged.problem));
      }
      await staging.append('parts', parts);
    }
    for (const table of found) if (table.role !== 'tls211') table.used = table.read;
  }
}
