/** The sources in whose form the patents of the demonstration can be written, and its statistics. */
export const PATENT_FORMS = ['incopat', 'patstat', 'lens'] as const;
export const STATISTICS_FORMS = ['yearbooks', 'csmar_eps', 'dta'] as const;

export interface DemoForms {
  readonly patents: (typeof PATENT_FORMS)[number];
  readonly statistics: (typeof STATISTICS_FORMS)[number];
}
