import type { DemoFile } from './demo-file.ts';
import type { DemoForms } from './demo-forms.ts';
import type { World } from './world/simulate-world.ts';

const FOLDERS = {
  incopat: 'patent exports of InCoPat, one result list a filing year, in overlapping batches',
  patstat: 'tables of PATSTAT in parts; cities stand in the addresses of applicants',
  lens: 'JSON lines of Lens.org, and a file of application number and city',
  yearbooks:
    "a researcher's panel of cities, and yearbook-like files (edition year = year of the data + 1)",
  csmar_eps: 'tables of CSMAR with codes for headers, and a workbook of EPS',
  dta: 'one panel of Stata',
} as const;

/** A note beside the files: what is synthetic (all but the names and codes), and from which seed. */
export function readmeFile(world: World, { patents, statistics }: DemoForms): DemoFile {
  const text = `# Synthetic data / 合成数据

Every file in this folder is made by a program from the seed ${world.seed}, for the years
${world.firstYear} to ${world.lastYear} with a policy from ${world.policyYear} on. The names and codes of cities and provinces and
which of them took part in which policy are real. **Everything else is invented**: patents,
applicants, citations, statistics and the marketisation index describe no real patent, person,
firm or place, and no result of them says anything about the world.

本目录全部文件由程序按种子生成。除城市与省份的名称、代码及政策名单外，专利、申请人、引证、
统计数据与市场化指数均为**合成数据**，不对应任何真实的专利、个人、企业或地区。

| folder | what it looks like |
|---|---|
| incopat/ | ${FOLDERS[patents]} |
| statistics/ | ${FOLDERS[statistics]} |
| marketisation/ | the marketisation index by province and year, in two files that share a year |

The files carry the faults that real ones have, on purpose. docs/demo-world.md states the equations
behind the numbers and lists the faults.
`;
  return { path: 'README.md', bytes: new TextEncoder().encode(text) };
}
