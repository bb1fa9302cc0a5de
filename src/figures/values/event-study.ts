import type { FigureSettings } from '../figure.ts';
import type { Text } from '../../text/language.ts';

/** An estimate of a period relative to the policy; the reference has no term. */
export interface PeriodEstimate {
  readonly period: number;
  readonly term: string;
  /** Whether all periods beyond this one are in it. */
  readonly binned: boolean;
  readonly estimate: number;
  readonly conf_low: number;
  readonly conf_high: number;
}

/** Joint test that all estimates before the policy are zero. */
export interface JointTest {
  readonly statistic: number;
  readonly p_value: number;
  readonly df1: number;
  readonly df2: number;
}

export interface EventStudyValues {
  readonly points: readonly PeriodEstimate[];
  readonly pretrend: JointTest | null;
}

export interface EventStudySettings extends FigureSettings {
  /** Title of the vertical axis. */
  readonly effect: Text;
}
