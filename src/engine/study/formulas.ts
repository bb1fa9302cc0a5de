import { didYouMean } from '../../text/nearest.ts';
import type { Json } from '../state/hash.ts';

/** `..controls` in a text, as fixest writes it; no part of a path such as `../data`. */
const NAME = /(?<![\w.])\.\.([A-Za-z_]\w*)/g;

export interface FormulaMistake {
  /** Path below the value. */
  readonly path: readonly string[];
  readonly message: string;
  readonly hint: string;
}

/**
 * Puts the text of each `..name` in its place, in every string of a JSON value. The texts of
 * `formulas:` may name each other, but not themselves.
 */
export function expandFormulas(
  value: Json,
  formulas: Readonly<Record<string, string>>,
  refuse: (mistake: FormulaMistake) => never,
  path: readonly string[] = [],
): Json {
  if (typeof value === 'string') return expandText(value, formulas, refuse, path, []);
  if (Array.isArray(value)) {
    return value.map((item: Json, i) => expandFormulas(item, formulas, refuse, [...path, `${i}`]));
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as Record<string, Json>).map(([key, item]) => [
      key,
      expandFormulas(item, formulas, refuse, [...path, key]),
    ]),
  );
}

function expandText(
  text: string,
  formulas: Readonly<Record<string, string>>,
  refuse: (mistake: FormulaMistake) => never,
  path: readonly string[],
  open: readonly string[],
): string {
  return text.replaceAll(NAME, (_, name: string) => {
    const found = Object.hasOwn(formulas, name) ? formulas[name] : undefined;
    if (found === undefined) {
      return refuse({
        path,
        message: `formulas: has no "${name}"`,
        hint:
          didYouMean(name, Object.keys(formulas)) || `it has ${Object.keys(formulas).join(', ')}`,
      });
    }
    if (open.includes(name)) {
      return refuse({
        path,
        message: `the formula "${name}" names itself: ${[...open, name].join(' -> ')}`,
        hint: 'write one of them out',
      });
    }
    return expandText(found, formulas, refuse, path, [...open, name]);
  });
}
