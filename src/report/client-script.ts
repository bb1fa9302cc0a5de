/**
 * The browser's script of its TypeScript files, each in a scope of its own. They are classic scripts
 * and import nothing, since a page opened from a file may load no modules; `strip` takes their types
 * away, which needs no bundler: that is a program of its own, which a step may not start.
 */
export function clientScript(
  sources: readonly string[],
  strip: (source: string) => string,
): string {
  return sources.map((source) => `(() => {\n'use strict';\n${strip(source)}})();\n`).join('');
}
