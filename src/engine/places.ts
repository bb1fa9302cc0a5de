/**
 * Every path of a project that a run writes, from the project's folder. What a reader opens lies under
 * `outputs/`, in a folder for each sort of thing; what the engine remembers lies under `.didactic/`.
 * Constants are plain texts: a step's fingerprint leaves out those that it does not use.
 */
export const OUTPUTS = 'outputs';

/** A table of rows, by the name of its artifact. */
export const parquetFile = (artifact: string): string => `${OUTPUTS}/parquet/${artifact}.parquet`;
/** Estimates and other numbers of a step. */
export const modelFile = (step: string): string => `${OUTPUTS}/models/${step}.json`;
/** Printed tables and figures; a format is the ending of a name, such as `tex` or `en.json`. */
export type Printed = 'tables' | 'figures';
export const printedFolder = (sort: Printed): string => `${OUTPUTS}/${sort}/`;
export const printedFile = (sort: Printed, step: string, format: string): string =>
  `${printedFolder(sort)}${step}.${format}`;
export const printedArtifact = (step: string, format: string): string =>
  `${step}_${format.replace('.', '_')}`;
/** What a step that prints declares as its outputs: artifact name -> path. */
export const printedOutputs = (
  sort: Printed,
  step: string,
  formats: readonly string[],
): Record<string, string> =>
  Object.fromEntries(
    formats.map((format) => [printedArtifact(step, format), printedFile(sort, step, format)]),
  );
/** A folder that one step fills: the synthetic raw files, the report. */
export const stepFolder = (step: string): string => `${OUTPUTS}/${step}/`;

/** The step that builds the report, and the page that opens it. */
export const REPORT_STEP = 'report';
export const REPORT_PAGE = 'outputs/report/index.html';

export const MEMORY = '.didactic';
/** What made the current outputs of each step. */
export const RECEIPTS = '.didactic/receipts';
export const receiptFile = (step: string): string => `${RECEIPTS}/${step}.json`;
/** What each run did. */
export const RUNS = '.didactic/runs';
/** Where steps write before their outputs are published. */
export const WORK = '.didactic/work';
export const LOCK = '.didactic/lock';
/** What only saves time and may be lost. */
export const cacheFile = (name: 'memo' | 'files' | 'verdict'): string =>
  `${MEMORY}/cache/${name}.json`;

/** Whether a path, as a step spells it, lies where steps may write: below `outputs/`, without `.` or `..`. */
export function isOutput(path: string): boolean {
  const [first, ...below] = path.replace(/\/$/u, '').split('/');
  return first === OUTPUTS && below.length > 0 && !below.some((part) => /^\.{0,2}$/u.test(part));
}
