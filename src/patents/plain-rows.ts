import type { KnownCell, PlainRows, ReadRow, RecordType } from '../sources/row-rule.ts';
import { parseDate } from './dates.ts';
import { readPlaces, type CityLookup } from './places.ts';
import type { PatentRecord } from './record.ts';
import { readPatentRow, type RowTools } from './row.ts';
import type { Header } from './tables/header.ts';
import { FIELDS, type Field } from './tables/sources.ts';

/** Cells of a row: what a document is told by. The other fields tell a pair of documents. */
const CELLS = FIELDS.filter((field) => !/^(?:citing|cited)(?:_application)?$/.test(field));

/** A row about which there is nothing to say; a cell of it is replaced to see how that is read. */
const EXAMPLE: Readonly<Partial<Record<Field, string>>> = {
  application_no: 'CN201710117081.7',
  publication_no: 'CN106844774A',
  filing_date: '2017-02-28',
  patent_type: '发明申请',
  ipc: 'F03D1/06',
  province: '浙江省; 33',
  cities: '杭州市',
};
const EXAMPLE_HEADER: Header = {
  source: {
    id: '',
    name: '',
    nameZh: '',
    office: '',
    usual: new Map(),
    shared: false,
    paths: [],
    fields: new Map(),
    headers: new Set(),
  },
  columns: Object.fromEntries(CELLS.map((field, i) => [field, [i]])),
  numbered: new Set(),
  separator: null,
  names: CELLS,
  start: 0,
};
/** Kind codes of China, and what their numbers begin with and hold behind it. */
const FIRST_DIGIT: Readonly<Record<string, string>> = {
  A: '1',
  B: '1',
  C: '1',
  U: '2',
  Y: '2',
  S: '3',
  D: '3',
};

/** Blanks as JavaScript trims them; in RE2 `\s` knows only those of ASCII. */
const BLANK = String.raw`\s\x0B\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}`;
/** A name in a list: no mark of a missing value (`-`, `n/a`, `无`), no JSON, no blanks around it. */
const NAME = String.raw`(?:[^;；'=c\[{\-—./…nN无空暂未_?*□#\\${BLANK}]|[无空][^;；${BLANK}])(?:[^;；\r\n]*[^;；${BLANK}])?`;
const OWN_NUMBER = String.raw`CN(?:1(?:\d{8}|\d{6})[ABC]|2\d{8}[ABCUY]|2\d{6}[UY]|3(?:\d{8}|\d{6})[SD])`;
/** Numbers that are read as they are written, of the offices that most are of. */
const NUMBER = `(?:${[
  OWN_NUMBER,
  String.raw`US[1-9]\d{6}[BA]\d?`,
  String.raw`US1\d{7}B[12]`,
  String.raw`US20\d{9}A\d`,
  String.raw`EP[1-4]\d{6}[AB]\d`,
  String.raw`KR1020\d{9}[AB]`,
  String.raw`JP[1-7]\d{6}B\d`,
  String.raw`WO20\d{8}A\d`,
].join('|')})`;
const SYMBOL = String.raw`[A-H]\d\d[A-Z][1-9]\d{0,3}/\d\d(?:\d{0,3}[1-9])?`;
/** Of more entries a list may be as long as a cell can be, and then it has lost its end. */
const LONGEST_LIST = 1000;
/** Between the parts of a key; no program writes it into a cell. */
const PART = '\u001F';

/** Columns of a header that hold the cells of a row, and how these are read when they are taken out of it. */
export function stagedReader(header: Header, tools: RowTools) {
  const present = CELLS.filter((field) => header.columns[field] !== undefined);
  const staged: Header = {
    ...header,
    columns: Object.fromEntries(present.map((field) => [field, [CELLS.indexOf(field)]])),
    names: CELLS.map((field) => header.names[header.columns[field]?.[0] ?? -1] ?? ''),
  };
  return {
    positions: CELLS.map((field) => header.columns[field] ?? []),
    read: (cells: readonly (string | null)[]): ReadRow => readPatentRow(cells, staged, tools),
  };
}

/** Rows as exports of Chinese patents write most: SQL reads them as `readPatentRow` does. */
export function plainRows(tools: Omit<RowTools, 'limits'>): PlainRows {
  const read = (cells: Readonly<Partial<Record<Field, string | null>>>): PatentRecord | null => {
    const row = { ...EXAMPLE, ...cells };
    const { record, problems } = readPatentRow(
      CELLS.map((field) => row[field] ?? null),
      EXAMPLE_HEADER,
      { ...tools, limits: {} },
    );
    return problems.length === 0 ? record : null;
  };
  const date = (field: 'filing_date' | 'publication_date'): KnownCell =>
    known(field, field, 'DATE', parseDate);
  const count = (list: 'cites' | 'cited_by'): KnownCell => {
    const field = `${list}_count` as const;
    return known(field, field, 'INTEGER', (text) => {
      // A list of as many as the count says, since the two are compared.
      const listed = Array.from({ length: Math.min(Number(text) || 0, LONGEST_LIST) }, numberOf);
      return read({ [field]: text, [list]: listed.join('; ') || null })?.[field];
    });
  };
  return {
    cells: CELLS,
    known: [
      date('filing_date'),
      date('publication_date'),
      known('patent_type', joinedKey('patent_type', 'publication_no[-1:]'), 'VARCHAR', (text) => {
        const [type = '', kind = ''] = text.split(PART);
        const publication_no = `CN${FIRST_DIGIT[kind] ?? ''}06844774${kind}`;
        return read({ patent_type: type || null, publication_no })?.patent_type;
      }),
      known('applicant_types', 'applicant_types', 'VARCHAR', (text) => {
        const types = read({ applicant_types: text })?.applicant_types;
        const joined = types?.join('; ');
        return joined?.split('; ').length === types?.length || joined === '' ? joined : null;
      }),
      known(
        'places',
        joinedKey('cities', 'province', 'year(known_filing_date)'),
        'INTEGER[]',
        (text) => placesOf(text, tools.lookup),
      ),
      count('cites'),
      count('cited_by'),
    ],
    made: MADE,
    isPlain: PLAIN.join(' and '),
    values: VALUES,
    key: `case when ${matches('publication_no', OWN_NUMBER)} then publication_no end`,
  };
}

/** Cities of a key, if there is nothing to report of them. */
function placesOf(text: string, lookup: CityLookup): readonly number[] | null {
  const [cities = '', province = '', year = ''] = text.split(PART);
  const cells: Readonly<Partial<Record<Field, string>>> = { cities, province };
  let isClean = true;
  const found = readPlaces(
    (field) => cells[field] || null,
    Number(year),
    lookup,
    () => (isClean = false),
  );
  return isClean ? found : null;
}

function known(
  name: string,
  key: string,
  type: RecordType,
  valueOf: (text: string) => unknown,
): KnownCell {
  return { name, key, type, valueOf: (text) => valueOf(text) ?? null };
}

function joinedKey(...parts: readonly string[]): string {
  return `concat(${parts.join(`, chr(${PART.charCodeAt(0)}), `)})`;
}

function numberOf(_: unknown, i: number): string {
  return `CN${100_000_000 + i}A`;
}

const matches = (cell: string, pattern: string): string =>
  `regexp_full_match(${cell}, '${pattern.replaceAll("'", "''")}')`;
const noneOr = (cell: string, condition: string): string => `(${cell} is null or ${condition})`;
const listOf = (entry: string): string => `${entry}(?:; ${entry})*`;
const lengthOf = (list: string): string => `coalesce(len(string_split(${list}, '; ')), 0)`;
const CLASSES = `string_split(classes, '; ')`;

/** A list whose entries hold no blanks, parted by `; ` however it was parted by semicolons. */
function evenly(list: string): string {
  const even = `replace(replace(replace(${list}, '；', ';'), ' ', ''), ';', '; ')`;
  return `case when contains(${list}, '；') or not contains(${list}, '; ') then ${even} else ${list} end`;
}

const MADE = {
  even_cites: evenly('cites'),
  even_cited_by: evenly('cited_by'),
  classes: `replace(replace(ipc, ' ', ''), ';', '; ')`,
} as const;

/** Cells of few different values are read by the row rule itself; these conditions are of the others. */
const PLAIN = [
  matches('application_no', String.raw`(?:CN)?(?:\d{12}|\d{8})\.[\dX]`),
  `not contains(application_no, '000000')`,
  matches('publication_no', OWN_NUMBER),
  'known_filing_date is not null',
  noneOr('publication_date', 'known_publication_date is not null'),
  'known_patent_type is not null',
  noneOr('applicant_types', 'known_applicant_types is not null'),
  // Where the cities' own column names none, another column may.
  'case when len(known_places) > 0 then true else known_places is not null and coalesce(districts, address, postcode) is null end',
  matches('classes', listOf(SYMBOL)),
  noneOr(
    'ipc_main',
    // The main class is the first of the classes already.
    `starts_with(concat(classes, ';'), concat(replace(ipc_main, ' ', ''), ';'))`,
  ),
  `case when contains(classes, ';') then len(list_distinct(${CLASSES})) = len(${CLASSES}) else true end`,
  noneOr('title', matches('title', `[^'=${BLANK}](?:(?s:.)*[^${BLANK}])?`)),
  noneOr('applicants', matches('applicants', listOf(NAME))),
  ...(
    [
      ['even_cites', 'cites_count'],
      ['even_cited_by', 'cited_by_count'],
    ] as const
  ).flatMap(([list, count]) => [
    noneOr(list, matches(list, listOf(NUMBER))),
    `${lengthOf(list)} < ${LONGEST_LIST}`,
    noneOr(count, `known_${count} = ${lengthOf(list)}`),
  ]),
];

const VALUES: Readonly<Record<keyof PatentRecord, string>> = {
  application_no: `concat('CN', split_part(ltrim(application_no, 'CN'), '.', 1))`,
  publication_no: 'publication_no',
  office: `'CN'`,
  kind: 'publication_no[-1:]',
  patent_type: 'known_patent_type',
  filing_date: 'known_filing_date',
  publication_date: 'known_publication_date',
  title: 'title',
  ipc: 'classes',
  applicants: 'applicants',
  applicant_types: 'known_applicant_types',
  cities: 'known_places',
  cites: 'even_cites',
  cited_by: 'even_cited_by',
  cites_count: 'known_cites_count',
  cited_by_count: 'known_cited_by_count',
};
