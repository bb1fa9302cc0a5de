import type { Json } from '../state/hash.ts';

const WHOLE = /^\$\{([^}]*)\}$/;
const PART = /\$\{([^}]*)\}/g;

/** What `${…}` may name, and what was found of it. */
export interface Names {
  readonly settings: Readonly<Record<string, Json>>;
  /** Other names, such as `step`. */
  readonly others: Readonly<Record<string, string>>;
  /** Settings that were named. */
  readonly used: Set<string>;
  /** Called where a text is a setting and nothing else. */
  readonly repeats: (path: readonly string[], setting: string) => void;
  /** Called with the path below the value and the name for what cannot be resolved. */
  readonly unknown: (path: readonly string[], name: string) => void;
}

/**
 * Replaces `${settings.x}` in every string of a JSON value. A string that is nothing else takes the
 * setting's own type. A single word that nobody here knows stays as it is: it is the step's own, such
 * as `${column}`.
 */
export function interpolate(value: Json, names: Names, path: readonly string[] = []): Json {
  if (typeof value === 'string') return interpolateText(value, names, path);
  if (Array.isArray(value)) {
    return value.map((item: Json, i) => interpolate(item, names, [...path, `${i}`]));
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Record<string, Json>);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, interpolate(item, names, [...path, key])]),
  );
}

function interpolateText(text: string, names: Names, path: readonly string[]): Json {
  const look = (written: string): Json | undefined => {
    const name = written.trim();
    if (Object.hasOwn(names.others, name)) return names.others[name];
    if (/^\w+$/.test(name)) return undefined;
    const key = name.startsWith('settings.') ? name.slice('settings.'.length) : '';
    const found = Object.hasOwn(names.settings, key) ? names.settings[key] : undefined;
    if (found === undefined) names.unknown(path, name);
    else names.used.add(key);
    return found;
  };
  const whole = WHOLE.exec(text);
  if (whole) {
    const setting = /^settings\.(.*)$/.exec((whole[1] ?? '').trim())?.[1];
    if (setting !== undefined) names.repeats(path, setting);
    return look(whole[1] ?? '') ?? text;
  }
  return text.replace(PART, (match, name: string) => {
    const found = look(name);
    return found === undefined ? match : typeof found === 'string' ? found : JSON.stringify(found);
  });
}
