/** The models of the study whose effects are planted in the demonstration world. */
export interface PlantedModel {
  readonly id: string;
  /** Its first term is the one that is compared. */
  readonly formula: string;
  readonly outcome: string;
  /** Coefficient of the paper's table. */
  readonly published: number;
  /** `association`: a regression coefficient that is no effect of the policy. */
  readonly kind: 'effect' | 'association';
  /** Rows of the sample; all unless given. */
  readonly where?: { readonly column: string; readonly values: readonly (number | string)[] };
  /** Why the intervals of this row cannot cover as often as they say. */
  readonly expected?: string;
}

const CONTROLS = 'pgdp + lu + gs + ind | city + year';
const RESOURCE = ['growing', 'mature', 'declining', 'regenerating'];

export const MODELS: readonly PlantedModel[] = [
  effect('table1.1', 'ln_et', 0.0721, 'did | city + year'),
  effect('table1.2', 'ln_et', 0.0732),
  effect('table2.1', 'ln_et_domestic', 0.0587, 'did | city + year'),
  effect('table2.2', 'ln_et_abroad', 0.0134, 'did | city + year'),
  effect('table2.3', 'ln_et_domestic', 0.0582),
  effect('table2.4', 'ln_et_abroad', 0.015),
  { ...effect('table3.2', 'ln_et', 0.0713), where: { column: 'carbon_ets_pilot', values: [0] } },
  effect('table4.1', 'es', 0.312),
  association('table4.2', 'es', 0.103),
  effect('table4.3', 'eue', -0.104),
  association('table4.4', 'eue', 0.00161),
  {
    ...effect('table4.5', 'mkt', 0.623),
    expected:
      'The index is drawn by province, and four pilot provinces with free noise would be covered seldom; so the world centres that noise over the pilot provinces and over the others in each year. Then the estimate hardly varies and every interval holds the truth.',
  },
  association('table4.6', 'mkt', 0.0256),
  industrial('table5.1', 1, 0.059),
  industrial('table5.2', 0, 0.0747),
  resource('table6.1', RESOURCE, 0.0703),
  { ...resource('table6.2', ['growing'], 0.00161), expected: fewTreated('one treated city') },
  resource('table6.3', ['mature'], 0.0688),
  { ...resource('table6.4', ['declining'], 0.00617), expected: fewTreated('three treated cities') },
  { ...resource('table6.5', ['regenerating'], 0.0138), expected: fewTreated('two treated cities') },
  resource('table6.6', ['none'], 0.0674),
];

function effect(
  id: string,
  outcome: string,
  published: number,
  right = `did + ${CONTROLS}`,
): PlantedModel {
  return { id, outcome, published, kind: 'effect', formula: `${outcome} ~ ${right}` };
}

function association(id: string, mechanism: string, published: number): PlantedModel {
  const formula = `ln_et ~ ${mechanism} + ${CONTROLS}`;
  return { id, outcome: 'ln_et', published, kind: 'association', formula };
}

function industrial(id: string, value: number, published: number): PlantedModel {
  const where = { column: 'old_industrial_base', values: [value] };
  return { ...effect(id, 'ln_et', published), where };
}

function resource(id: string, values: readonly string[], published: number): PlantedModel {
  return { ...effect(id, 'ln_et', published), where: { column: 'resource_type', values } };
}

function fewTreated(cities: string): string {
  return `The group has ${cities}. A variance clustered by city learns the treated cities' part from so few residuals that it is far too small (MacKinnon and Webb 2017); no interval of this kind can be trusted there.`;
}
