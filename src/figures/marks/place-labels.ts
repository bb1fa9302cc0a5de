/** A box in pixels, y down. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A label that belongs beside a set of points. */
export interface Label {
  readonly width: number;
  readonly height: number;
  /** What it names: it stands beside this box, or on it. */
  readonly around: Box;
}

/** Pixels between a label and what it names. */
const GAP = 6;
/** Steps along each side at which a label is tried. */
const STEPS = 8;

/**
 * Middles of labels beside what they name, in the order given: each where it covers the fewest
 * points, overlaps no label before it and stays inside `frame`; null where there is no such place.
 */
export function placeLabels(
  labels: readonly Label[],
  points: readonly (readonly [x: number, y: number])[],
  frame: Box,
): ({ readonly x: number; readonly y: number } | null)[] {
  const taken: Box[] = [];
  return labels.map((label) => {
    const free = candidates(label)
      .map(([x, y]) => ({ x, y, box: boxAt(x, y, label) }))
      .filter(({ box }) => isInside(box, frame) && !taken.some((other) => overlaps(box, other)))
      .map((place) => ({ ...place, covered: points.filter((p) => holds(place.box, p)).length }));
    const [first] = free;
    if (first === undefined) return null;
    const { x, y, box } = free.reduce((best, own) => (own.covered < best.covered ? own : best));
    taken.push(box);
    return { x, y };
  });
}

/** Middles around the box: beside it first, then above and below. */
function candidates({ width, height, around }: Label): [number, number][] {
  const { left, right, top, bottom } = around;
  const steps = Array.from({ length: STEPS + 1 }, (_, i) => i / STEPS);
  const nearMiddle = steps.toSorted((a, b) => Math.abs(a - 0.5) - Math.abs(b - 0.5));
  return nearMiddle.flatMap((share): [number, number][] => {
    const [x, y] = [left + share * (right - left), top + share * (bottom - top)];
    return [
      [right + GAP + width / 2, y],
      [left - GAP - width / 2, y],
      [x, top - GAP - height / 2],
      [x, bottom + GAP + height / 2],
    ];
  });
}

function boxAt(x: number, y: number, { width, height }: Label): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function isInside(box: Box, frame: Box): boolean {
  return (
    box.left >= frame.left &&
    box.right <= frame.right &&
    box.top >= frame.top &&
    box.bottom <= frame.bottom
  );
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function holds(box: Box, [x, y]: readonly [number, number]): boolean {
  return x > box.left - 3 && x < box.right + 3 && y > box.top - 3 && y < box.bottom + 3;
}
