import { join } from 'node:path';
import { z } from 'zod';
import { stepFolder } from '../src/engine/places.ts';
import { cityList } from '../src/demo/world/city-list.ts';
import { demoFiles } from '../src/demo/demo-files.ts';
import { PATENT_FORMS, STATISTICS_FORMS } from '../src/demo/demo-forms.ts';
import { readReference } from '../src/io/raw/raw-files.ts';
import { writeBytes } from '../src/io/write.ts';
import { defineStep } from '../src/step.ts';

/** Synthetic raw files in the sources' own formats, from a seed. Reads the list of real cities. */
export default defineStep({
  synthetic: true,
  inherits: ['seed'],
  params: z
    .strictObject({
      seed: z.int().nonnegative(),
      first_year: z.int().default(2006),
      last_year: z.int().default(2019),
      policy_year: z.int().default(2017),
      /** The sources in whose form the same world is written. */
      patents: z.enum(PATENT_FORMS).default('incopat'),
      statistics: z.enum(STATISTICS_FORMS).default('yearbooks'),
    })
    .refine(({ first_year, last_year }) => first_year <= last_year, {
      error: 'last_year is before first_year',
    }),
  outputs: () => ({ demo: stepFolder('demo') }),
  async run(context) {
    const { seed, first_year, last_year, policy_year, patents, statistics } = context.params;
    const cities = cityList(readReference(context, 'cities'));
    const options = { cities, firstYear: first_year, lastYear: last_year, policyYear: policy_year };
    let files = 0;
    let bytes = 0;
    for (const file of demoFiles(seed, options, { patents, statistics })) {
      await writeBytes(join(context.output('demo'), file.path), file.bytes);
      files += 1;
      bytes += file.bytes.length;
    }
    context.count({ files, bytes });
  },
});
