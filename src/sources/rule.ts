import { z } from 'zod';

const texts = z.union([z.string(), z.array(z.string()).min(1)]);

export const COLUMN_RULE = z.strictObject({
  variable: z.string().optional(),
  unit: z.string().optional(),
  year: z.int().optional(),
  scope: z.string().optional(),
  ignore: z.boolean().optional(),
});

/** A text is the variable or field; its unit is told as usual. */
const column = z.union([z.string(), COLUMN_RULE]);

/** What a study says of the raw files that match: an entry of `sources:`. Later entries win. */
export const SOURCE_RULE = z.strictObject({
  /** Globs, against the path behind the source's folder or the file's own name. */
  files: texts,
  /** What they are, if not what the program would take them for. */
  kind: z.string().optional(),
  /** Leave them out: true, or the reason. */
  ignore: z.union([z.boolean(), z.string()]).optional(),
  /** The sheets that this entry speaks of, and the only ones to be read. */
  sheet: texts.optional(),
  /** The header's row, or its first and last; from 1. */
  header_rows: z
    .union([z.int().positive(), z.tuple([z.int().positive(), z.int().positive()])])
    .optional(),
  /** By header as written. */
  columns: z.record(z.string(), column).optional(),
  /** Of all values of the file. */
  year: z.int().min(1900).max(2100).optional(),
  scope: z.string().optional(),
  /** Of two sources that disagree the one with the larger number stands. */
  priority: z.int().optional(),
  /** What parts the entries of a list in a cell. */
  list_separator: z.string().optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'latin1']).optional(),
  password: z.string().optional(),
});

export type ColumnRule = z.infer<typeof COLUMN_RULE>;
export type SourceRule = z.infer<typeof SOURCE_RULE>;
/** What the study says of one file or sheet: the entries that match, later ones before earlier. */
export type RuleOfTable = Omit<SourceRule, 'files'>;
