import { labelOf, type Layout } from './layout.ts';
import type { MatchingUse } from './matching-use.ts';
import type { MatchingDesign } from '../../records/matching.ts';
import { UserError } from '../../text/user-error.ts';

type Method = MatchingDesign['method'];

const ENGLISH = {
  sentence: (column: string, matching: string, design: string, rows: string) =>
    `${column}: ${matching}, ${design}; ${rows}.`,
  method: (method: Method) => {
    if (method.kind === 'kernel') {
      return `kernel matching (${named(method.kernel)}, bandwidth ${method.bandwidth})`;
    }
    return method.kind === 'radius'
      ? `radius matching (caliper ${method.caliper})`
      : `matching of the nearest ${method.neighbours === 1 ? 'neighbour' : `${method.neighbours} neighbours`}`;
  },
  score: (link: string, covariates: readonly string[]) =>
    ` on the ${link} propensity score of ${covariates.join(', ')}`,
  design: {
    pooled: 'all periods at once',
    yearly: 'period by period',
    baseline: 'by one period before the policy',
  } satisfies Record<MatchingDesign['design'], string>,
  rows: {
    support: 'the regression takes the rows on the common support, without weights',
    matched: 'the regression takes the rows that have a match, without weights',
    weights: 'the regression is weighted by the matching',
  } satisfies Record<MatchingUse['rows'], string>,
};

const CHINESE: typeof ENGLISH = {
  sentence: (column, matching, design, rows) => `${column}：${matching}，${design}；${rows}。`,
  method: (method) => {
    if (method.kind === 'kernel') {
      return `核匹配（${named(method.kernel)} 核，带宽 ${method.bandwidth}）`;
    }
    return method.kind === 'radius'
      ? `半径匹配（卡尺 ${method.caliper}）`
      : `最近邻匹配（${method.neighbours} 个近邻）`;
  },
  score: (link, covariates) => `，倾向得分由 ${link} 估计，协变量为${covariates.join('、')}`,
  design: { pooled: '各期合并匹配', yearly: '逐期匹配', baseline: '按政策前一期匹配' },
  rows: {
    support: '回归使用共同支撑域内的观测，不加权',
    matched: '回归使用匹配成功的观测，不加权',
    weights: '回归按匹配权重加权',
  },
};

/**
 * What matching stands behind the columns that have one, from the record of the matching itself.
 * Errors: `E_UNKNOWN_FIT` for a fit that no column prints; `E_MATCHING_ROWS` where a fit has weights and is said to have none, or the other way.
 */
export function matchingNotes(layout: Layout): string[] {
  const words = { en: ENGLISH, zh: CHINESE }[layout.language];
  const known = layout.fits.map(({ fit }) => fit.id);
  const unknown = Object.keys(layout.matching ?? {}).find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const message = `"matching" names the fit "${unknown}", which no column prints`;
    const hint = `the columns print ${known.join(', ')}`;
    throw new UserError('E_UNKNOWN_FIT', message, { hint });
  }
  return layout.fits.flatMap(({ fit }, i) => {
    const use = layout.matching?.[fit.id];
    if (use === undefined) return [];
    if ((use.rows === 'weights') !== (fit.weights !== undefined)) throw otherRows(fit, use.rows);
    const { matching, rows } = use;
    const covariates = matching.covariates.map((name) => labelOf(layout, name));
    const how = words.method(matching.method) + words.score(matching.link, covariates);
    return [
      words.sentence(layout.names[i] ?? '', how, words.design[matching.design], words.rows[rows]),
    ];
  });
}

/** Kernels that bear a name are written as one. */
function named(kernel: string): string {
  return kernel === 'epanechnikov' || kernel === 'gaussian'
    ? kernel.charAt(0).toUpperCase() + kernel.slice(1)
    : kernel;
}

function otherRows({ id, weights }: Layout['fits'][number]['fit'], rows: string): UserError {
  const has = weights === undefined ? 'has no weights' : `is weighted by ${weights}`;
  return new UserError(
    'E_MATCHING_ROWS',
    `"matching" says "${rows}" of the fit ${id}, which ${has}`,
    { hint: 'say weights of a weighted fit, support or matched of any other' },
  );
}
