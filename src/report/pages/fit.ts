import {
  code,
  facts,
  listed,
  opens,
  stepLink,
  table,
  valueView,
  wordsOf,
  type PageContext,
} from '../blocks.ts';
import { outputFile } from '../downloads.ts';
import { html, type Html, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import { fitPage, modelPage, partAnchor } from '../links.ts';
import { besideFits, inFit, printedIn } from '../printed-in.ts';
import type { AnyFit } from '../../econometrics/fit.ts';
import type { ModelFile } from '../site-data.ts';
import { GOODNESS, STATISTICS } from '../../text/statistics.ts';
import { varianceName, varianceText } from '../../text/variances.ts';
import { countText, recordText } from '../../text/numbers.ts';

export function modelsPage(context: PageContext): Page {
  const words = wordsOf(context);
  const { fit } = words;
  // The other files are reached from the tables and figures that show their numbers.
  const fitted = context.site.models.filter(({ fits }) => fits.length > 0);
  const body = fitted.map((model) => {
    const rows = model.fits.map((found, i) => [
      html`<a href="${fitPage(model.step, found.id)}">${found.id}</a>`,
      code(found.formula),
      found.estimator,
      countText(found.nobs),
      varianceName(found.vcov, context.language),
      listed(placesOf(context, model, i), fit.notPrinted),
    ]);
    const columns = [
      fit.model,
      fit.formula,
      fit.estimator,
      { number: fit.rows },
      fit.vcov,
      fit.usedIn,
    ];
    return html`<h2 id="${partAnchor(model.step)}">
        <a href="${modelPage(model.step)}">${model.step}</a>
      </h2>
      ${table(model.path, columns, rows)}`;
  });
  return { file: 'models.html', title: words.nav.models, under: 'models', body };
}

/** A model file: its fits, and whatever else the step wrote into it. */
export function modelFilePage(context: PageContext, model: ModelFile): Page {
  const words = wordsOf(context);
  const { fit } = words;
  const fits = model.fits.map(
    ({ id, formula }) =>
      html`<li><a href="${fitPage(model.step, id)}">${id}</a> ${code(formula)}</li> `,
  );
  const other = Object.entries(model.other);
  const places = printedIn(context, model.step, () => true);
  const body = html`${facts([
    [words.data.file, outputFile(context, model.path)],
    [words.data.madeBy, stepLink(model.step)],
    [fit.usedIn, listed(places, fit.notPrinted)],
  ])}
  ${
    fits.length === 0
      ? html`<p>${fit.noFits}</p>`
      : html`<ul>
          ${fits}
        </ul>`
  }
  ${other.map(
    ([name, value]) =>
      html`<h2 id="${partAnchor(name)}">${name}</h2>
        ${valueView(value, name)}`,
  )}`;
  const title = `${fit.model}: ${model.step}`;
  return { file: modelPage(model.step), title, under: 'models', step: model.step, body };
}

/** All that a fit records: where it comes from, its estimates, sample, variance and covariance. */
export function fitPageOf(context: PageContext, model: ModelFile, index: number): Page | undefined {
  const found = model.fits[index];
  if (found === undefined) return undefined;
  const words = wordsOf(context);
  const body = html`${origin(context, model, found, index)} ${estimates(context, found)}
    <h2>${words.fit.goodness}</h2>
    ${facts(goodness(context, found))} ${covariance(context, found)}`;
  const title = `${words.fit.model} ${found.id}`;
  return { file: fitPage(model.step, found.id), title, under: 'models', step: model.step, body };
}

function origin(context: PageContext, model: ModelFile, found: AnyFit, index: number): Html {
  const words = wordsOf(context);
  const { fit } = words;
  const effects = Object.entries(found.fixed_effects).map(
    ([name, levels]) => html`${name} (${countText(levels)} ${fit.levels})`,
  );
  const small = found.vcov.small_sample;
  const factors = [small.g_factor].flat().map((factor) => recordText(factor));
  const { absorption } = found;
  const droppedRows = found.dropped_rows.map((d) => html`${d.reason}: ${countText(d.rows)}`);
  const droppedTerms = found.dropped.map((d) => html`${d.term} (${d.reason})`);
  const absorbed = html`${absorption.method}, max |D′r| = ${recordText(absorption.gradient)}`;
  const own = placesOf(context, model, index);
  const rest = printedIn(context, model.step, besideFits);
  return facts([
    [fit.formula, code(found.formula)],
    [fit.estimator, found.estimator],
    [fit.outcome, found.outcome],
    [fit.sample, found.sample],
    [fit.rows, countText(found.nobs)],
    [fit.droppedRows, listed(droppedRows, fit.none)],
    [fit.droppedTerms, listed(droppedTerms, fit.none)],
    [fit.singletons, countText(found.singletons)],
    [fit.effects, listed(effects, fit.none)],
    [fit.constant, constantText(found)],
    [fit.absorbed, effects.length > 0 && absorbed],
    [fit.vcov, varianceText(found.vcov, context.language)],
    [
      fit.smallSample,
      fit.factors(small.preset, recordText(small.k_factor), factors.join(', ')) +
        (small.k === found.nparams ? '' : fit.counted(countText(small.k))),
    ],
    [fit.parameters, countText(found.nparams)],
    [fit.degrees, degrees(found)],
    [words.step.step, stepLink(model.step)],
    [words.data.file, html`<a href="${modelPage(model.step)}">${code(model.path)}</a>`],
    [fit.place, code(`$.fits[${index}]`)],
    [fit.usedIn, listed(own, fit.notPrinted)],
    [fit.restUsedIn, own.length === 0 && rest.length > 0 && listed(rest, '')],
  ]);
}

/** Where a fit is printed; what a file with one fit holds besides is made of that fit. */
function placesOf(context: PageContext, { step, fits }: ModelFile, index: number): readonly Part[] {
  return printedIn(context, step, fits.length === 1 ? () => true : inFit(index));
}

function constantText(found: AnyFit): string | undefined {
  if (found.estimator !== 'feols' || found.constant === undefined) return undefined;
  return `${recordText(found.constant)} (${recordText(found.constant_std_error)})`;
}

/** With corrected residuals each term has its own, and not a whole number: the smallest, to two decimals. */
function degrees({ df_residual: df }: AnyFit): string {
  return Number.isInteger(df) ? countText(df) : df.toFixed(2);
}

function estimates(context: PageContext, found: AnyFit): Html {
  const { term, fit } = wordsOf(context);
  const heads = [term.estimate, term.stdError, term.statistic, term.pValue, term.low, term.high];
  const rows = found.terms.map((t, i) => [
    html`<span id="term-${i}">${t.term}</span>`,
    ...[t.estimate, t.std_error, t.statistic, t.p_value, t.conf_low, t.conf_high].map(recordText),
  ]);
  return table(fit.terms, [term.term, ...heads.map((number) => ({ number }))], rows);
}

function goodness({ language }: PageContext, found: AnyFit): (readonly [string, string])[] {
  return GOODNESS.flatMap((id) => {
    const { name, values } = STATISTICS[id];
    return values(found).map((value) => [name[language], recordText(value)] as const);
  });
}

function covariance(context: PageContext, found: AnyFit): Html {
  const { fit, term } = wordsOf(context);
  const names = found.terms.map((t) => t.term);
  const columns = [term.term, ...names.map((number) => ({ number }))];
  const rows = found.covariance.map((row, i) => [names[i] ?? '', ...row.map(recordText)]);
  return opens(fit.covariance, table(fit.covariance, columns, rows));
}
