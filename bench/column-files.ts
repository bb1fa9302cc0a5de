import { closeSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Column, Frame } from '../src/econometrics/frame/frame.ts';

/** Raw little-endian numbers, one file a column, so that Node and R read the same bits. */
export type RawColumn = Float64Array | Int32Array;

const CHUNK = 1 << 20;

export function writeColumns(folder: string, columns: Readonly<Record<string, RawColumn>>): void {
  for (const [name, values] of Object.entries(columns)) {
    writeFileSync(join(folder, `${name}.${suffixOf(values)}`), values);
  }
  const types = Object.entries(columns).map(([name, values]) => `${name} ${suffixOf(values)}`);
  writeFileSync(join(folder, 'columns.txt'), `${types.join('\n')}\n`);
}

/** The columns as a frame: every column is doubles there, also years and identifiers. */
export function readFrame(folder: string): Frame {
  const listed = readFileSync(join(folder, 'columns.txt'), 'utf8').trim().split('\n');
  const columns: Record<string, Column> = {};
  let rows = 0;
  for (const line of listed) {
    const [name, type] = line.split(' ') as [string, 'f64' | 'i32'];
    const values = readValues(join(folder, `${name}.${type}`), type === 'f64' ? 8 : 4);
    columns[name] = { kind: 'number', values };
    rows = values.length;
  }
  return { rows, columns };
}

export function inputBytes(frame: Frame): number {
  return frame.rows * Object.keys(frame.columns).length * 8;
}

/** By chunks, so that reading leaves no second copy behind in the memory that is measured. */
function readValues(path: string, width: 4 | 8): Float64Array {
  const values = new Float64Array(statSync(path).size / width);
  const chunk = new ArrayBuffer(CHUNK * width);
  const view = width === 8 ? new Float64Array(chunk) : new Int32Array(chunk);
  const file = openSync(path, 'r');
  for (let at = 0; at < values.length;) {
    const read = readSync(file, view, 0, view.byteLength, null) / width;
    values.set(view.subarray(0, read), at);
    at += read;
  }
  closeSync(file);
  return values;
}

function suffixOf(values: RawColumn): 'f64' | 'i32' {
  return values instanceof Float64Array ? 'f64' : 'i32';
}
