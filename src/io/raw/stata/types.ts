/** What a variable is: a text of some bytes, a long text, or a sort of number. */
export type StataType =
  | { readonly kind: 'text'; readonly width: number }
  | { readonly kind: 'long text'; readonly width: 8 }
  | { readonly kind: 'byte' | 'int' | 'long' | 'float' | 'double'; readonly width: number };

const NUMBERS = [
  ['byte', 1],
  ['int', 2],
  ['long', 4],
  ['float', 4],
  ['double', 8],
] as const;

/** A number's type by its place in the order byte, int, long, float, double. */
export function numberType(place: number): StataType | null {
  const found = NUMBERS[place];
  return found === undefined ? null : { kind: found[0], width: found[1] };
}
