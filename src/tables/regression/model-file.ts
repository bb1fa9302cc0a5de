import type { AnyFit, Term } from '../../econometrics/fit.ts';
import type { SourcedFit } from './layout.ts';
import { UserError } from '../../text/user-error.ts';

/**
 * The fits of a model file, `{"fits": [...]}`, each with its place there. JSON has no NaN and
 * writes null for it, so numbers of terms that are null become NaN again: null < 0.05 is true.
 * Errors: `E_MODEL_FILE` for a file of another shape.
 */
export function readModelFile(step: string, text: string): SourcedFit[] {
  const file: unknown = parseJson(step, text);
  const fits = isRecord(file) ? file['fits'] : undefined;
  if (!Array.isArray(fits)) throw wrongShape(step, 'it has no list "fits"');
  return fits.map((fit: unknown, index) => {
    if (!isFit(fit)) throw wrongShape(step, `its fit ${index} has no id, terms and vcov`);
    return { step, index, fit: { ...fit, terms: fit.terms.map(withNaN) } };
  });
}

function parseJson(step: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrongShape(step, 'it is not JSON');
  }
}

function wrongShape(step: string, what: string): UserError {
  const hint = 'name steps that write outputs/models/<step>.json';
  return new UserError('E_MODEL_FILE', `step "${step}" gives no models: ${what}`, { hint });
}

/** A file of our own making: what the table needs first is checked, the rest is taken as typed. */
function isFit(value: unknown): value is AnyFit {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    Array.isArray(value['terms']) &&
    isRecord(value['vcov']) &&
    isRecord(value['fixed_effects'])
  );
}

function withNaN(term: Term): Term {
  const entries = Object.entries(term).map(([key, value]): [string, unknown] => [
    key,
    value === null ? Number.NaN : value,
  ]);
  return { ...term, ...Object.fromEntries(entries) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
