import type { AnyFit } from '../../econometrics/fit.ts';
import type { Finding } from '../finding.ts';
import type { PaperColumn } from '../printed/paper.ts';
import type { ComputedCoefficient, PublishedRow } from '../../records/published.ts';
import type { Bilingual } from '../../text/language.ts';
import { proseText, countText } from '../../text/numbers.ts';

/** A published coefficient, and its standard error where one is printed. */
interface Place extends PaperColumn {
  readonly term: string;
  readonly error: number | null;
}

/** How a published coefficient and its computed counterpart compare. */
type Comparison = Pick<PublishedRow, 'computed' | 'inside' | 'same_sign' | 'same_significance'> & {
  readonly fit: AnyFit | undefined;
};

/** Observations and standard errors that differ by this factor need a reason, whatever else agrees. */
const MUCH = 2;

/**
 * Why a coefficient does not fit: no counterpart, other observations or errors, what the check of
 * the printed tables found at this place, and the study's own notes. Empty where all fits, observations
 * and standard errors among it.
 */
export function reasonsFor(
  place: Place,
  { computed, fit, inside, ...same }: Comparison,
  findings: readonly Finding[],
  notes: Readonly<Record<string, Bilingual>>,
): Bilingual[] {
  const fits = inside === true && same.same_sign !== false && same.same_significance !== false;
  if (fits && !isFarApart(place, computed)) return [];
  if (computed === null) return [absent(place, fit), ...own(place, notes)];
  return [
    ...distance(place, computed, inside),
    ...observations(place, computed),
    ...errors(place, computed),
    ...ratios(place, computed, same.same_significance),
    ...findings.filter((found) => concerns(found, place)).map(({ arithmetic }) => arithmetic),
    ...own(place, notes),
  ];
}

function isFarApart(
  { column, error: published }: Place,
  computed: ComputedCoefficient | null,
): boolean {
  if (computed === null) return false;
  const { nobs, std_error: error } = computed;
  return differMuch(column.n ?? nobs, nobs) || differMuch(published ?? 0, error ?? 0);
}

/** Whether one of two positive numbers is a multiple of the other. */
function differMuch(a: number, b: number): boolean {
  return a > 0 && b > 0 && Math.max(a, b) >= MUCH * Math.min(a, b);
}

function absent({ table, column, term }: Place, fit: AnyFit | undefined): Bilingual {
  const id = `${table.id}.${column.id}`;
  return fit === undefined
    ? { en: `No fit here has the id ${id}.`, zh: `此处没有编号为 ${id} 的估计。` }
    : {
        en: `The fit ${id} has no term for ${term}.`,
        zh: `估计 ${id} 中没有与 ${term} 对应的项。`,
      };
}

function distance(
  { column, term }: Place,
  { estimate, std_error: error }: ComputedCoefficient,
  inside: boolean | null,
): Bilingual[] {
  if (inside !== false || error === null || error === 0) return [];
  const away = proseText(Math.abs(column.terms[term]!.coef.value - estimate) / error);
  return [
    {
      en: `The published value lies ${away} computed standard errors from the computed one.`,
      zh: `发表值与计算值相差 ${away} 个（计算的）标准误。`,
    },
  ];
}

function observations({ column }: Place, { nobs }: ComputedCoefficient): Bilingual[] {
  if (column.n === undefined || column.n === nobs) return [];
  const [published, here] = [countText(column.n), countText(nobs)];
  return [
    {
      en: `The published column has ${published} observations, the fit ${here}.`,
      zh: `发表列有 ${published} 个观测值，此处的估计有 ${here} 个。`,
    },
  ];
}

function errors(
  { error: published }: Place,
  { std_error: error }: ComputedCoefficient,
): Bilingual[] {
  if (published === null || error === null || !differMuch(published, error)) return [];
  const [a, b, times] = [published, error, published / error].map((value) => proseText(value));
  return [
    {
      en: `The published standard error is ${a}, the computed one ${b}: ${times} times as large.`,
      zh: `发表的标准误为 ${a}，计算的标准误为 ${b}，前者是后者的 ${times} 倍。`,
    },
  ];
}

function ratios(
  { column, term, error: published }: Place,
  { estimate, std_error: error }: ComputedCoefficient,
  significance: boolean | null,
): Bilingual[] {
  if (significance !== false || !published || !error) return [];
  const [a, b] = [column.terms[term]!.coef.value / published, estimate / error].map((value) =>
    proseText(value),
  );
  return [
    {
      en: `The published coefficient is ${a} of its printed standard errors from zero, the computed one ${b} of its own.`,
      zh: `发表系数与零相差 ${a} 个（所印）标准误，计算系数相差 ${b} 个标准误。`,
    },
  ];
}

function concerns({ verdict, where, check }: Finding, { table, column, term }: Place): boolean {
  if (verdict !== 'inconsistent' || check === 'claims') return false;
  return where.some(
    (place) =>
      place.table === table.id &&
      place.column === column.id &&
      (place.row === undefined || place.row === term || place.row === 'n' || place.row === 'r2'),
  );
}

function own(
  { table, column, term }: Place,
  notes: Readonly<Record<string, Bilingual>>,
): Bilingual[] {
  const id = `${table.id}.${column.id}`;
  return [notes[`${id}.${term}`], notes[id]].filter((note) => note !== undefined);
}
