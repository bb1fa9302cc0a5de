/** Fields of an object that hold its number or name, the usual one first. */
const NAMES = [
  'publication_number',
  'publication_no',
  'publicationNumber',
  'patent_number',
  'doc_number',
  'document_number',
  'number',
  'display_key',
  'code',
  'symbol',
  'value',
  'name',
  'text',
];
const OFFICES = ['jurisdiction', 'country', 'country_code', 'office'];
const KINDS = ['kind', 'kind_code'];

/** Entries of a JSON array of texts or objects, also with the quotes of Python; null if it is none. */
export function fromJson(text: string): string[] | null {
  if (!/^(?:\[.*\]|\{.*\})$/s.test(text)) return null;
  const value = parseJson(text) ?? parseJson(text.replaceAll("'", '"'));
  if (value === undefined || value === null) return null;
  return entriesOf(value).filter((entry) => entry.trim() !== '');
}

/** A value of JSON as a cell: its entries, a line each. */
export function jsonText(value: unknown): string {
  return entriesOf(value)
    .filter((entry) => entry !== '')
    .join('\n');
}

function entriesOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(entryText);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** `{"jurisdiction":"US","doc_number":"9014905","kind":"B1"}` is `US9014905B1`. */
function entryText(entry: unknown): string {
  if (typeof entry === 'string' || typeof entry === 'number') return String(entry);
  if (typeof entry !== 'object' || entry === null) return '';
  const fields = new Map(Object.entries(entry as Readonly<Record<string, unknown>>));
  const first = (names: readonly string[]): string => {
    const found = names.map((name) => fields.get(name)).find((value) => value !== undefined);
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  const isNamed = NAMES.some((name) => fields.has(name));
  const other = isNamed ? '' : [...fields.values()].find((value) => typeof value === 'string');
  const text = isNamed ? first(NAMES) : typeof other === 'string' ? other : '';
  const office = first(OFFICES);
  if (office === '' || text === '' || text.startsWith(office)) return text;
  return office + text + first(KINDS);
}
