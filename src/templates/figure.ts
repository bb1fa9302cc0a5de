import { z } from 'zod';

/** One text for both languages, or one for each. */
export const text = z.union([z.string(), z.strictObject({ en: z.string(), zh: z.string() })]);

/** In which texts are written. */
export const language = z.enum(['en', 'zh']);

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
