import type { Cell } from '../sources/table.ts';
import type { PatentReject } from './reasons.ts';
import type { Field } from './tables/sources.ts';

/** The cell of a field in the row that is being read. */
export type CellOf = (field: Field) => Cell;

/** Takes down a cell, or a part of one, that could not be used. */
export type Report = (field: Field, value: string, reason: PatentReject, rowLost: boolean) => void;
