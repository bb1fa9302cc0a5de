import { unescaped } from './text-to-paths.ts';

/** An element of an SVG as `toSvg` writes it. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: SvgElement[];
  /** What stands in it before its first child. */
  readonly text: string;
}

const TAG =
  /<(?<close>\/)?(?<name>[a-zA-Z]+)(?<attributes>(?: [\w:-]+="[^"]*")*) ?(?<empty>\/)?>/gu;

/** Reads an SVG of `toSvg`: elements and attributes in double quotes. No reader for other SVG. */
export function svgElements(svg: string): SvgElement {
  const top: SvgElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [top];
  for (const { 0: tag, index, groups } of svg.matchAll(TAG)) {
    const name = groups?.['name'] ?? '';
    if (groups?.['close'] !== undefined) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
      continue;
    }
    const attributes = (groups?.['attributes'] ?? '').matchAll(/ (?<n>[\w:-]+)="(?<v>[^"]*)"/gu);
    const element: SvgElement = {
      name,
      attributes: new Map(
        [...attributes].map((m) => [m.groups?.['n'] ?? '', m.groups?.['v'] ?? '']),
      ),
      children: [],
      text: unescaped(svg.slice(index + tag.length, svg.indexOf('<', index + tag.length))),
    };
    open.at(-1)?.children.push(element);
    if (groups?.['empty'] === undefined) open.push(element);
  }
  const [root] = top.children;
  if (root === undefined || open.length !== 1) throw new Error('an SVG that does not end');
  return root;
}
