/** Every word of the report itself; the catalogue of a language that lacks one does not compile. */
export interface Words {
  readonly otherLanguage: string;
  readonly skip: string;
  readonly mainMenu: string;
  readonly synthetic: string;
  readonly nav: Readonly<Record<NavPage, string>>;
  readonly study: {
    readonly headline: string;
    readonly headlineOf: (label: string, low: string, high: string) => string;
    readonly contents: string;
    readonly contentOf: Readonly<Record<Exclude<NavPage, 'index'>, string>>;
    readonly made: string;
  };
  readonly term: {
    readonly term: string;
    readonly estimate: string;
    readonly stdError: string;
    readonly statistic: string;
    readonly pValue: string;
    readonly interval: string;
    readonly low: string;
    readonly high: string;
  };
  readonly fit: {
    readonly model: string;
    readonly formula: string;
    readonly estimator: string;
    readonly outcome: string;
    readonly sample: string;
    readonly rows: string;
    readonly parameters: string;
    readonly degrees: string;
    readonly vcov: string;
    readonly smallSample: string;
    readonly effects: string;
    readonly levels: string;
    readonly absorbed: string;
    readonly droppedTerms: string;
    readonly droppedRows: string;
    readonly singletons: string;
    readonly none: string;
    readonly reason: string;
    readonly covariance: string;
    readonly goodness: string;
    readonly constant: string;
    readonly file: string;
    readonly place: string;
    readonly usedIn: string;
    readonly restUsedIn: string;
    readonly notPrinted: string;
    readonly columns: (numbers: readonly string[]) => string;
    readonly panel: (name: string) => string;
    readonly factors: (preset: string, ofParameters: string, ofClusters: string) => string;
    readonly counted: (parameters: string) => string;
    readonly terms: string;
    readonly noFits: string;
  };
  readonly step: {
    readonly step: string;
    readonly kind: string;
    readonly kindOf: Readonly<Record<string, string>>;
    readonly code: string;
    readonly needs: string;
    readonly usedBy: string;
    readonly reads: string;
    readonly parameters: string;
    readonly counts: string;
    readonly outputs: string;
    readonly shownOn: string;
    readonly downloads: string;
    readonly contract: string;
    readonly noContract: string;
    readonly contractHolds: string;
    readonly nothing: string;
  };
  readonly data: {
    readonly table: string;
    readonly file: string;
    readonly rows: string;
    readonly columns: string;
    readonly size: string;
    readonly hash: string;
    readonly madeBy: string;
    readonly profile: string;
    readonly column: string;
    readonly type: string;
    readonly missing: string;
    readonly distinct: string;
    readonly minimum: string;
    readonly median: string;
    readonly frequent: string;
    readonly maximum: string;
    readonly distribution: string;
    /** Behind the type of a column whose values name something. */
    readonly isCode: string;
    /** Of a column whose values are all as frequent. */
    readonly each: (rows: string) => string;
    readonly bars: (column: string, bars: string) => string;
    readonly cut: (letters: string) => string;
    readonly first: (shown: string, all: string) => string;
    readonly row: string;
    readonly isMissing: string;
    readonly empty: string;
  };
  readonly flow: {
    readonly steps: string;
    readonly rowsIn: string;
    readonly rowsOut: string;
    readonly notUsed: string;
    readonly counts: string;
    /** What a count counts, with its unit; a step of one's own may count what is not here. */
    readonly counted: Readonly<Record<string, string>>;
    readonly rejects: string;
    readonly entries: string;
    readonly entry: string;
    readonly noRejects: string;
    readonly reasonOf: (step: string) => string;
  };
  readonly rule: {
    readonly key: (columns: string) => string;
    readonly notNull: (columns: string) => string;
    readonly range: (column: string, low: string, high: string) => string;
    readonly rows: (rows: string) => string;
    readonly balanced: string;
    readonly accepted: (column: string, values: string) => string;
    readonly references: (column: string, target: string) => string;
    readonly checks: (file: string) => string;
    readonly rule: string;
    readonly result: string;
    readonly holds: string;
  };
  readonly figure: {
    readonly numbers: string;
    readonly sources: string;
    readonly none: string;
  };
  readonly table: { readonly sourceHint: string; readonly none: string; readonly madeBy: string };
  readonly pipeline: {
    readonly shown: string;
    readonly list: string;
    readonly node: (step: string, kind: string, facts: string) => string;
  };
  readonly published: {
    readonly inside: string;
    readonly signs: string;
    readonly significance: string;
    readonly otherInside: string;
    readonly missing: string;
    readonly column: string;
    readonly published: string;
    readonly computed: string;
    readonly to: string;
    readonly isInside: string;
    readonly sign: string;
    readonly level: string;
    readonly yes: string;
    readonly no: string;
    readonly reasons: string;
    readonly noData: string;
    readonly printed: string;
  };
  readonly runTimes: {
    readonly title: string;
    readonly caption: string;
    readonly took: string;
    readonly finished: string;
    readonly runs: string;
    readonly started: string;
    readonly state: string;
    readonly stateOf: Readonly<Record<'ok' | 'failed' | 'interrupted', string>>;
    readonly built: string;
  };
  readonly pager: {
    readonly controls: string;
    readonly filter: (shown: string, all: string) => string;
    readonly previous: string;
    readonly next: string;
    readonly goTo: string;
    /** `{from}`, `{to}` and `{all}` are filled in by the page. */
    readonly shown: string;
    readonly shownNone: string;
    readonly sortHint: string;
  };
}

export const NAV = [
  'index',
  'data-flow',
  'tables',
  'figures',
  'published',
  'paper-check',
  'pipeline',
  'data',
  'models',
] as const;
export type NavPage = (typeof NAV)[number];
