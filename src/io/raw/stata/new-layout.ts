import { corrupt, problem } from '../problems.ts';
import type { RawBytes } from '../raw-bytes.ts';
import { FieldReader, type StataLayout, type Widths } from './layout.ts';
import { Numbers } from './numbers.ts';
import { numberType, type StataType } from './types.ts';

const START = '<stata_dta><header><release>';
const LONG_TEXT = 32_768;
const DOUBLE = 65_526;
/** Places in the map. */
const [TYPES, NAMES, FORMATS, LABEL_NAMES, LABELS, DATA, LONG_TEXTS, VALUE_LABELS] = [
  2, 3, 5, 6, 7, 9, 10, 11,
] as const;

/** The layout of releases 117 to 119 (Stata 13 and later): parts within tags, and a map of them. */
export async function newLayout(bytes: RawBytes): Promise<StataLayout> {
  const { file } = bytes;
  const reader = new FieldReader(bytes, 0);
  await reader.tag(START);
  const release = Number((await reader.take(3)).toString('latin1'));
  if (!(release >= 117 && release <= 119)) {
    throw problem(
      'E_FILE_UNSUPPORTED',
      file,
      `it is of a release of Stata's format that is not read (${release})`,
      'Save it in Stata by `saveold`, or as .csv.',
    );
  }
  await reader.tag('</release><byteorder>');
  const numbers = new Numbers((await reader.take(3)).toString('latin1') === 'LSF');
  await reader.tag('</byteorder><K>');
  const kWidth = release === 119 ? 4 : 2;
  const variables = numbers.unsigned(await reader.take(kWidth), 0, kWidth);
  await reader.tag('</K><N>');
  const rows =
    release === 117
      ? numbers.unsigned(await reader.take(4), 0, 4)
      : numbers.long(await reader.take(8), 0);
  await reader.tag('</N><label>');
  const lengthWidth = release === 117 ? 1 : 2;
  const labelLength = numbers.unsigned(await reader.take(lengthWidth), 0, lengthWidth);
  reader.at += labelLength;
  await reader.tag('</label><timestamp>');
  const stampLength = numbers.unsigned(await reader.take(1), 0, 1);
  reader.at += stampLength;
  await reader.tag('</timestamp></header><map>');
  const map = await reader.take(14 * 8);
  const part = async (place: number, tag: string): Promise<FieldReader> => {
    const at = new FieldReader(bytes, numbers.long(map, place * 8));
    await at.tag(tag);
    return at;
  };
  const widths: Widths =
    release === 117 ? { name: 33, format: 49, label: 81 } : { name: 129, format: 57, label: 321 };
  const codes = await (await part(TYPES, '<variable_types>')).take(2 * variables);
  const types = Array.from({ length: variables }, (_, i) =>
    typeOf(numbers.unsigned(codes, 2 * i, 2), file),
  );
  const names = await (await part(NAMES, '<varnames>')).texts(variables, widths.name);
  const formats = await (await part(FORMATS, '<formats>')).texts(variables, widths.format);
  const labelNames = await (
    await part(LABEL_NAMES, '<value_label_names>')
  ).texts(variables, widths.name);
  const labels = await (await part(LABELS, '<variable_labels>')).texts(variables, widths.label);
  return {
    release,
    numbers,
    rows,
    types,
    names,
    formats: formats.map((format) => format.toString('latin1')),
    labelNames,
    labels,
    dataAt: (await part(DATA, '<data>')).at,
    longTextsAt: (await part(LONG_TEXTS, '<strls>')).at,
    valueLabelsAt: (await part(VALUE_LABELS, '<value_labels>')).at,
  };
}

function typeOf(code: number, file: string): StataType {
  if (code >= 1 && code <= 2045) return { kind: 'text', width: code };
  if (code === LONG_TEXT) return { kind: 'long text', width: 8 };
  const number = numberType(DOUBLE + 4 - code);
  if (number === null)
    throw corrupt(file, `a variable of it has a type that is not known: ${code}`);
  return number;
}
