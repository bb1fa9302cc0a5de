import type { TableProfile } from '../io/tables/output-reader.ts';
import type { Frequency } from '../io/tables/summary.ts';
import type { FigureRecord } from '../records/figure.ts';
import type { ModelRecord } from '../records/fits.ts';
import type { PaperCheckRecord } from '../records/paper-check.ts';
import type { PublishedRecord } from '../records/published.ts';
import type { Survey } from '../sources/survey.ts';
import type { ArtifactFacts, StepFacts } from '../step.ts';
import type { Table } from '../tables/table.ts';
import type { Language, Text } from '../text/language.ts';

/** A record, and the file that it stands in, from the project's folder. */
export type FileOf<R> = R & { readonly step: string; readonly path: string };
export type ModelFile = FileOf<ModelRecord>;

export type InBoth<T> = Readonly<Record<Language, T>>;

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

/** What the raw files of a source step gave. */
export interface SurveyedSource {
  readonly step: string;
  readonly survey: Survey;
}

/** A number at the head of the report: a term of a fit. */
export interface Headline {
  readonly fit: string;
  readonly term: string;
  readonly label: Text;
}

export interface SiteData {
  /** In which the study has texts. */
  readonly languages: readonly Language[];
  readonly title: Text;
  readonly summary: Text;
  readonly synthetic: boolean;
  readonly headline: readonly Headline[];
  /** Whether the outputs that the pages link to lie beside the report. */
  readonly downloads: boolean;
  readonly steps: readonly StepFacts[];
  readonly tables: readonly { readonly step: string; readonly table: InBoth<Table> }[];
  readonly figures: readonly { readonly step: string; readonly figure: InBoth<FigureRecord> }[];
  readonly models: readonly ModelFile[];
  readonly data: readonly DataTable[];
  readonly rejects: readonly Rejects[];
  /** What became of raw files, by the step that reads them. */
  readonly sources?: readonly SurveyedSource[];
  /** Reasons for rejecting as readers know them, by the name that the tables have. */
  readonly reasonWords: Readonly<Record<string, Text>>;
  readonly published?: FileOf<PublishedRecord>;
  readonly paperCheck?: FileOf<PaperCheckRecord>;
}

/** What a step wrote; a step that the report is not told of wrote nothing. */
export function outputsOf(steps: readonly StepFacts[], step: string): readonly ArtifactFacts[] {
  return steps.find((facts) => facts.step === step)?.outputs ?? [];
}
