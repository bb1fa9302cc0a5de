import { z, type ZodType } from 'zod';
import type { Table } from '../tables/table.ts';
import { reader } from './record.ts';

const cell = z.object({
  text: z.string(),
  stars: z.string().exactOptional(),
  value: z.number().exactOptional(),
  source: z.object({ step: z.string(), path: z.string() }).exactOptional(),
  span: z.int().exactOptional(),
});

const row = z.object({
  id: z.string(),
  kind: z.enum(['head', 'estimate', 'spread', 'fact', 'statistic', 'panel']),
  cells: z.array(cell),
  rule: z.boolean().exactOptional(),
});

const shape: ZodType<Table> = z.object({
  id: z.string(),
  language: z.enum(['en', 'zh']),
  label: z.string(),
  title: z.string(),
  columns: z.array(
    z.object({
      id: z.string(),
      align: z.enum(['left', 'center', 'right']),
      fit: z.string().exactOptional(),
      wrap: z.number().exactOptional(),
    }),
  ),
  head: z.array(row),
  body: z.array(row),
  notes: z.array(z.string()),
});

/** A table as its step wrote it in one language: `outputs/tables/<step>.en.json`. */
export const readTable = reader(shape);
