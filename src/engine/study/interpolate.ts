import type { Json } from '../state/hash.ts';

const WHOLE = /^\$\{([^}]*)\}$/;
const PART = /\$\{([^}]*)\}/g;

export interface Unresolved {
  /** Path below the value given, e.g. `['models', '0']`. */
  readonly path: readonly string[];
  readonly name: string;
}

/**
 * Replaces `${settings.x}` in every string of a JSON value. A string that is nothing else takes the
 * setting's own type. What cannot be resolved is reported, not thrown, since only the caller knows
 * where it stands.
 */
export function interpolate(
  value: Json,
  settings: Readonly<Record<string, Json>>,
  unresolved: Unresolved[],
  path: readonly string[] = [],
): Json {
  if (typeof value === 'string') return interpolateText(value, settings, unresolved, path);
  if (Array.isArray(value)) {
    return value.map((item: Json, i) => interpolate(item, settings, unresolved, [...path, `${i}`]));
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Record<string, Json>);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, interpolate(item, settings, unresolved, [...path, key])]),
  );
}

function interpolateText(
  text: string,
  settings: Readonly<Record<string, Json>>,
  unresolved: Unresolved[],
  path: readonly string[],
): Json {
  const look = (name: string): Json | undefined => {
    const key = name.trim().startsWith('settings.') ? name.trim().slice('settings.'.length) : '';
    const found = Object.hasOwn(settings, key) ? settings[key] : undefined;
    if (found === undefined) unresolved.push({ path, name: name.trim() });
    return found;
  };
  const whole = WHOLE.exec(text);
  if (whole) return look(whole[1] ?? '') ?? text;
  return text.replace(PART, (match, name: string) => {
    const found = look(name);
    return found === undefined ? match : typeof found === 'string' ? found : JSON.stringify(found);
  });
}
