import { z } from 'zod';
import { language, text } from './text.ts';

/** A number of a model file: JSON has no NaN and writes null for it. */
export const number = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

/** Settings of every figure step. */
export const drawing = {
  /** Of specification and drawings. */
  language: language.default('en'),
  title: text,
};

/** Settings of every figure of the study's data. */
export const figure = {
  /** The study's data folder: what is made from the demo's says that it is synthetic. */
  data: z.string(),
  ...drawing,
};
