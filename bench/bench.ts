/**
 * `npm run bench`: the pipeline. `npm run bench -- econometrics [ROWS]`: the estimators, up to that many
 * rows (10,000,000 unless given; the largest need 6 GiB of memory). `npm run bench -- ingest [ROWS]`: raw files,
 * up to that many rows (1,000,000 unless given).
 */
import { benchEconometrics } from './econometrics.ts';
import { benchIngest } from './ingest.ts';
import { benchPipeline } from './pipeline.ts';

const [what = 'pipeline', rows] = process.argv.slice(2);
if (what === 'econometrics') benchEconometrics(Number(rows ?? 10_000_000));
else if (what === 'ingest') await benchIngest(Number(rows ?? 1_000_000));
else await benchPipeline();
