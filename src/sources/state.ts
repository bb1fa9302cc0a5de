import { givesSomething, type SurveyedTable } from './survey.ts';
import type { FileState } from './words.ts';

export function stateOf(table: SurveyedTable): FileState {
  return table.outcome === 'read' && !givesSomething(table) ? 'nothing' : table.outcome;
}
