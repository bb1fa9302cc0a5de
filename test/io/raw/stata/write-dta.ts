/** A variable of a table of Stata, for tests. */
export interface DtaVariable {
  readonly name: string;
  /** Width of a text, `strL` for a long one, or a sort of number. */
  readonly type: number | 'strL' | 'byte' | 'int' | 'long' | 'float' | 'double';
  readonly format?: string;
  readonly label?: string;
  readonly valueLabels?: Readonly<Record<number, string>>;
  /** Numbers as they stand in the file, so that the codes of missing values can be written. */
  readonly values: readonly (number | string | Uint8Array)[];
}

const SORTS = ['byte', 'int', 'long', 'float', 'double'] as const;
const WIDTHS = { byte: 1, int: 2, long: 4, float: 4, double: 8, strL: 8 } as const;

/** The bytes of a .dta file as releases 113 to 119 lay them out, in either order of bytes. */
export function writeDta(
  release: number,
  variables: readonly DtaVariable[],
  little = true,
): Buffer {
  const rows = variables[0]?.values.length ?? 0;
  const number = (value: number, width: number): Buffer => {
    const bytes = Buffer.alloc(width);
    let rest = BigInt(value);
    for (let i = 0; i < width; i++) {
      bytes[little ? i : width - 1 - i] = Number(rest & 255n);
      rest >>= 8n;
    }
    return bytes;
  };
  const field = (text: string | Uint8Array, width: number): Buffer => {
    const bytes = Buffer.alloc(width);
    Buffer.from(text as Uint8Array).copy(bytes);
    return bytes;
  };
  const isNew = release >= 117;
  const nameWidth = release >= 118 ? 129 : 33;
  const formatWidth = release >= 118 ? 57 : release >= 114 ? 49 : 12;
  const labelWidth = release >= 118 ? 321 : 81;
  const names = variables.map(({ name }) => field(name, nameWidth));
  const formats = variables.map(({ format = '%9.0g' }) => field(format, formatWidth));
  const labelNames = variables.map(({ name, valueLabels }) =>
    field(valueLabels === undefined ? '' : name, nameWidth),
  );
  const labels = variables.map(({ label = '' }) => field(label, labelWidth));
  const long: Buffer[] = [];
  const cell = ({ type, values }: DtaVariable, at: number, row: number): Buffer => {
    const value = values[row] ?? 0;
    if (type === 'strL') {
      const content = Buffer.concat([Buffer.from(value as Uint8Array), Buffer.alloc(1)]);
      const [v, o] = [at + 1, row + 1];
      long.push(
        Buffer.concat([
          Buffer.from('GSO'),
          number(v, 4),
          number(o, release === 117 ? 4 : 8),
          Buffer.from([130]),
          number(content.length, 4),
          content,
        ]),
      );
      const width = release === 117 ? 4 : release === 118 ? 2 : 3;
      return Buffer.concat([number(v, width), number(o, 8 - width)]);
    }
    if (typeof type === 'number') return field(value as Uint8Array, type);
    if (type === 'float' || type === 'double') {
      const bytes = Buffer.alloc(WIDTHS[type]);
      if (type === 'float') bytes.writeFloatLE(Number(value));
      else bytes.writeDoubleLE(Number(value));
      return little ? bytes : Buffer.from(bytes.toReversed());
    }
    return number(Number(value), WIDTHS[type]);
  };
  const data: Buffer[] = [];
  for (let row = 0; row < rows; row++)
    for (const [at, variable] of variables.entries()) data.push(cell(variable, at, row));
  const valueLabels = variables.flatMap(({ name, valueLabels: set }) => {
    if (set === undefined) return [];
    const entries = Object.entries(set);
    const texts = entries.map(([, text]) => Buffer.concat([Buffer.from(text), Buffer.alloc(1)]));
    let next = 0;
    const offsets = texts.map((text) => {
      next += text.length;
      return number(next - text.length, 4);
    });
    const table = Buffer.concat([
      number(entries.length, 4),
      number(next, 4),
      ...offsets,
      ...entries.map(([value]) => number(Number(value), 4)),
      ...texts,
    ]);
    const all = [number(table.length, 4), field(name, nameWidth), Buffer.alloc(3), table];
    return isNew ? [Buffer.from('<lbl>'), ...all, Buffer.from('</lbl>')] : all;
  });
  if (!isNew) {
    const codes = variables.map(({ type }) =>
      typeof type === 'number' ? type : 251 + SORTS.indexOf(type as 'byte'),
    );
    return Buffer.concat([
      Buffer.from([release, little ? 2 : 1, 1, 0]),
      number(variables.length, 2),
      number(rows, 4),
      Buffer.alloc(81 + 18),
      Buffer.from(codes),
      ...names,
      Buffer.alloc(2 * (variables.length + 1)),
      ...formats,
      ...labelNames,
      ...labels,
      Buffer.alloc(5),
      ...data,
      ...valueLabels,
    ]);
  }
  const codes = variables.map(({ type }) =>
    number(
      typeof type === 'number'
        ? type
        : type === 'strL'
          ? 32_768
          : 65_530 - SORTS.indexOf(type as 'byte'),
      2,
    ),
  );
  const parts: (readonly [tag: string, content: readonly Buffer[]])[] = [
    ['variable_types', codes],
    ['varnames', names],
    ['sortlist', [Buffer.alloc((release === 119 ? 4 : 2) * (variables.length + 1))]],
    ['formats', formats],
    ['value_label_names', labelNames],
    ['variable_labels', labels],
    ['characteristics', []],
    ['data', data],
    ['strls', long],
    ['value_labels', valueLabels],
  ];
  const header = Buffer.concat([
    Buffer.from(`<stata_dta><header><release>${release}</release><byteorder>`),
    Buffer.from(`${little ? 'LSF' : 'MSF'}</byteorder><K>`),
    number(variables.length, release === 119 ? 4 : 2),
    Buffer.from('</K><N>'),
    number(rows, release === 117 ? 4 : 8),
    Buffer.from('</N><label>'),
    number(0, release === 117 ? 1 : 2),
    Buffer.from('</label><timestamp>'),
    Buffer.alloc(1),
    Buffer.from('</timestamp></header>'),
  ]);
  let at = header.length + '<map>'.length + 14 * 8 + '</map>'.length;
  const places = [0, header.length];
  const body = parts.map(([tag, content]) => {
    const bytes = Buffer.concat([Buffer.from(`<${tag}>`), ...content, Buffer.from(`</${tag}>`)]);
    places.push(at);
    at += bytes.length;
    return bytes;
  });
  places.push(at, at + '</stata_dta>'.length);
  return Buffer.concat([
    header,
    Buffer.from('<map>'),
    ...places.map((place) => number(place, 8)),
    Buffer.from('</map>'),
    ...body,
    Buffer.from('</stata_dta>'),
  ]);
}
