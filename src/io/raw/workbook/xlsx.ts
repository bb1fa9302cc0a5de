import type { RawFile } from '../../../sources/table.ts';
import { unpackEntry, type ZipEntry } from '../archive/zip.ts';
import { corrupt, tooLarge } from '../problems.ts';
import type { RawBytes } from '../raw-bytes.ts';
import { hasValue, tablesOf, type FoundTable } from '../tables-of.ts';
import { sharedStrings } from './shared-strings.ts';
import type { WorkbookParts } from './cell-value.ts';
import { sheetRows } from './sheet-rows.ts';
import { dateStyles } from './styles.ts';
import { surveySheet } from './survey.ts';
import { attribute, tagsOf } from './xml.ts';
import { wholeXml, xmlText } from './xml-text.ts';

const SMALL_PART = 2 ** 25;
const SMALL_SHEET = 2 ** 18;
/** A sheet that Excel can hold unpacks to less. */
const SHEET_LIMIT = 2 ** 31;

interface Relation {
  readonly type: string;
  readonly part: string;
}

/** Opens an .xlsx or .xlsm: each sheet streams, whatever its size says. */
export async function openXlsx(
  bytes: RawBytes,
  entries: readonly ZipEntry[],
  workbook: string,
): Promise<RawFile> {
  const { file } = bytes;
  const parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const small = async (name: string): Promise<string> => {
    const entry = parts.get(name.toLowerCase());
    return entry === undefined ? '' : await wholeXml(unpackEntry(bytes, entry), file, SMALL_PART);
  };
  const xml = await small(workbook);
  const relations = await relationsOf(workbook, small);
  const shared = once(async (): Promise<WorkbookParts> => {
    const strings = parts.get(partOf(relations, 'sharedStrings')?.toLowerCase() ?? '');
    const styles = partOf(relations, 'styles');
    return {
      strings:
        strings === undefined
          ? []
          : await sharedStrings(xmlText(unpackEntry(bytes, strings), file), file),
      dates: styles === undefined ? [] : dateStyles(await small(styles)),
      from1904: /^(?:1|true|on)$/u.test(
        attribute(tagsOf(xml, 'workbookPr')[0] ?? '', 'date1904') ?? '',
      ),
    };
  });
  const found: FoundTable[] = [];
  for (const tag of tagsOf(xml, 'sheet')) {
    const name = attribute(tag, 'name') ?? '';
    const relation = relations.get(attribute(tag, 'id') ?? '');
    if (relation === undefined) throw corrupt(file, `its sheet ${name} is not there`);
    // A sheet may be a chart, or hold macros.
    if (!relation.type.endsWith('/worksheet')) continue;
    const entry = parts.get(relation.part.toLowerCase());
    if (entry === undefined) throw corrupt(file, `its sheet ${name} is not there`);
    if (entry.size > SHEET_LIMIT) throw tooLarge(file, `its sheet ${name} is too large`);
    const { isEmpty, merged } = await surveySheet(unpackEntry(bytes, entry));
    const hidden = /hidden/iu.test(attribute(tag, 'state') ?? '');
    const rows = async function* () {
      yield* sheetRows(xmlText(unpackEntry(bytes, entry), file), await shared(), merged, file);
    };
    // A small sheet is looked at as a whole: one that has only looks is empty.
    const isBlank = isEmpty || (entry.size < SMALL_SHEET && !(await hasValue(rows())));
    found.push({ name, hidden, rows: isBlank ? null : rows });
  }
  if (found.length === 0) throw corrupt(file, 'the workbook names no sheet');
  return tablesOf(file, 'xlsx', found);
}

async function relationsOf(
  workbook: string,
  read: (name: string) => Promise<string>,
): Promise<Map<string, Relation>> {
  const slash = workbook.lastIndexOf('/') + 1;
  const folder = workbook.slice(0, slash);
  const xml = await read(`${folder}_rels/${workbook.slice(slash)}.rels`);
  return new Map(
    tagsOf(xml, 'Relationship').map((tag) => [
      attribute(tag, 'Id') ?? '',
      { type: attribute(tag, 'Type') ?? '', part: resolve(folder, attribute(tag, 'Target') ?? '') },
    ]),
  );
}

function resolve(folder: string, target: string): string {
  const parts: string[] = [];
  const path = target.startsWith('/') ? target : folder + target;
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function partOf(relations: ReadonlyMap<string, Relation>, type: string): string | undefined {
  return [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))?.part;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= work());
}
