/**
 * Where in `pipeline.yaml` a step's mistake most likely stands, when the error itself has no place: at
 * the parameter that is, or has as a word, a name that the message quotes, the last one first; else at
 * the step's `with:`. Names come last in messages: `table "panel" has no column "ln_ett"`.
 */
export function parameterPlace(step: string, params: unknown, message: string): string {
  const texts = textsOf(params, []);
  const names = [...message.matchAll(/"(?<name>[^"]+)"/gu)].map((match) => match[1]!).toReversed();
  const whole = names.flatMap((name) => texts.filter(({ text }) => text === name));
  const partial = names.flatMap((name) => texts.filter(({ text }) => hasWord(text, name)));
  const [found] = [...whole, ...partial];
  return `pipeline.yaml#${['steps', step, 'with', ...(found?.path ?? [])].join('.')}`;
}

interface Text {
  readonly path: readonly string[];
  readonly text: string;
}

/** Every string below a value, and every key of it, which may be a column's name. */
function textsOf(value: unknown, path: readonly string[]): Text[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const below = [...path, key];
    return [...(Array.isArray(value) ? [] : [{ path: below, text: key }]), ...textsOf(item, below)];
  });
}

/** Whether a text, such as a formula, has a name between characters of no name. */
function hasWord(text: string, name: string): boolean {
  const at = text.indexOf(name);
  const inName = (character: string | undefined) => /[\p{L}\p{N}_]/u.test(character ?? '');
  return at >= 0 && !inName(text[at - 1]) && !inName(text[at + name.length]);
}
