import type { RecordOf, RecordType } from '../../sources/row-rule.ts';

/** End marks of a value and of an entry of a list. No program writes them into a cell; a blank stands for those that are there. */
const VALUE_END = '\u001E';
const ENTRY_END = '\u001F';
const MARKS = new RegExp(`[${VALUE_END}${ENTRY_END}]`, 'g');

type Types = Readonly<Record<string, RecordType>>;

/** A record as text, by which it is compared and carried through SQL: JSON would take longer to take apart. */
export function recordText(record: RecordOf, types: Types): string {
  let text = '';
  for (const [name, type] of Object.entries(types)) {
    const value = (record as Readonly<Record<string, unknown>>)[name] ?? null;
    if (type === 'VARCHAR[]') {
      for (const entry of (value ?? []) as readonly string[]) text += plain(entry) + ENTRY_END;
    } else if (value !== null) {
      text += typeof value === 'string' ? plain(value) : JSON.stringify(value);
    }
    text += VALUE_END;
  }
  return text;
}

function plain(text: string): string {
  return text.replace(MARKS, ' ');
}

/** SQL of a value in the text of a record, itself as text; null for none. */
export function valueInText(text: string, name: string, types: Types): string {
  const place = Object.keys(types).indexOf(name) + 1;
  const part = `split_part(${text}, chr(30), ${place})`;
  return types[name] === 'VARCHAR[]' ? part : `nullif(${part}, '')`;
}

/** The value of a record's text by name, as text. */
export function valueOfText(text: string, name: string, types: Types): string {
  return text.split(VALUE_END)[Object.keys(types).indexOf(name)] ?? '';
}

/** SQL that takes a text of entries apart, each of which has its end mark behind it. */
export function listOfText(text: string, end: string): string {
  return `string_split(${text}, ${end})[:-2]`;
}

export const ENTRY_END_SQL = `chr(${ENTRY_END.charCodeAt(0)})`;
