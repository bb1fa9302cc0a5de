import type {
  Ask,
  AskedFit,
  FitFacts,
  SettingBehind,
  StepContext,
  StepFacts,
  Telling,
} from '../step.ts';
import type { Json } from './state/hash.ts';
import type { TableProfile } from './state/receipt.ts';
import type { StepSpec, Study } from './study/study.ts';

/** The code of a step, normalised: what a reader would call the same code has the same hash. */
export interface CodeFacts {
  readonly hash: string;
  /** Project files whose bytes the hash depends on -> SHA-256. */
  readonly files: Readonly<Record<string, string>>;
  /** Tool or package -> version. */
  readonly tools: Readonly<Record<string, string>>;
}

/** Table -> columns that are read of it; '*' is all. A table that is not named is not read. */
export type Reads = Readonly<Record<string, readonly string[] | '*'>>;

/** Columns of a table in order, with their DuckDB types. */
export type TableColumns = readonly { readonly name: string; readonly type: string }[];

/** Table -> its columns, for those whose columns are known. */
export type Schemas = Readonly<Record<string, TableColumns>>;

/** What only a step's own code knows: asked before anything runs. */
export interface Described {
  /** Parameters with those that it takes from the study. */
  readonly params: Readonly<Record<string, Json>>;
  /** Parameter -> where it stands, for those that the study gave. */
  readonly places: Readonly<Record<string, string>>;
  /** Settings that its code names. */
  readonly settings: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly reads: Reads;
  /** Table that it reads -> where it is named. */
  readonly named: Readonly<Record<string, string>>;
  readonly models: readonly string[];
  readonly files: readonly string[];
  readonly fits: readonly FitFacts[];
  readonly asks: readonly Ask[];
  readonly tables: Readonly<Record<string, TableColumns>>;
  readonly tells: readonly Telling[];
  readonly synthetic: boolean;
  /** What its counts count. */
  readonly unit: string;
  readonly seesSteps: boolean;
  /** Lists of which an entry matters only where it names a file that the step reads: parameter -> key. */
  readonly byFile: Readonly<Record<string, string>>;
}

/** What a step says whose code says no more than `pipeline.yaml`. */
export function plainly(step: StepSpec): Described {
  return {
    params: step.with,
    places: {},
    settings: [],
    outputs: step.outputs,
    reads: {},
    named: {},
    models: [],
    files: [],
    fits: [],
    asks: [],
    tables: {},
    tells: [],
    synthetic: false,
    unit: '',
    seesSteps: false,
    byFile: {},
  };
}

/** What the SQL of a step's own checks names. */
export interface CheckNames {
  readonly tables: readonly string[];
  readonly variables: readonly string[];
}

/** What a column of a step's table, or all of the step, is made of. */
export interface Sources {
  readonly settings: readonly string[];
  readonly reads: Reads;
}

export interface InputFile {
  readonly name: string;
  /** The step that made it. */
  readonly step: string;
  /** Absolute path. */
  readonly path: string;
  readonly table?: TableProfile;
}

/** What a step is told of what it reads, beside its inputs. */
export interface Told {
  readonly synthetic: boolean;
  readonly settings: readonly SettingBehind[];
  readonly fits: readonly AskedFit[];
  readonly steps: readonly StepFacts[];
}

/** All that a step needs to run, as JSON, so that it can run in another process or machine. */
export interface Job extends Told {
  readonly step: string;
  readonly kind: string;
  readonly root: string;
  readonly run: string;
  readonly tool: boolean;
  readonly params: Readonly<Record<string, Json>>;
  readonly inputs: readonly InputFile[];
  /** Columns that may be read of each input table. */
  readonly reads: Reads;
  /** Step -> absolute path of its model file. */
  readonly models: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  /** Artifact name -> absolute path in the step's private folder. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly work: string;
  readonly threads: number;
}

export type JobHooks = Pick<StepContext<unknown>, 'count' | 'progress' | 'log' | 'warn'> & {
  readonly signal: AbortSignal;
};

export interface Contract {
  readonly step: string;
  readonly root: string;
  readonly expect: StepSpec['expect'];
  /** SQL file of the step's own checks, relative to the project; absent where there is none. */
  readonly checks?: string;
  readonly params: Readonly<Record<string, Json>>;
  /** The step's new tables, under their artifact names. */
  readonly tables: readonly InputFile[];
  readonly inputs: readonly InputFile[];
}

/** A way in which a step is written and run: SQL, TypeScript, a shell's command. */
export interface Kind {
  /** How the graph draws its steps: the brackets of Mermaid, the shape of Graphviz. */
  readonly drawn: { readonly mermaid: readonly [string, string]; readonly dot: string };
  /** Throws where the file that it runs is not there. */
  find(step: StepSpec): Promise<void>;
  /** Normalised code; remembers by the files it names. */
  code(step: StepSpec): Promise<CodeFacts>;
  /** Asked for all steps of the kind at once, since an answer may need a process. */
  describe(steps: readonly StepSpec[], study: Study): Promise<ReadonlyMap<string, Described>>;
  /** Columns of each table that it reads, where the columns of these are known. */
  reads(step: StepSpec, described: Described, tables: Schemas): Promise<Reads>;
  /** Columns of the tables that it will write, as far as can be told before it runs. */
  schemas(step: StepSpec, described: Described, tables: Schemas): Promise<Schemas>;
  /** What one column of its table is made of; undefined where it cannot tell columns apart. */
  sources(
    step: StepSpec,
    described: Described,
    tables: Schemas,
    column: string,
  ): Promise<Sources | undefined>;
  run(job: Job, hooks: JobHooks): Promise<void>;
}

/** How steps run: what the engine asks of the code that knows SQL, TypeScript and shells. */
export interface Kinds {
  of(kind: string): Kind;
  profile(path: string): Promise<TableProfile>;
  checkNames(path: string): Promise<CheckNames>;
  /** Throws E_CONTRACT with the offending rows. */
  check(contract: Contract): Promise<void>;
}
