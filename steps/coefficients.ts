import { z } from 'zod';
import { coefficientsFigure } from '../src/figures/coefficients.ts';
import { readPublished, ROLES } from '../src/records/published.ts';
import { figure } from '../src/templates/figure.ts';
import { figureStep, ofModel } from '../src/templates/figure-step.ts';
import { text } from '../src/templates/text.ts';

/** Draws published coefficients beside those of the study's fits. */
export default figureStep({
  params: z.strictObject({
    ...figure,
    model: z.string().meta({ completes: 'model' }).default('published'),
    /** Kinds of coefficients that are drawn. */
    roles: z.array(z.enum(ROLES)).default(['did']),
    /** Tables that share a scale, from top to bottom. */
    panels: z.union([
      z.record(z.string(), z.array(z.string()).min(1)),
      z.array(z.strictObject({ tables: z.array(z.string()).min(1), axis: text })).min(1),
    ]),
    /** Title of the axis of a panel, by its name. */
    axes: z.record(z.string(), text).default({}),
    tables: z.record(z.string(), text).default({}),
    /** Names of coefficients by `table.column.term`. */
    names: z.record(z.string(), text).default({}),
  }),
  ...ofModel(readPublished, () => ['$.rows']),
  draw: (record, settings, { roles, panels: given, axes, tables, names }) => {
    const panels = Array.isArray(given)
      ? given
      : Object.entries(given).map(([name, all]) => ({ tables: all, axis: axes[name] ?? name }));
    return coefficientsFigure(record, { ...settings, roles, panels, tables, names });
  },
  count: ({ rows }) => ({ coefficients: rows.length }),
});
