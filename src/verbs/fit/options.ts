import {
  ESTIMATORS,
  takesOffset,
  type Estimator,
  type MultiOptions,
} from '../../econometrics/estimate-multi.ts';
import { PRESET_NAMES } from '../../econometrics/variance/presets.ts';
import { SSC_VALUES, type Ssc } from '../../econometrics/variance/ssc.ts';
import { didYouMean } from '../../text/nearest.ts';
import { usageError, type Flags } from '../arguments.ts';
import { parseVcov } from './vcov.ts';

export interface FitRequest extends Omit<MultiOptions, 'sample' | 'onFailure'> {
  readonly formula: string;
  readonly data: string;
  readonly estimator: Estimator;
  readonly where?: string;
}

/** `none` leaves the sandwich as it is: no factor for K and none for the number of clusters. */
const SSC_PRESETS: Readonly<Record<string, Pick<FitRequest, 'preset' | 'ssc'>>> = {
  ...Object.fromEntries(PRESET_NAMES.map((preset) => [preset, { preset }])),
  none: { ssc: { k_adj: false, g_adj: false } },
};

/** Reads the words and flags of `fit`. Errors: `E_USAGE`, `E_VCOV`. */
export function fitRequest(words: readonly string[], flags: Flags): FitRequest {
  const data = single(flags, '--data');
  const formula = onlyFormula(words);
  if (data === undefined || data === '')
    throw usageError('fit needs --data FILE', 'a parquet or csv file');
  const estimator = estimatorNamed(single(flags, '--estimator') ?? 'feols');
  const vcov = single(flags, '--vcov');
  const offset = single(flags, '--offset');
  if (offset !== undefined && !takesOffset(estimator)) {
    const takers = ESTIMATORS.filter(takesOffset).join(', ');
    throw usageError(`${estimator} takes no --offset`, `it belongs to --estimator ${takers}`);
  }
  const texts = (['weights', 'where', 'split', 'fsplit', 'id'] as const).map((key): object => {
    const value = single(flags, `--${key}`);
    if (value?.trim() === '') throw usageError(`--${key} needs a value`, '');
    return value === undefined ? {} : { [key]: value };
  });
  return {
    formula,
    data,
    estimator,
    ...(vcov !== undefined && { vcov: parseVcov(vcov) }),
    ...parseSsc(single(flags, '--ssc')),
    ...(offset !== undefined && { offset }),
    ...(Object.assign({}, ...texts) as object),
    ...parseLevel(single(flags, '--level')),
    ...(flags.has('--keep-singletons') && { dropSingletons: false }),
  };
}

/** A flag that stands once at most: of two, neither could be left out silently. */
function single(flags: Flags, name: string): string | undefined {
  const values = flags.get(name) ?? [];
  if (values.length > 1) throw usageError(`${name} stands here ${values.length} times`, 'once');
  return values[0];
}

function onlyFormula(words: readonly string[]): string {
  const [formula, ...more] = words;
  const example = 'didactic fit "y ~ did | unit + year" --data outputs/parquet/panel.parquet';
  if (formula === undefined) throw usageError('fit needs a formula', example);
  if (more.length === 0) return formula;
  throw usageError(
    `fit takes one formula, and ${words.length} words stand here: ${words.join(' ')}`,
    `put the formula in quotation marks: ${example}`,
  );
}

function estimatorNamed(name: string): Estimator {
  const found = ESTIMATORS.find((estimator) => estimator === name);
  if (found !== undefined) return found;
  const hint = `${didYouMean(name, ESTIMATORS)} There are ${ESTIMATORS.join(', ')}.`;
  throw usageError(`there is no estimator "${name}"`, hint.trim());
}

function parseLevel(text: string | undefined): Pick<FitRequest, 'level'> {
  if (text === undefined) return {};
  const level = Number(text);
  if (level > 0 && level < 1) return { level };
  throw usageError(`--level ${text}`, 'a share between 0 and 1, such as 0.95');
}

/** `k_adj=false,k_fixef=full`, or the name of a preset, or a preset and then what differs from it. */
function parseSsc(text: string | undefined): Pick<FitRequest, 'preset' | 'ssc'> {
  if (text === undefined) return {};
  const parts = text.split(',').map((part) => sscPart(part.trim()));
  const presets = parts.filter(({ preset }) => preset !== undefined);
  if (presets.length > 1) throw usageError(`--ssc ${text}`, 'one preset at most');
  const ssc = Object.assign({}, ...parts.map((part) => part.ssc ?? {})) as Partial<Ssc>;
  return { ...presets[0], ...(Object.keys(ssc).length === 0 ? {} : { ssc }) };
}

function sscPart(part: string): Pick<FitRequest, 'preset' | 'ssc'> {
  const preset = Object.hasOwn(SSC_PRESETS, part) ? SSC_PRESETS[part] : undefined;
  if (preset !== undefined) return preset;
  const [, name = part, value = ''] = /^([^=]*)=(.*)$/su.exec(part) ?? [];
  if (!Object.hasOwn(SSC_VALUES, name)) {
    const [options, presets] = [Object.keys(SSC_VALUES), Object.keys(SSC_PRESETS)];
    const near = didYouMean(name, [...options, ...presets]);
    const hint = `${near} Options: ${options.join(', ')}; presets: ${presets.join(', ')}.`;
    throw usageError(`--ssc knows no "${name}"`, hint.trim());
  }
  const allowed: readonly (string | boolean)[] = SSC_VALUES[name as keyof Ssc];
  const chosen = allowed.find((candidate) => String(candidate) === value);
  if (chosen === undefined) {
    throw usageError(`--ssc ${name}=${value}`, `${name} is ${allowed.join(' or ')}`);
  }
  return { ssc: { [name]: chosen } };
}
