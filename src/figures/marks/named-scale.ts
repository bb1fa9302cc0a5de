/** How a legend shows the names of a scale. */
interface LegendLook {
  readonly symbolType?: 'stroke' | 'square';
  readonly symbolSize: number;
  readonly symbolStrokeWidth: number;
  readonly direction?: 'vertical';
}

/** Legends that show lines show a piece of each, long enough for its dashes. */
export const LINES: LegendLook = { symbolType: 'stroke', symbolSize: 600, symbolStrokeWidth: 2 };

const ABOVE = { title: null, orient: 'top' as const, labelFontSize: 12, labelLimit: 0 };

/**
 * A scale from names, in their order, to looks, with a legend above the figure, or none. Scales of
 * colour, fill, shape and dash over the same names share one legend.
 */
export function namedScale<Look>(
  field: string,
  names: readonly string[],
  looks: readonly Look[],
  legend: LegendLook | null,
) {
  return {
    field,
    type: 'nominal' as const,
    scale: { domain: [...names], range: [...looks] },
    legend: legend && { ...ABOVE, ...legend },
  };
}
