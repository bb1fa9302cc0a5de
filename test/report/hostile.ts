/** What the payloads below would set as the title of a page that runs them. */
export const RUN = 'a hostile string ran';

const CALL = `document.title='${RUN}'`;

/** Ways out of the places where a page puts text. */
const EXITS = ['', '">', "'>", '</script>', '</title>', '</style>', '</td></tr></table>', '-->'];

const PAYLOADS = [
  `<script>${CALL}</script>`,
  `<img src=x onerror="${CALL}">`,
  `<svg onload=${CALL}>`,
  `<svg><script>${CALL}</script></svg>`,
  `<a href="javascript:${CALL}">x</a>`,
  `javascript:${CALL}`,
  `" onmouseover="${CALL}" x="`,
  `' onfocus='${CALL}' autofocus='`,
  `\` onfocus=${CALL} autofocus \``,
  `<iframe srcdoc="<script>parent.${CALL}</script>">`,
  `<base href="https://hostile.example/">`,
  `<meta http-equiv="refresh" content="0;url=https://hostile.example/">`,
  `<link rel="stylesheet" href="https://hostile.example/x.css">`,
  `<style>@import "https://hostile.example/x.css";</style>`,
  `<!--<script>${CALL}//-->`,
  `<![CDATA[<script>${CALL}</script>]]>`,
  `<template><script>${CALL}</script></template>`,
  `&lt;script&gt;${CALL}&lt;/script&gt;`,
  `&#60;script&#62;${CALL}&#60;/script&#62;`,
  `\${${CALL}}{{${CALL}}}`,
  `\u2028${CALL}\u2029`,
  `\u202egnp.\u2066exe\u200f`,
  `a\u0000b\u0001c\u001bd\u007fe`,
  `\ud800lone\udc00`,
  `深圳市${'\u0301'.repeat(40)}`,
] as const;

/** Two hundred names of applicants, cities and columns that no source should have. */
export const HOSTILE: readonly string[] = EXITS.flatMap((exit) =>
  PAYLOADS.map((payload) => exit + payload),
);
