/** A variable of a Stata file: numbers, null where missing, or texts. */
export type DtaVariable = {
  readonly name: string;
  readonly label: string;
} & (
  | { readonly type: 'text'; readonly values: readonly string[] }
  | { readonly type: 'double' | 'long' | 'int'; readonly values: readonly (number | null)[] }
);

/** Code, width and format of the numeric types, and what stands for a missing value. */
const NUMERIC = {
  double: { code: 65_526, width: 8, format: '%10.0g' },
  long: { code: 65_528, width: 4, format: '%12.0g' },
  int: { code: 65_529, width: 2, format: '%8.0g' },
} as const;
const MISSING_DOUBLE = 2 ** 1023;
const MISSING_LONG = 2_147_483_621;
const MISSING_INT = 32_741;

const NAME_BYTES = 129;
const FORMAT_BYTES = 57;
const LABEL_BYTES = 321;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Writes a data set of Stata 14 and later (release 118, little endian), without value labels or long
 * strings. It has no time stamp, so that the same values give the same bytes.
 */
export function writeDta(variables: readonly DtaVariable[], label: string): Uint8Array {
  const rows = variables[0]?.values.length ?? 0;
  const all = <T>(of: (variable: DtaVariable) => T): T[] => variables.map(of);
  const before: [string, Uint8Array][] = [
    ['variable_types', join(all((variable) => uint(typeOf(variable).code, 2)))],
    ['varnames', join(all(({ name }) => padded(name, NAME_BYTES)))],
    ['sortlist', new Uint8Array(2 * (variables.length + 1))],
    ['formats', join(all((variable) => padded(typeOf(variable).format, FORMAT_BYTES)))],
    ['value_label_names', new Uint8Array(NAME_BYTES * variables.length)],
    ['variable_labels', join(all((variable) => padded(variable.label, LABEL_BYTES)))],
    ['characteristics', new Uint8Array(0)],
    ['data', dataOf(variables, rows)],
    ['strls', new Uint8Array(0)],
    ['value_labels', new Uint8Array(0)],
  ];
  const name = utf8(label);
  const header = tagged(
    'header',
    join([
      tagged('release', utf8('118')),
      tagged('byteorder', utf8('LSF')),
      tagged('K', uint(variables.length, 2)),
      tagged('N', uint(rows, 8)),
      tagged('label', join([uint(name.length, 2), name])),
      tagged('timestamp', uint(0, 1)),
    ]),
  );
  const open = utf8('<stata_dta>');
  const close = utf8('</stata_dta>');
  const parts = before.map(([tag, content]) => tagged(tag, content));
  // The map has the place of each part: itself included, and the end of the file.
  const start = open.length + header.length;
  const places = [0, start, start + tagged('map', new Uint8Array(8 * 14)).length];
  for (const { length } of parts) places.push((places.at(-1) ?? 0) + length);
  places.push((places.at(-1) ?? 0) + close.length);
  const map = tagged('map', join(places.map((place) => uint(place, 8))));
  return join([open, header, map, ...parts, close]);
}

function typeOf(variable: DtaVariable): { code: number; width: number; format: string } {
  if (variable.type !== 'text') return NUMERIC[variable.type];
  const width = variable.values.reduce((most, text) => Math.max(most, utf8(text).length), 1);
  return { code: width, width, format: `%${width}s` };
}

function dataOf(variables: readonly DtaVariable[], rows: number): Uint8Array {
  const widths = variables.map((variable) => typeOf(variable).width);
  const rowWidth = widths.reduce((sum, width) => sum + width, 0);
  const bytes = new Uint8Array(rows * rowWidth);
  const view = new DataView(bytes.buffer);
  let start = 0;
  for (const [k, variable] of variables.entries()) {
    for (let row = 0; row < rows; row++) {
      const at = row * rowWidth + start;
      if (variable.type === 'text') bytes.set(utf8(variable.values[row] ?? ''), at);
      else {
        const value = variable.values[row] ?? null;
        if (variable.type === 'double') view.setFloat64(at, value ?? MISSING_DOUBLE, true);
        else if (variable.type === 'long') view.setInt32(at, value ?? MISSING_LONG, true);
        else view.setInt16(at, value ?? MISSING_INT, true);
      }
    }
    start += widths[k] ?? 0;
  }
  return bytes;
}

function tagged(tag: string, content: Uint8Array): Uint8Array {
  return join([utf8(`<${tag}>`), content, utf8(`</${tag}>`)]);
}

function padded(text: string, width: number): Uint8Array {
  const bytes = new Uint8Array(width);
  bytes.set(utf8(text).subarray(0, width - 1));
  return bytes;
}

/** A whole number without sign in so many bytes. */
function uint(value: number, width: number): Uint8Array {
  const bytes = new Uint8Array(width);
  for (let i = 0, rest = value; i < width; i++, rest = Math.floor(rest / 256))
    bytes[i] = rest % 256;
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
