import type { AnyFit } from '../econometrics/fit.ts';
import type { TableProfile } from '../io/tables/output-reader.ts';
import type { Frequency } from '../io/tables/summary.ts';
import type { Finding } from '../published/finding.ts';
import type { PublishedRow, PublishedSummary } from '../published/comparison/row.ts';
import type { ArtifactFacts, StepFacts } from '../step.ts';
import type { CellSource, Table } from '../tables/table.ts';
import type { Language, Text } from '../text/language.ts';

/** The fits of a model file, and what else stands in it. */
export interface ModelFile {
  readonly step: string;
  /** From the project's folder. */
  readonly path: string;
  readonly fits: readonly AnyFit[];
  readonly other: Readonly<Record<string, unknown>>;
}

/** A figure as a figure step writes it for the report, in one language. */
export interface FigureFile {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  /** The sentence that says what the figure shows. */
  readonly description: string;
  readonly svg: string;
  readonly data: {
    readonly columns: readonly { readonly name: string; readonly label: string }[];
    readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  };
  readonly sources: readonly CellSource[];
}

export type InBoth<T> = Readonly<Record<Language, T>>;

/** A parquet artifact with its profile. */
export interface DataTable extends TableProfile {
  readonly step: string;
  readonly facts: ArtifactFacts;
  readonly rows: number;
}

/** Rows and cells that a step could not use, by reason. */
export interface Rejects {
  readonly step: string;
  readonly artifact: string;
  readonly reasons: readonly Frequency[];
}

/** A number at the head of the report: a term of a fit. */
export interface Headline {
  readonly fit: string;
  readonly term: string;
  readonly label: Text;
}

/** The paper's numbers beside those computed, as their step wrote them. */
export interface PublishedFile {
  readonly step: string;
  /** From the project's folder. */
  readonly path: string;
  readonly banner: InBoth<string>;
  readonly summary: PublishedSummary;
  readonly rows: readonly PublishedRow[];
}

/** What a check of the printed tables against themselves found. */
export interface PaperCheckFile {
  readonly step: string;
  readonly path: string;
  /** The file of printed tables. */
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** All that the report tells of, read and checked. */
export interface SiteData {
  readonly title: Text;
  readonly summary: Text;
  readonly synthetic: boolean;
  readonly headline: readonly Headline[];
  /** Whether the outputs that the pages link to lie beside the report. */
  readonly downloads: boolean;
  readonly steps: readonly StepFacts[];
  readonly tables: readonly { readonly step: string; readonly table: InBoth<Table> }[];
  readonly figures: readonly { readonly step: string; readonly figure: InBoth<FigureFile> }[];
  readonly models: readonly ModelFile[];
  readonly data: readonly DataTable[];
  readonly rejects: readonly Rejects[];
  /** Reasons for rejecting as readers know them, by the name that the tables have. */
  readonly reasonWords: Readonly<Record<string, Text>>;
  readonly published?: PublishedFile;
  readonly paperCheck?: PaperCheckFile;
}
