import { z } from 'zod';
import { number, numbers, reader, type RecordOf } from './record.ts';

const p = z.object({ p_value: number });

const shape = z.object({
  mechanisms: z.array(
    z.object({
      mediator: z.string(),
      moderation: z.object({
        effects: z.array(z.object({ where: z.string(), ...numbers('estimate', 'std_error') })),
        interaction: z.object(numbers('estimate', 'p_value')),
      }),
      mediation: z.object({
        ...numbers('a', 'b', 'product', 'total', 'direct', 'share'),
        joint: p,
        sobel: p,
        bootstrap: z.object(numbers('conf_low', 'conf_high')).nullable(),
      }),
    }),
  ),
});

/** What the steps of each mechanism give together; their fits stand beside. */
export type MechanismsRecord = RecordOf<typeof shape>;
export type MechanismRecord = MechanismsRecord['mechanisms'][number];

export const readMechanisms = reader(shape);
