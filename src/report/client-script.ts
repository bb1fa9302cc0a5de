/**
 * The browser's script of its functions, each in a scope of its own. Node has taken their types away,
 * so that no bundler is needed: that is a program of its own, which a step may not start.
 */
export function clientScript(...functions: readonly (() => void)[]): string {
  return functions.map((run) => `'use strict';\n(${run.toString()})();\n`).join('');
}
