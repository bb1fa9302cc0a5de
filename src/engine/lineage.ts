import type { SettingBehind } from '../step.ts';
import type { Graph, Node } from './graph.ts';
import type { Kinds, Schemas, Sources } from './kinds.ts';
import type { Json } from './state/hash.ts';
import type { Study } from './study/study.ts';

/**
 * What stands behind the outputs of steps: whether synthetic data, and which settings. Both follow
 * what steps read, column by column where a step's kind can tell columns apart.
 */
export class Lineage {
  readonly #study: Study;
  readonly #graph: Graph;
  readonly #kinds: Kinds;
  readonly #schemas: Schemas;
  readonly #synthetic = new Map<string, boolean>();
  readonly #settings = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(study: Study, graph: Graph, kinds: Kinds, schemas: Schemas) {
    this.#study = study;
    this.#graph = graph;
    this.#kinds = kinds;
    this.#schemas = schemas;
  }

  /** Whether a step's outputs are synthetic: by its own word, or by what it read. */
  isSynthetic(step: string): boolean {
    const known = this.#synthetic.get(step);
    if (known !== undefined) return known;
    const node = this.#graph.get(step);
    const found =
      node !== undefined &&
      (node.described.synthetic || node.sources.some((source) => this.isSynthetic(source)));
    this.#synthetic.set(step, found);
    return found;
  }

  /** Names of the settings behind all that a step writes, in the order of `pipeline.yaml`. */
  async settingsOf(step: string): Promise<string[]> {
    return this.#inOrder(await this.#behind(step, '*'));
  }

  /**
   * Settings behind what a step reads. Where it asks for fits, a setting that stands behind some of
   * them only says behind which.
   */
  async behind(node: Node): Promise<SettingBehind[]> {
    const { fits, described, spec } = node;
    const rest = await this.#ofSources(
      {
        settings: [...described.settings, ...spec.settings],
        reads: described.reads,
        others: node.sources.filter((source) => !fits.some((asked) => asked.step === source)),
      },
      node,
    );
    const byFit = await Promise.all(
      fits.map(async ({ fit, step }) => ({ fit, settings: await this.#behindFit(step, fit) })),
    );
    const all = new Set([...rest, ...byFit.flatMap(({ settings }) => [...settings])]);
    return this.#inOrder(all).map((name) => {
      const having = byFit.filter(({ settings }) => settings.has(name)).map(({ fit }) => fit);
      const some = !rest.has(name) && having.length < byFit.length;
      return { ...this.#words(name), ...(some ? { fits: having } : {}) };
    });
  }

  #words(name: string): Pick<SettingBehind, 'name' | 'value' | 'text'> {
    const { settings, settingTexts, languages } = this.#study;
    const value = settings[name] ?? null;
    const shown = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    const words = settingTexts[name];
    const isText = (text: Json | undefined): boolean =>
      typeof text === 'string' ||
      (typeof text === 'object' && text !== null && languages.every((one) => one in text));
    const chosen = isText(words)
      ? words
      : (words as Record<string, Json> | undefined)?.[String(shown)];
    const fill = (text: string): string =>
      text.replaceAll(/\$\{(?:settings\.)?(\w+)\}/g, (whole, key: string) =>
        key === 'value' ? asShown(value) : key in settings ? asShown(settings[key] ?? null) : whole,
      );
    const text = !isText(chosen)
      ? ''
      : typeof chosen === 'string'
        ? fill(chosen)
        : Object.fromEntries(
            Object.entries(chosen as Record<string, string>).map(([key, one]) => [key, fill(one)]),
          );
    return { name, value: shown, text };
  }

  #inOrder(names: ReadonlySet<string>): string[] {
    return Object.keys(this.#study.settings).filter((name) => names.has(name));
  }

  /** Settings behind columns of a step's table; '*' is all that it writes. */
  #behind(step: string, columns: readonly string[] | '*'): Promise<ReadonlySet<string>> {
    const key = `${step} ${columns === '*' ? '*' : [...columns].sort().join(' ')}`;
    const known = this.#settings.get(key) ?? this.#look(step, columns);
    this.#settings.set(key, known);
    return known;
  }

  async #look(step: string, columns: readonly string[] | '*'): Promise<ReadonlySet<string>> {
    const node = this.#graph.get(step);
    if (node === undefined) return new Set();
    const { spec, described } = node;
    const kind = this.#kinds.of(spec.kind);
    const found = new Set<string>();
    for (const column of columns === '*' ? [] : columns) {
      const sources = await kind.sources(spec, described, this.#tablesOf(node), column);
      if (sources === undefined) return this.#look(step, '*');
      for (const name of await this.#ofSources({ ...sources, others: [] }, node)) found.add(name);
    }
    if (columns !== '*') return found;
    const settings = [...described.settings, ...spec.settings];
    const tables = this.#tablesOf(node);
    const known = Object.keys(described.reads).every((table) => table in tables);
    const reads = known ? await kind.reads(spec, described, tables) : described.reads;
    return this.#ofSources({ settings, reads, others: node.sources }, node);
  }

  async #behindFit(step: string, fit: string): Promise<ReadonlySet<string>> {
    const node = this.#graph.get(step);
    const made = node?.described.fits.find(({ id }) => id === fit);
    if (node === undefined || made === undefined) return this.#behind(step, '*');
    const { spec, described } = node;
    const reads = Object.fromEntries(
      Object.entries(described.reads).map(([table, columns]) => [
        table,
        columns === '*' ? columns : columns.filter((column) => made.columns.includes(column)),
      ]),
    );
    const settings = [...described.settings, ...spec.settings];
    return this.#ofSources({ settings, reads, others: [] }, node);
  }

  /** Settings named, those behind columns read, and those behind all of further steps. */
  async #ofSources(
    { settings, reads, others }: Sources & { readonly others: readonly string[] },
    node: Node,
  ): Promise<ReadonlySet<string>> {
    const found = new Set(settings);
    const columnwise = Object.entries(reads).flatMap(([table, columns]) => {
      const step = node.inputs[table];
      return step === undefined ? [] : [{ step, columns }];
    });
    const whole = others.filter((step) => !columnwise.some((one) => one.step === step));
    const parts = [
      ...columnwise.map(({ step, columns }) => this.#behind(step, columns)),
      ...whole.map((step) => this.#behind(step, '*')),
    ];
    for (const part of await Promise.all(parts)) for (const name of part) found.add(name);
    return found;
  }

  #tablesOf(node: Node): Schemas {
    return Object.fromEntries(
      Object.keys(node.inputs).flatMap((table) => {
        const columns = this.#schemas[table];
        return columns === undefined ? [] : [[table, columns] as const];
      }),
    );
  }
}

function asShown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
