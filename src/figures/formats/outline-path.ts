/** A step of a letter's outline, as fontkit has it: units of the font, y up. */
export interface OutlineStep {
  readonly command: string;
  readonly args: readonly number[];
}

/** Hundredths of a pixel: what an SVG shows. */
const FINE = 100;
const LETTERS: Readonly<Record<string, string>> = {
  lineTo: 'l',
  quadraticCurveTo: 'q',
  bezierCurveTo: 'c',
};

/**
 * SVG path data of an outline in pixels, y down, its origin at (x, y). Steps are relative, in whole
 * hundredths, so that letters take half the bytes of absolute places and rounding does not add up.
 */
export function outlinePath(
  outline: readonly OutlineStep[],
  scale: number,
  x: number,
  y: number,
): string {
  let [penX, penY] = [0, 0];
  const parts = outline.map(({ command, args }) => {
    if (command === 'closePath') return 'Z';
    const places = args.map((arg, i) =>
      Math.round(FINE * (i % 2 === 0 ? x + scale * arg : y - scale * arg)),
    );
    const letter = LETTERS[command];
    const [fromX, fromY] = letter === undefined ? [0, 0] : [penX, penY];
    [penX, penY] = [places.at(-2)!, places.at(-1)!];
    const steps = places.map((place, i) => place - (i % 2 === 0 ? fromX : fromY));
    if (letter === 'l' && steps[1] === 0) return `h${short(steps[0]!)}`;
    if (letter === 'l' && steps[0] === 0) return `v${short(steps[1]!)}`;
    return `${letter ?? 'M'}${joined(steps)}`;
  });
  return parts.join('');
}

/** Numbers with a space between them where the sign does not part them. */
function joined(steps: readonly number[]): string {
  return steps.map((step, i) => (i > 0 && step >= 0 ? ` ${short(step)}` : short(step))).join('');
}

/** `.5` for 50 hundredths. */
function short(hundredths: number): string {
  return String(hundredths / FINE).replace(/^(?<sign>-?)0\./u, '$<sign>.');
}
