import { readModelFile } from '../tables/regression/model-file.ts';
import type { Table } from '../tables/table.ts';
import { UserError } from '../text/user-error.ts';
import type { FigureFile, ModelFile, PaperCheckFile, PublishedFile } from './site-data.ts';

/** A table that a step wrote for the report. Errors: `E_REPORT_FILE` for a file of another shape. */
export function readTableFile(step: string, text: string): Table {
  const table = parsed(step, text);
  if (isRecord(table) && ['columns', 'head', 'body', 'notes'].every((k) => Array.isArray(table[k])))
    return table as unknown as Table;
  throw wrongShape(step, 'columns, head, body and notes of a table');
}

/** A figure that a step wrote for the report. Errors as for `readTableFile`. */
export function readFigureFile(step: string, text: string): FigureFile {
  const figure = parsed(step, text);
  const texts = ['title', 'description', 'svg'];
  if (
    isRecord(figure) &&
    texts.every((k) => typeof figure[k] === 'string') &&
    isData(figure['data'])
  )
    return { ...figure, sources: figure['sources'] ?? [] } as unknown as FigureFile;
  throw wrongShape(step, 'title, description, svg and data of a figure');
}

/** A model file: its fits with NaN where JSON has null, and what else it holds. */
export function readReportModels(step: string, path: string, text: string): ModelFile {
  const file = parsed(step, text);
  if (!isRecord(file)) throw wrongShape(step, 'an object with fits');
  const { fits, ...other } = file;
  const read = Array.isArray(fits) ? readModelFile(step, text) : [];
  return { step, path, fits: read.map(({ fit }) => fit), other };
}

/** The numbers of the publication beside those computed. Errors as for `readTableFile`. */
export function readPublishedFile(step: string, path: string, text: string): PublishedFile {
  const file = parsed(step, text);
  if (isRecord(file) && Array.isArray(file['rows']) && isRecord(file['summary']))
    return { ...file, step, path } as unknown as PublishedFile;
  throw wrongShape(step, 'rows and summary of published numbers');
}

/** The findings about the printed tables. Errors as for `readTableFile`. */
export function readPaperCheckFile(step: string, path: string, text: string): PaperCheckFile {
  const file = parsed(step, text);
  if (isRecord(file) && Array.isArray(file['findings']))
    return { ...file, step, path } as unknown as PaperCheckFile;
  throw wrongShape(step, 'findings about printed tables');
}

function parsed(step: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrongShape(step, 'JSON');
  }
}

function isData(data: unknown): boolean {
  return isRecord(data) && Array.isArray(data['columns']) && Array.isArray(data['rows']);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongShape(step: string, expected: string): UserError {
  const hint = 'the step has to write it as the report reads it';
  return new UserError('E_REPORT_FILE', `a file of step "${step}" holds no ${expected}`, { hint });
}
