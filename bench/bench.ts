/**
 * `npm run bench`: the pipeline. `npm run bench -- econometrics [ROWS]`: the estimators, up to that many
 * rows (10,000,000 unless given; the largest need 6 GiB of memory).
 */
import { benchEconometrics } from './econometrics.ts';
import { benchPipeline } from './pipeline.ts';

const [what = 'pipeline', rows = '10000000'] = process.argv.slice(2);
if (what === 'econometrics') benchEconometrics(Number(rows));
else await benchPipeline();
