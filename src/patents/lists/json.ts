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
/** So many of them hold numbers of documents; the others may be a title or a place in the list. */
const SURE = NAMES.indexOf('number');
/** Begins as a document number or a class does. */
const ENTRY = /^\s*(?:[A-Z]{2}[-\s]?[A-Z]{0,3}[-\s]?\d|[A-H]\d\d[A-Z][\s-]*\d)/i;
const OFFICES = ['jurisdiction', 'country', 'country_code', 'office'];
const KINDS = ['kind', 'kind_code'];

/** Entries of a JSON array of texts or objects, also with the quotes of Python; null if it is none. */
export function fromJson(text: string): string[] | null {
  const vector = /^c\((.*)\)$/s.exec(text)?.[1];
  if (vector !== undefined) return fromJson(`[${vector}]`);
  if (!/^(?:\[.*\]|\{.*\})$/s.test(text)) return null;
  const value = parseJson(text) ?? parseJson(fromPython(text));
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
  if (Array.isArray(value)) return value.flatMap(entriesOf);
  if (typeof value !== 'object' || value === null) return [entryText(value)];
  const fields = Object.entries(value);
  if (fields.some(([name]) => NAMES.includes(name))) return [entryText(value)];
  // `{"CN…A": "X"}` and `{"0": "CN…A"}`: keys or places are no names of fields.
  if (fields.length > 0 && fields.every(([name]) => ENTRY.test(name))) return Object.keys(value);
  if (fields.length > 0 && fields.every(([name]) => /^\d+$/.test(name)))
    return fields.flatMap(([, one]) => entriesOf(one));
  const lists = fields.filter(([, one]) => Array.isArray(one));
  const hasText = fields.some(([, one]) => typeof one === 'string');
  return hasText ? [entryText(value)] : lists.flatMap(([, one]) => entriesOf(one));
}

/** Python's quotes and names of values. */
function fromPython(text: string): string {
  return text
    .replaceAll("'", '"')
    .replaceAll(/(?<=[:,[]\s{0,4})None(?=\s{0,4}[,\]}])/g, 'null')
    .replaceAll(/(?<=[:,[]\s{0,4})True(?=\s{0,4}[,\]}])/g, 'true')
    .replaceAll(/(?<=[:,[]\s{0,4})False(?=\s{0,4}[,\]}])/g, 'false');
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
  const others = [...fields.values()].filter((value) => typeof value === 'string');
  const likely = others.find((value) => ENTRY.test(value));
  const isSure = NAMES.slice(0, SURE).some((name) => fields.has(name));
  const text =
    isNamed && (isSure || likely === undefined) ? first(NAMES) : (likely ?? others[0] ?? '');
  const office = first(OFFICES);
  if (office === '' || text === '' || text.startsWith(office)) return text;
  return office + text + first(KINDS);
}
