import type { Parentheses } from '../words.ts';

export type Bracket = 'round' | 'square' | 'curly';

/** A line under each estimate: what it holds and the brackets around it. */
export interface Spread {
  readonly kind: Parentheses;
  readonly bracket: Bracket;
}

const BRACKETS: Readonly<Record<Bracket, readonly [open: string, close: string]>> = {
  round: ['(', ')'],
  square: ['[', ']'],
  curly: ['{', '}'],
};

/** The lines asked for. Intervals have square brackets, the others in order what is left. */
export function spreadsOf(given: Parentheses | readonly Parentheses[]): Spread[] {
  const kinds = [...new Set(typeof given === 'string' ? [given] : given)];
  const free: Bracket[] = kinds.includes('conf_int')
    ? ['round', 'curly']
    : ['round', 'square', 'curly'];
  return kinds.map((kind) => ({
    kind,
    bracket: kind === 'conf_int' ? 'square' : (free.shift() ?? 'curly'),
  }));
}

export function bracketed({ bracket }: Spread, text: string): string {
  const [open, close] = BRACKETS[bracket];
  return `${open}${text}${close}`;
}
