import { corrupt } from '../problems.ts';
import type { RawBytes } from '../raw-bytes.ts';
import { FieldReader, type StataLayout, type Widths } from './layout.ts';
import { Numbers } from './numbers.ts';
import { numberType, type StataType } from './types.ts';

const HEADER = 109;
/** Of fields that Stata keeps for itself; no file has more. */
const EXPANSIONS_LIMIT = 1_000_000;

/** The layout of releases 113 to 115 (Stata 8 to 12): fields of fixed widths, one after another. */
export async function oldLayout(bytes: RawBytes): Promise<StataLayout> {
  const reader = new FieldReader(bytes, 0);
  const header = await reader.take(HEADER);
  const release = header[0] ?? 0;
  const numbers = new Numbers(header[1] === 2);
  const variables = numbers.unsigned(header, 4, 2);
  const rows = numbers.signed(header, 6);
  const widths: Widths = { name: 33, format: release === 113 ? 12 : 49, label: 81 };
  const types = [...(await reader.take(variables))].map((code) => typeOf(code, bytes.file));
  const names = await reader.texts(variables, widths.name);
  await reader.take(2 * (variables + 1));
  const formats = await reader.texts(variables, widths.format);
  const labelNames = await reader.texts(variables, widths.name);
  const labels = await reader.texts(variables, widths.label);
  for (let i = 0; ; i++) {
    const field = await reader.take(5);
    const length = numbers.unsigned(field, 1, 4);
    if (field[0] === 0 && length === 0) break;
    if (i > EXPANSIONS_LIMIT) throw corrupt(bytes.file, 'its header has no end');
    reader.at += length;
  }
  const width = types.reduce((sum, type) => sum + type.width, 0);
  if (rows < 0) throw corrupt(bytes.file, 'its header is damaged');
  return {
    release,
    numbers,
    rows,
    types,
    names,
    formats: formats.map((format) => format.toString('latin1')),
    labelNames,
    labels,
    dataAt: reader.at,
    longTextsAt: null,
    valueLabelsAt: reader.at + rows * width,
  };
}

function typeOf(code: number, file: string): StataType {
  if (code >= 1 && code <= 244) return { kind: 'text', width: code };
  const number = numberType(code - 251);
  if (number === null)
    throw corrupt(file, `a variable of it has a type that is not known: ${code}`);
  return number;
}
