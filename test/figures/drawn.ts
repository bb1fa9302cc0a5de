import { readFileSync } from 'node:fs';
import type { Figure } from '../../src/figures/figure.ts';
import { notoSansSc } from '../../src/figures/formats/noto-sans-sc.ts';
import { svgElements, type SvgElement } from '../../src/figures/formats/svg-elements.ts';
import { toSvg } from '../../src/figures/formats/to-svg.ts';

export const NOTO = notoSansSc(readFileSync);

/** A drawn text: its words, and the box of its letters in pixels of the SVG. */
export interface DrawnText {
  readonly text: string;
  readonly box: Box;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export async function drawn(figure: Figure) {
  const svg = await toSvg(figure, NOTO);
  const root = svgElements(svg);
  return { svg, root, texts: textsOf(root, [1, 0, 0, 1, 0, 0]) };
}

/** Pairs of texts whose letters touch. */
export function collisions(texts: readonly DrawnText[]): string[] {
  return texts.flatMap((a, i) =>
    texts
      .slice(i + 1)
      .filter((b) => overlap(a.box, b.box))
      .map((b) => `${a.text} | ${b.text}`),
  );
}

/** Texts that the edge of the page cuts. */
export function cutTexts(root: SvgElement, texts: readonly DrawnText[]): string[] {
  const [width, height] = ['width', 'height'].map((name) => Number(root.attributes.get(name)));
  return texts
    .filter(({ box }) => box.left < 0 || box.top < 0 || box.right > width! || box.bottom > height!)
    .map(({ text }) => text);
}

/** Marks of a role, such as `point` or `rule`, by their label for screen readers or their class. */
export function marks(root: SvgElement, group: string): SvgElement[] {
  const own = root.attributes.get('class')?.split(' ') ?? [];
  const found = own.includes(group) ? root.children : [];
  return [...found, ...root.children.flatMap((child) => marks(child, group))];
}

type Matrix = readonly [number, number, number, number, number, number];

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function textsOf(element: SvgElement, around: Matrix): DrawnText[] {
  const matrix = moved(around, element.attributes.get('transform') ?? '');
  const text = element.attributes.get('data-text');
  if (text === undefined) return element.children.flatMap((child) => textsOf(child, matrix));
  const points = element.children.flatMap((path) => pointsOf(path, matrix));
  if (points.length === 0) return [];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [
    {
      text,
      box: {
        left: Math.min(...xs),
        right: Math.max(...xs),
        top: Math.min(...ys),
        bottom: Math.max(...ys),
      },
    },
  ];
}

/** Ends and handles of the curves, which hold the outline between them. */
function pointsOf(path: SvgElement, around: Matrix): [number, number][] {
  const [a, b, c, d, e, f] = moved(around, path.attributes.get('transform') ?? '');
  return outlinePoints(path.attributes.get('d') ?? '').map(([x, y]): [number, number] => [
    a * x + c * y + e,
    b * x + d * y + f,
  ]);
}

/** Places of a letter's path, whose steps are relative but for the first of each contour. */
export function outlinePoints(path: string): [number, number][] {
  let [penX, penY] = [0, 0];
  return [...path.matchAll(/([MlhvqcZ])([^MlhvqcZ]*)/gu)].flatMap(([, letter, list]) => {
    const numbers = (list ?? '').match(/-?(?:\d+\.?\d*|\.\d+)/gu)?.map(Number) ?? [];
    const steps = letter === 'h' ? [numbers[0]!, 0] : letter === 'v' ? [0, numbers[0]!] : numbers;
    const [fromX, fromY] = letter === 'M' ? [0, 0] : [penX, penY];
    const places = Array.from({ length: steps.length / 2 }, (_, i): [number, number] => [
      fromX + steps[2 * i]!,
      fromY + steps[2 * i + 1]!,
    ]);
    [penX, penY] = places.at(-1) ?? [penX, penY];
    return places;
  });
}

function moved(around: Matrix, transform: string): Matrix {
  return [...transform.matchAll(/(\w+)\(([^)]*)\)/gu)].reduce<Matrix>((m, [, kind, list]) => {
    const [x = 0, y = 0] = (list ?? '').split(/[ ,]+/u).map(Number);
    const [a, b, c, d, e, f] = m;
    if (kind === 'translate') return [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
    const [cos, sin] = [Math.cos((x * Math.PI) / 180), Math.sin((x * Math.PI) / 180)];
    if (kind !== 'rotate') throw new Error(`unknown transform ${transform}`);
    return [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }, around);
}
