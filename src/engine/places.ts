/**
 * Every path of a project that a run writes, from the project's folder. What a reader opens lies under
 * `outputs/`, in a folder for each sort of thing; what the engine remembers lies under `.didactic/`.
 */
export const OUTPUTS = 'outputs';

/** A table of rows, by the name of its artifact. */
export const parquetFile = (artifact: string): string => `${OUTPUTS}/parquet/${artifact}.parquet`;
/** Estimates and other numbers of a step. */
export const modelFile = (step: string): string => `${OUTPUTS}/models/${step}.json`;
/** A printed table or a figure in one format: the ending of its name, such as `tex` or `en.json`. */
export const printedFile = (sort: 'tables' | 'figures', step: string, format: string): string =>
  `${OUTPUTS}/${sort}/${step}.${format}`;
/** A folder that one step fills: the synthetic raw files, the report. */
export const stepFolder = (step: string): string => `${OUTPUTS}/${step}/`;

/** The step that builds the report, and the page that opens it. */
export const REPORT_STEP = 'report';
export const REPORT_PAGE = `${stepFolder(REPORT_STEP)}index.html`;

export const MEMORY = '.didactic';
/** What made the current outputs of each step. */
export const RECEIPTS = `${MEMORY}/receipts`;
export const receiptFile = (step: string): string => `${RECEIPTS}/${step}.json`;
/** What each run did. */
export const RUNS = `${MEMORY}/runs`;
/** Where steps write before their outputs are published. */
export const WORK = `${MEMORY}/work`;
export const LOCK = `${MEMORY}/lock`;
/** What only saves time and may be lost. */
export const cacheFile = (name: 'memo' | 'files' | 'verdict'): string =>
  `${MEMORY}/cache/${name}.json`;

/** Whether a path, as a step spells it, lies where steps may write: below `outputs/`, without `.` or `..`. */
export function isOutput(path: string): boolean {
  const [first, ...below] = path.replace(/\/$/u, '').split('/');
  return first === OUTPUTS && below.length > 0 && !below.some((part) => /^\.{0,2}$/u.test(part));
}
