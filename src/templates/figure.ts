import { z } from 'zod';
import { language, text } from './text.ts';

/** Settings of every figure step. */
export const drawing = {
  /** Of specification and drawings. */
  language: language.default('en'),
  title: text,
  /** Whether the title is drawn; the alt text says it in any case. */
  titles: z.boolean().default(true),
  /** Whether SVG and PDF hold text that can be searched and edited, and not its outlines. */
  live_text: z.boolean().default(false),
};

/** Settings of every figure of the study's data. */
export const figure = {
  /** The study's data folder: what is made from the demo's says that it is synthetic. */
  data: z.string(),
  ...drawing,
};

/** What the study calls its two groups. */
export const groups = z
  .strictObject({
    treated: text.default({ en: 'Treated', zh: '处理组' }),
    other: text.default({ en: 'Not treated', zh: '对照组' }),
  })
  .prefault({});

/** Settings of figures of an outcome by year, of treated units and others. */
export const groupYears = {
  table: z.string().default('panel'),
  /** Columns: the outcome, 1 for treated units, the year. */
  outcome: z.string(),
  treated: z.string().default('treat'),
  year: z.string().default('year'),
  /** The first year under the policy. */
  policy_year: z.int(),
  /** Title of the vertical axis. */
  outcome_label: text,
  groups,
};
