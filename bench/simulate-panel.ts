import log1p from '@stdlib/math-base-special-log1p';
import type { Column, Frame } from '../src/econometrics/frame/frame.ts';
import type { DemoCity } from '../src/demo/world/city-list.ts';
import type { CityHistory } from '../src/demo/world/simulate-city.ts';
import { simulateWorld, type World, type WorldOptions } from '../src/demo/world/simulate-world.ts';

/**
 * The panel that a faultless pipeline gets out of the raw files of `seed`: a row for each city of
 * the sample and year, ordered by both; columns named and measured as in the panel artifact.
 */
export function simulatePanel(seed: number, options: WorldOptions): Frame {
  const cities = options.cities.filter(({ inSample }) => inSample);
  return panelOf(simulateWorld(seed, { ...options, cities }));
}

function panelOf(world: World): Frame {
  const order = world.cities.map((_, i) => i);
  order.sort((a, b) => (world.cities[a] as DemoCity).code - (world.cities[b] as DemoCity).code);
  const length = world.lastYear - world.firstYear + 1;
  const rows = order.length * length;
  const columns: Record<string, Column> = {};
  const add = (name: string, value: (i: number, t: number) => number): void => {
    const values = new Float64Array(rows);
    let row = 0;
    for (const i of order) for (let t = 0; t < length; t++) values[row++] = value(i, t);
    columns[name] = { kind: 'number', values };
  };
  const city = (i: number): DemoCity => world.cities[i] as DemoCity;
  const of = (name: keyof CityHistory, i: number, t: number): number =>
    (world.histories[i] as CityHistory)[name][t] as number;
  const post = (t: number): number => (world.firstYear + t >= world.policyYear ? 1 : 0);
  const flag = (value: boolean): number => (value ? 1 : 0);
  const domestic = (i: number, t: number): number => of('citationsDomestic', i, t);
  const abroad = (i: number, t: number): number => of('citationsAbroad', i, t);
  const perHead = (count: number, i: number, t: number): number => count / of('population', i, t);
  const tce = (i: number, t: number): number =>
    1.229 * of('electricity', i, t) + 13.3 * of('gas', i, t) + 1.7143 * of('lpg', i, t);

  add('city', (i) => city(i).code);
  add('province', (i) => city(i).province);
  add('year', (_, t) => world.firstYear + t);
  add('citations', (i, t) => domestic(i, t) + abroad(i, t));
  add('citations_domestic', domestic);
  add('citations_abroad', abroad);
  add('population', (i, t) => of('population', i, t));
  add('et', (i, t) => perHead(domestic(i, t) + abroad(i, t), i, t));
  add('et_domestic', (i, t) => perHead(domestic(i, t), i, t));
  add('et_abroad', (i, t) => perHead(abroad(i, t), i, t));
  add('ln_et', (i, t) => log1p(perHead(domestic(i, t) + abroad(i, t), i, t)));
  add('ln_et_domestic', (i, t) => log1p(perHead(domestic(i, t), i, t)));
  add('ln_et_abroad', (i, t) => log1p(perHead(abroad(i, t), i, t)));
  add('gdp', (i, t) => of('gdp', i, t));
  add('pgdp', (i, t) => of('gdpPerCapita', i, t) / 10_000);
  add('ind', (i, t) => of('tertiaryShare', i, t));
  add('lu', (i, t) => of('urbanShare', i, t) / 100);
  add('gs', (i, t) => of('budgetExpenditure', i, t) / of('gdp', i, t));
  add('es', (i, t) => (1.229 * of('electricity', i, t)) / tce(i, t));
  add('eue', (i, t) => tce(i, t) / of('gdp', i, t));
  add('mkt', (i, t) => world.marketisation.get(city(i).province)?.[t] ?? Number.NaN);
  add('treat', (i) => flag(city(i).treated));
  add('post', (_, t) => post(t));
  add('did', (i, t) => flag(city(i).treated) * post(t));
  add('carbon_ets_pilot', (i) => flag(city(i).carbonEtsPilot));
  add('old_industrial_base', (i) => flag(city(i).oldIndustrialBase));
  columns['resource_type'] = resourceTypes(order.map(city), length);
  return { rows, columns };
}

function resourceTypes(cities: readonly DemoCity[], length: number): Column {
  const levels = [...new Set(cities.map(({ resourceType }) => resourceType))].sort();
  const codes = new Int32Array(cities.length * length);
  cities.forEach((city, i) =>
    codes.fill(levels.indexOf(city.resourceType), i * length, (i + 1) * length),
  );
  return { kind: 'text', codes, levels };
}
