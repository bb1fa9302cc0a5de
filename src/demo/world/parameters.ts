/**
 * What is planted. The effects are the published estimates; the rest is chosen so that levels,
 * trends and standard errors are of the published order. docs/demo-world.md has the equations.
 */

/**
 * Part of the names of the random streams behind the panel: another edition, other worlds. Of the
 * first 100 this is the one whose default seed lies closest to the published estimates.
 */
export const EDITION = 'edition-74';

/** Average effect of the policy on ln_et (table 1, column 2) and ln_et_abroad (table 2, column 4). */
export const EFFECT_TOTAL = 0.0732;
export const EFFECT_ABROAD = 0.015;

/** Effects on ln_et in resource-based cities by type (table 6); other cities carry the rest. */
export const EFFECT_BY_RESOURCE_TYPE: Readonly<Record<string, number>> = {
  growing: 0.00161,
  mature: 0.0688,
  declining: 0.00617,
  regenerating: 0.0138,
};

/** Coefficients of the controls (table 1, column 2), units as in the panel. */
export const CONTROLS = { pgdp: 0.00083, lu: -0.0101, gs: 0.0235, ind: 0.000034 };

/** Effects of the policy on the mechanism variables (table 4, columns 1, 3, 5). */
export const EFFECT_ES = 0.312;
export const EFFECT_EUE = -0.104;
export const EFFECT_MKT = 0.623;

/** The path common to all cities rises from 0 to this over the years of the panel. */
export const COMMON_GROWTH = 0.365;
/** Persistence and spread of the yearly disturbance that multiplies a city's level. */
export const DISTURBANCE = { persistence: 0.7, spread: 0.3 };
/** Citations abroad as a share of the common path. */
export const ABROAD_SHARE = 0.19;
/** Own path of citations abroad: what part of a city's growth factor is not that of the total. */
export const ABROAD_OWN = 0.3;
/** Direct weight of energy intensity in ln_et, which turns table 4's second step positive. */
export const EUE_IN_OUTCOME = 0.023;

/** Spread within a city of the share of electricity, and within a province of the index. */
export const ES_SPREAD = 0.07;
export const MKT_SPREAD = 0.21;
