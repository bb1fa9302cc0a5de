const PLACEHOLDER = /\$\{([^}]*)\}/g;

export interface Template {
  /** Text around the placeholders: one more than there are names. */
  readonly pieces: readonly string[];
  /** What stands in the placeholders, e.g. `needs.panel`. */
  readonly names: readonly string[];
}

/** Splits a shell step's command at its `${…}`. */
export function parseTemplate(command: string): Template {
  const names = [...command.matchAll(PLACEHOLDER)].map((match) => (match[1] ?? '').trim());
  return { pieces: command.split(/\$\{[^}]*\}/), names };
}
