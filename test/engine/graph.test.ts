import { describe, expect, it } from 'vitest';
import { buildGraph, descendants, select } from '../../src/engine/graph.ts';
import type { Described } from '../../src/engine/kinds.ts';
import type { StepSpec, Study } from '../../src/engine/study/study.ts';

interface Small {
  readonly needs?: readonly string[];
  readonly reads?: readonly string[];
  readonly writes?: Readonly<Record<string, string>>;
  readonly on_demand?: boolean;
}

/** The graph of steps that are known by what they need, read and write. */
function graphOf(steps: Readonly<Record<string, Small>>) {
  const specs = Object.entries(steps).map(
    ([name, { needs = [], reads = [], on_demand = false }]) => {
      return { name, needs, reads, on_demand, expect: {} } as unknown as StepSpec;
    },
  );
  const study = { roles: {}, settings: {}, steps: specs, positions: {} } as unknown as Study;
  const nothing = { reads: {}, files: [], models: [], fits: [], asks: [], settings: [] };
  const described = specs.map(({ name }) => {
    const outputs = steps[name]?.writes ?? { [name]: `outputs/${name}.csv` };
    return [name, { ...nothing, outputs } as unknown as Described] as const;
  });
  return buildGraph(study, new Map(described));
}

const upstream = (steps: Readonly<Record<string, Small>>, name: string) =>
  graphOf(steps).get(name)?.upstream;
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('the graph', () => {
  it('puts each step after what it needs, else in the order of the study', () => {
    const graph = graphOf({ c: { needs: ['b'] }, x: {}, b: { needs: ['a'] }, a: {} });
    expect([...graph.keys()]).toEqual(['a', 'b', 'c', 'x']);
  });

  it.each([
    ['a file', 'outputs/made.csv', true],
    ['a glob that meets it', 'outputs/m*.csv', true],
    ['a glob that does not', 'outputs/x*.csv', false],
    ['the folder around it', 'outputs', true],
    ['another folder', 'data', false],
  ])('has an edge to the step that writes what is read: %s', (_, glob, isEdge) => {
    const steps = { made: { writes: { made: 'outputs/made.csv' } }, reader: { reads: [glob] } };
    expect(upstream(steps, 'reader')).toEqual(isEdge ? ['made'] : []);
  });

  it('knows a folder that a step fills by any file in it', () => {
    const demo = { writes: { demo: 'outputs/demo/' } };
    expect(upstream({ demo, r: { reads: ['outputs/demo/incopat/*'] } }, 'r')).toEqual(['demo']);
  });

  it('leaves out a step on demand that nobody reads', () => {
    const demo = { writes: { demo: 'outputs/demo/' }, on_demand: true };
    expect([...graphOf({ demo, other: {} }).keys()]).toEqual(['other']);
    expect(graphOf({ demo, r: { reads: ['outputs/demo/*'] } }).has('demo')).toBe(true);
  });

  it('refuses a circle, and names it', () => {
    const circle = () => graphOf({ a: { needs: ['b'] }, b: { needs: ['c'] }, c: { needs: ['a'] } });
    expect(circle).toThrow(code('E_CYCLE'));
    expect(circle).toThrow('a -> b -> c -> a');
  });

  it.each<[string, Record<string, string>]>([
    ['the same file', { b: 'outputs/a.csv' }],
    ['one that differs in case only', { b: 'outputs/A.csv' }],
    ['the same name', { a: 'outputs/b.csv' }],
    ['the folder around it', { b: 'outputs/' }],
  ])('refuses two steps that write %s', (_, writes) => {
    expect(() => graphOf({ a: {}, b: { writes } })).toThrow(code('E_DUPLICATE_OUTPUT'));
  });
});

describe('the steps that targets name', () => {
  const graph = graphOf({ a: {}, b: { needs: ['a'] }, c: { needs: ['b'] }, x: {} });
  const chosen = (...targets: string[]) => [...select(graph, targets).keys()];

  it('come with what they need, and with what depends on them where asked', () => {
    expect(chosen()).toEqual(['a', 'b', 'c', 'x']);
    expect(chosen('b')).toEqual(['a', 'b']);
    expect(chosen('+b')).toEqual(['a', 'b']);
    expect(chosen('b+')).toEqual(['a', 'b', 'c']);
    expect(chosen('x', 'a')).toEqual(['a', 'x']);
    expect([...descendants(graph, 'a')]).toEqual(['b', 'c']);
  });

  it('have to be there', () => {
    expect(() => chosen('panel')).toThrow(code('E_UNKNOWN_STEP'));
  });
});
