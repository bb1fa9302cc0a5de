import { describe, expect, it } from 'vitest';
import { fitPageOf, modelFilePage, modelsPage } from '../../../src/report/pages/fit.ts';
import type { AnyFit } from '../../../src/econometrics/fit.ts';
import { factOf, linksOf, rowsOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, plainFit, plainSite } from '../plain-site.ts';

const siteOf = (...fits: readonly AnyFit[]) =>
  plainSite({ models: [{ step: 'main', path: 'outputs/models/main.json', fits, other: {} }] });

function pageOf(fit: AnyFit, context = inEnglish(siteOf(fit))) {
  const body = fitPageOf(context, context.site.models[0]!, 0)?.body;
  if (body === undefined) throw new Error('no page');
  return body;
}

describe('the page of a fit', () => {
  it('says one K: the parameters, and how many of them the correction counts', () => {
    const small = { preset: 'fixest', k: 3, k_factor: 1.001, g_factor: 1.005 };
    const page = pageOf(plainFit({ vcov: { ...plainFit().vcov, small_sample: small } }));
    expect(factOf(page, 'Number of parameters (K)')).toBe('12');
    expect(factOf(page, 'Small-sample factors')).toBe(
      'fixest: 1.001 for parameters, 1.005 for clusters; 3 of the parameters count here',
    );
    expect(textOf(page).match(/\bK\b/gu)).toHaveLength(1);
  });

  it('does not repeat K where the correction counts all parameters', () => {
    expect(factOf(pageOf(plainFit()), 'Small-sample factors')).toBe(
      'fixest: 1.001 for parameters, 1.005 for clusters',
    );
    const chinese = inChinese(siteOf(plainFit()));
    expect(factOf(pageOf(plainFit(), chinese), '小样本修正系数')).toBe(
      'fixest：参数 1.001，聚类 1.005',
    );
  });

  it('says in which column of which table it is printed', () => {
    const { models } = plainSite();
    const second = fitPageOf(inEnglish(), models[0]!, 1)!.body;
    expect(factOf(second, 'Printed in')).toBe('Table 1, column 2');
    expect(factOf(second, 'Other numbers of the file in')).toBeUndefined();
    expect(factOf(fitPageOf(inChinese(), models[0]!, 1)!.body, '印于')).toBe('表 1，第 2 列');
  });

  it('says so where it is printed nowhere, and what else of its file is', () => {
    const site = siteOf(plainFit(), plainFit({ id: 'b' }), plainFit({ id: 'c' }));
    const third = fitPageOf(inEnglish(site), site.models[0]!, 2)!.body;
    expect(factOf(third, 'Printed in')).toBe('no table or figure prints it');
    expect(factOf(third, 'Other numbers of the file in')).toBe('Figure 1. Balance');
  });

  it('takes what a file with one fit holds besides for that fit’s', () => {
    expect(factOf(pageOf(plainFit()), 'Printed in')).toBe(
      'Table 1, columns 1, 2, Figure 1. Balance',
    );
  });

  it('tells of sample, effects, terms and rows that were dropped, and where it lies', () => {
    const page = pageOf(plainFit());
    expect([
      factOf(page, 'Rows used'),
      factOf(page, 'Rows dropped'),
      factOf(page, 'Terms dropped'),
      factOf(page, 'Fixed effects'),
      factOf(page, 'Variance'),
      factOf(page, 'Place in the file'),
    ]).toEqual([
      '2,790',
      'missing: 10',
      'wind (collinear)',
      'city (200 levels)',
      'clustered by city (200 clusters)',
      '$.fits[0]',
    ]);
    expect(linksOf(page)).toContainEqual(['model-main.html', 'outputs/models/main.json']);
  });

  it('prints each term, and a dash for what could not be computed', () => {
    expect(rowsOf(pageOf(plainFit())).slice(1, 3)).toEqual([
      'rain | 0.0707 | 0.0228 | 3.1 | 0.002 | 0.026 | 0.115',
      'sun | −0.5 | – | 3.1 | 0.002 | 0.026 | 0.115',
    ]);
  });

  it('gives two decimals to degrees of freedom that are no whole number', () => {
    expect(factOf(pageOf(plainFit({ df_residual: 17.456 })), 'Degrees of freedom')).toBe('17.46');
  });

  it('gives likelihoods in place of R² for a fit by maximum likelihood', () => {
    const page = pageOf(
      plainFit({
        estimator: 'logit',
        r2: undefined,
        rmse: undefined,
        log_likelihood: -120.5,
        log_likelihood_null: -150,
        pseudo_r2: 0.2,
        aic: 245,
        bic: 250,
      }),
    );
    expect([
      factOf(page, 'Log likelihood'),
      factOf(page, 'Pseudo R²'),
      factOf(page, 'RMSE'),
    ]).toEqual(['−120.5', '0.2', undefined]);
  });

  it('is none for a fit that the file does not have', () => {
    expect(fitPageOf(inEnglish(), plainSite().models[0]!, 9)).toBeUndefined();
  });
});

describe('the page of a model file', () => {
  it('lists its fits, links to the file, shows what stands beside, and says where all is printed', () => {
    const { file, body } = modelFilePage(inEnglish(), plainSite().models[0]!);
    expect(file).toBe('model-main.html');
    expect(factOf(body, 'Printed in')).toBe('Table 1, columns 1, 2, Figure 1. Balance');
    expect(linksOf(body)).toContainEqual(['../models/main.json', 'outputs/models/main.json']);
    expect(linksOf(body)).toContainEqual(['fit-main-main.2.html', 'main.2']);
    expect(rowsOf(body)).toEqual(['term | bias', 'rain | 1.5']);
  });

  it('says of a file without fits that it has none', () => {
    const model = { step: 'power', path: 'outputs/models/power.json', fits: [], other: { n: 3 } };
    const { body } = modelFilePage(inEnglish(), model);
    expect(textOf(body)).toContain('This file holds no fits.');
    expect(factOf(body, 'Printed in')).toBe('no table or figure prints it');
  });
});

describe('the list of models', () => {
  it('names formula, rows, variance and the place where each is printed', () => {
    expect(rowsOf(modelsPage(inEnglish()).body)[1]).toBe(
      'main.1 | harvest ~ rain | city | feols | 2,790 | Clustered (city; 200 clusters) | Table 1, column 1',
    );
  });
});
