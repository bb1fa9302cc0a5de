/** The one style sheet of the report. Contrast is at least 4.5:1 for text and 3:1 for marks. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f23; --soft: #57606a; --line: #8c959f; --fine: #d0d7de;
  --link: #0550ae; --shade: #f3f5f7; --banner: #fff1c9; --mark: #0072b2; --focus: #d55e00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --ink: #e6e9ec; --soft: #aab2ba; --line: #7d8690; --fine: #3a4149;
    --link: #7ab8ff; --shade: #1f2429; --banner: #4a3a00; --mark: #56b4e9; --focus: #ffb454;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); }
body {
  margin: 0 auto; max-width: 76rem; padding: 0 1rem 3rem; line-height: 1.5;
  font-family: system-ui, "Segoe UI", "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.2rem 0 0.6rem; }
h2 { font-size: 1.2rem; margin: 1.8rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 0.4rem; }
p, dl, ul { margin: 0.5rem 0; max-width: 50rem; }
h1, h2, h3, p, li, dd, dt, summary { overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--focus); outline-offset: 2px;
}
main:focus { outline: none; }
.skip { position: absolute; left: -100rem; background: var(--paper); padding: 0.5rem 1rem; }
.skip:focus { left: 1rem; top: 0.5rem; z-index: 1; }
header { border-bottom: 1px solid var(--line); }
.study { font-weight: 600; margin: 0.8rem 0 0.2rem; max-width: none; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.1rem; padding: 0; margin: 0 0 0.4rem; max-width: none; }
nav a { display: inline-block; padding: 0.25rem 0; min-height: 24px; }
nav a[aria-current] { font-weight: 700; text-decoration-thickness: 3px; color: var(--ink); }
.language { margin-left: auto; }
.banner { background: var(--banner); border: 1px solid var(--line); padding: 0.4rem 0.7rem; max-width: none; font-weight: 600; }
/* For screen readers only. */
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); }
.wide { overflow-x: auto; max-width: 100%; margin: 0.6rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0 0 0.4rem; }
th, td { padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--fine); }
thead th { border-bottom: 1px solid var(--line); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 500; }
.number { text-align: right; white-space: nowrap; }
.missing { color: var(--soft); font-style: italic; }
td a, th a { display: inline-block; min-height: 24px; }
.rows td { max-width: 24rem; overflow-wrap: anywhere; }
.printed .panel > * { border-top: 1px solid var(--line); text-align: left; font-style: italic; padding-top: 0.4rem; }
.printed { border-top: 2px solid var(--ink); border-bottom: 2px solid var(--ink); }
.printed th, .printed td { border: 0; padding: 0.1rem 0.8rem; }
.printed thead tr:last-child > * { border-bottom: 1px solid var(--ink); }
.printed tr.rule > * { border-top: 1px solid var(--ink); }
.printed td { text-align: center; white-space: nowrap; }
.printed td.left { text-align: left; white-space: normal; }
.printed td.right { text-align: right; }
.printed th[scope="col"], .printed th[scope="colgroup"] { text-align: center; }
.printed thead th:first-child { text-align: left; }
.printed th[scope="colgroup"] { border-bottom: 1px solid var(--line); }
.notes { font-size: 0.9rem; }
dl.facts { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.25rem 1.2rem; max-width: none; }
dt { color: var(--soft); }
dd { margin: 0; }
.inline { display: inline; list-style: none; padding: 0; }
.inline li { display: inline-block; margin-right: 0.8rem; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; font-size: 0.9em; }
code { overflow-wrap: anywhere; }
table code { overflow-wrap: break-word; }
pre { background: var(--shade); padding: 0.6rem; overflow-x: auto; margin: 0.4rem 0; }
summary { cursor: pointer; padding: 0.25rem 0; min-height: 24px; font-weight: 600; }
.headline { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1rem; max-width: none; }
.headline li { background: var(--shade); border-left: 4px solid var(--mark); padding: 0.6rem 1rem; min-width: 14rem; flex: 1 1 14rem; }
.headline strong { display: block; font-size: 1.9rem; line-height: 1.2; }
figure { margin: 1rem 0; }
figure img { max-width: 100%; height: auto; background: #ffffff; border: 1px solid var(--fine); }
figcaption { max-width: 50rem; }
.gallery { list-style: none; padding: 0; max-width: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 28rem), 1fr)); gap: 1rem 1.5rem; }
.gallery img { max-height: 26rem; }
.bars { display: block; }
.bars rect { fill: var(--mark); }
.bars line { stroke: var(--line); }
.graph { max-width: none; display: block; }
.graph rect { fill: var(--paper); stroke: var(--line); }
.graph .sql rect { fill: var(--shade); }
.graph .shell rect { stroke-dasharray: 4 2; }
.graph path { fill: none; stroke: var(--line); }
.graph .head { fill: var(--line); stroke: none; }
.graph text { fill: var(--ink); font-size: 13px; }
.graph .facts { fill: var(--soft); font-size: 11px; }
.graph a:focus-visible { outline: none; }
.graph a:focus-visible rect { stroke: var(--focus); stroke-width: 3; }
.graph a:hover rect { stroke: var(--link); stroke-width: 2; }
.pager { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; background: var(--shade); padding: 0.5rem 0.7rem; border: 0; margin: 0.5rem 0 0; }
.pager[hidden] { display: none; }
.pager legend { float: left; width: 100%; padding: 0; font-weight: 600; }
.pager label { display: block; }
.pager input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); padding: 0.2rem 0.4rem; min-height: 28px; max-width: 100%; }
button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); padding: 0.2rem 0.6rem; min-height: 28px; cursor: pointer; }
button:disabled { color: var(--soft); cursor: default; }
th button { border: 0; background: none; padding: 0; font-weight: 600; text-align: inherit; text-decoration: underline; text-underline-offset: 0.2em; min-height: 24px; }
th[aria-sort="ascending"] button::after { content: " \\25B2"; content: " \\25B2" / ""; }
th[aria-sort="descending"] button::after { content: " \\25BC"; content: " \\25BC" / ""; }
@media (max-width: 40rem) {
  dl.facts { grid-template-columns: 1fr; gap: 0; }
  dd { margin: 0 0 0.5rem; }
  .language { margin-left: 0; }
}
@page { size: A4; margin: 16mm; }
@page wide { size: A4 landscape; margin: 12mm; }
@media print {
  :root {
    --paper: #ffffff; --ink: #000000; --soft: #444444; --line: #555555; --fine: #bbbbbb;
    --link: #000000; --shade: #f3f5f7; --banner: #ffffff; --mark: #444444;
  }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  nav, .skip, .pager, .screen, [data-hint] { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; }
  thead { display: table-header-group; }
  tr, figure, .headline li { break-inside: avoid; }
  h2, h3, caption, summary { break-after: avoid; }
  .wide { overflow: visible; }
  .wide:has(> .rows), .wide:has(> .graph) { page: wide; }
  .rows { font-size: 5pt; table-layout: fixed; width: 100%; }
  .rows th, .rows td { padding: 0.5pt 1pt; max-width: none; white-space: normal; overflow-wrap: anywhere; }
  .graph { width: 100%; height: auto; }
}
`;
