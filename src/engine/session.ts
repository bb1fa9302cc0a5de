import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepFacts } from '../step.ts';
import { UserError } from '../text/user-error.ts';
import { damage } from './artifacts.ts';
import { expandGlobs, FileHashes, type SavedHashes } from './state/files.ts';
import { causes, componentsOf, type Components } from './fingerprint.ts';
import { buildGraph, type Graph, type Node } from './graph.ts';
import { canonicalJson, type Json } from './state/hash.ts';
import type { Described, InputFile, Kinds } from './kinds.ts';
import { ENGINE_FORMAT, Memo, readCache, writeWhole, type SavedMemo } from './state/memo.ts';
import { readReceipt, writeReceipt, type Receipt } from './state/receipt.ts';
import { factsBefore } from './step-facts.ts';
import { verdictFile, verdictText } from './state/verdict.ts';
import { locate, STUDY_FILE, whereInStudy, type StepSpec, type Study } from './study/study.ts';

export interface SessionOptions {
  readonly root: string;
  readonly now: () => number;
  readonly kinds: (root: string, memo: Memo, files: FileHashes) => Kinds;
}

/** What a step needs, once everything before it is up to date. */
export interface Plan {
  readonly node: Node;
  readonly components: Components;
  readonly inputs: readonly InputFile[];
  readonly reads: Described['reads'];
  readonly files: readonly string[];
  readonly steps: readonly StepFacts[];
  /** Code and raw files as they were when the plan was made. */
  readonly sources: Readonly<Record<string, string | undefined>>;
  /** Empty when the outputs are current. */
  readonly why: readonly string[];
  readonly receipt: Receipt | undefined;
}

/** A project opened at one moment: its study, its graph, its receipts and what is remembered of it. */
export class Session {
  readonly root: string;
  readonly now: () => number;
  readonly kinds: Kinds;
  readonly files: FileHashes;
  readonly #memo: Memo;
  readonly #receipts = new Map<string, Receipt | undefined>();
  #study: Study | undefined;
  #described: ReadonlyMap<string, Described> = new Map();

  constructor(options: SessionOptions) {
    this.root = options.root;
    this.now = options.now;
    this.#memo = new Memo(readCache(this.#cache('memo.json')) as SavedMemo);
    const nanoseconds = () => BigInt(options.now()) * 1_000_000n;
    this.files = new FileHashes(
      this.root,
      (readCache(this.#cache('files.json')) ?? {}) as SavedHashes,
      nanoseconds,
    );
    this.kinds = options.kinds(this.root, this.#memo, this.files);
  }

  get study(): Study {
    if (this.#study === undefined) throw new Error('the session was not opened');
    return this.#study;
  }

  /** Reads the study and draws its graph. */
  async open(overrides: Readonly<Record<string, Json>>): Promise<Graph> {
    this.#study = await this.#readStudy(overrides);
    await this.#checkRunFiles();
    const typed = this.study.steps.filter((step) => step.kind === 'ts');
    this.#described = await this.kinds.describe(typed).catch((error: unknown) => {
      throw this.located(error);
    });
    return buildGraph(this.study, (step) =>
      step.kind === 'ts' ? (this.#described.get(step.name)?.outputs ?? {}) : step.outputs,
    );
  }

  async #readStudy(overrides: Readonly<Record<string, Json>>): Promise<Study> {
    const sha256 = await this.files.hashOnce(STUDY_FILE);
    if (sha256 === undefined) {
      throw new UserError('E_NO_STUDY', `there is no ${STUDY_FILE} in ${this.root}`, {
        hint: 'run the command in the project’s folder',
      });
    }
    const key = `study ${ENGINE_FORMAT} ${sha256} ${canonicalJson(overrides)}`;
    const study = await this.#memo.get(key, async () => {
      // The parser and the schema are loaded only when the text is new.
      const { parseStudy } = await import('./study/config.ts');
      const text = readFileSync(join(this.root, STUDY_FILE), 'utf8');
      return parseStudy(text, overrides) as unknown as Json;
    });
    return study as unknown as Study;
  }

  async #checkRunFiles(): Promise<void> {
    for (const step of this.study.steps) {
      if (step.kind === 'shell' || (await this.files.hashOnce(step.run)) !== undefined) continue;
      throw new UserError(
        'E_MISSING_FILE',
        `step "${step.name}" runs ${step.run}, which is not there`,
        {
          where: whereInStudy(this.study, ['steps', step.name, 'run']),
          hint: step.kind === 'sql' ? `write it, or name another file with run:` : 'check the path',
        },
      );
    }
  }

  /** The error with its place in the study as line and column. */
  located(error: unknown): unknown {
    if (!(error instanceof UserError)) return error;
    const { code, message, hint } = error;
    return new UserError(code, message, { where: locate(this.study, error.where), hint });
  }

  receipt(step: string): Receipt | undefined {
    if (!this.#receipts.has(step)) {
      this.files.exists(`.didactic/receipts/${step}.json`);
      this.#receipts.set(step, readReceipt(this.path('receipts'), step, ENGINE_FORMAT));
    }
    return this.#receipts.get(step);
  }

  keep(receipt: Receipt): void {
    writeReceipt(this.path('receipts'), receipt);
    this.#receipts.set(receipt.step, receipt);
  }

  /** Works out whether a step is current; everything upstream of it must be. */
  async plan(node: Node, graph: Graph): Promise<Plan> {
    const { spec } = node;
    const inputs = this.#inputs(spec, graph);
    const code = await this.kinds.code(spec);
    const reads = await this.#reads(spec, inputs);
    const files = expandGlobs(this.files, spec.reads);
    const hashes: Record<string, string | undefined> = {};
    for (const file of files) {
      hashes[file] = await this.files.hash(file);
      if (hashes[file] === undefined) throw missingFile(spec, file, this.study);
    }
    const told = this.#described.get(spec.name)?.seesSteps === true;
    const steps = told ? factsBefore(node, graph, (step) => this.receipt(step), this.files) : [];
    const parts = { code, params: spec.with, inputs, reads, files: hashes, steps };
    const components = componentsOf(parts);
    const receipt = this.receipt(spec.name);
    // Comparing the lists is comparing their hashes, without the time that hashing takes.
    let why = receipt === undefined ? ['never built'] : causes(receipt.components, components);
    if (receipt !== undefined && why.length === 0) why = await this.#damages(node, receipt);
    const sources = { ...code.files, ...hashes };
    return { node, components, inputs, reads, files, steps, sources, why, receipt };
  }

  /** Throws if code or a raw file changed while the step ran: nobody could say what it was made of. */
  async checkSources(plan: Plan): Promise<void> {
    for (const [path, sha256] of Object.entries(plan.sources)) {
      if ((await this.files.hash(path)) === sha256) continue;
      throw new UserError(
        'E_CHANGED',
        `${path} was changed while step "${plan.node.spec.name}" ran`,
        {
          where: path,
          hint: 'run again; the earlier outputs stay as they were',
        },
      );
    }
  }

  /** The causes that are a step's own, whatever its upstream will give. For plans without a run. */
  async ownCauses(node: Node): Promise<readonly string[]> {
    const receipt = this.receipt(node.spec.name);
    if (receipt === undefined) return ['never built'];
    const code = await this.kinds.code(node.spec);
    const now = componentsOf({
      code,
      params: node.spec.with,
      inputs: [],
      reads: {},
      files: {},
      steps: [],
    });
    return causes(Object.fromEntries(Object.entries(receipt.components).filter(isOwn)), now);
  }

  async #damages(node: Node, receipt: Receipt): Promise<string[]> {
    for (const [name, path] of Object.entries(node.outputs)) {
      const artifact = receipt.outputs[name];
      if (artifact?.path !== path) return [`output ${path} is new`];
      const found = await damage(this.files, artifact);
      if (found !== undefined) return [found];
    }
    return [];
  }

  #inputs(spec: StepSpec, graph: Graph): (InputFile & { sha256: string })[] {
    return spec.needs.flatMap((need) => {
      const outputs = this.receipt(need)?.outputs ?? {};
      return Object.keys(graph.get(need)?.outputs ?? {}).flatMap((name) => {
        const artifact = outputs[name];
        if (artifact === undefined) return [];
        const path = join(this.root, artifact.path);
        const table = artifact.table === undefined ? {} : { table: artifact.table };
        return [{ name, path, sha256: artifact.sha256, ...table }];
      });
    });
  }

  async #reads(spec: StepSpec, inputs: readonly InputFile[]): Promise<Described['reads']> {
    if (spec.kind === 'sql') return this.kinds.sqlReads(spec, inputs, this.root);
    const tables = inputs.filter((input) => input.table !== undefined);
    if (spec.kind === 'shell') return Object.fromEntries(tables.map(({ name }) => [name, '*']));
    const { '*': others, ...named } = this.#described.get(spec.name)?.reads ?? {};
    const unnamed = others === undefined ? [] : tables.map(({ name }) => [name, others]);
    const reads: Described['reads'] = { ...Object.fromEntries(unnamed), ...named };
    const unknown = Object.keys(reads).find((name) => !tables.some((table) => table.name === name));
    if (unknown === undefined) return reads;
    throw new UserError('E_UNDECLARED_READ', `step "${spec.name}" reads table "${unknown}"`, {
      where: whereInStudy(this.study, ['steps', spec.name, 'needs']),
      hint: `add the step that makes it to needs: (tables now: ${tables.map((t) => t.name).join(', ') || 'none'})`,
    });
  }

  /** Saves what is worth remembering. Only the lock's owner may call this. */
  save(): void {
    if (this.#memo.changed) writeWhole(this.#cache('memo.json'), JSON.stringify(this.#memo));
    if (this.files.changed) writeWhole(this.#cache('files.json'), JSON.stringify(this.files));
    this.#memo.changed = false;
    this.files.changed = false;
  }

  /** Notes that nothing had to be done, with all that was looked at to know it. */
  saveVerdict(key: string, steps: readonly string[]): void {
    const looks = this.files.looks();
    if (looks === undefined) return;
    writeWhole(verdictFile(this.root), verdictText(key, looks, steps));
  }

  path(...parts: string[]): string {
    return join(this.root, '.didactic', ...parts);
  }

  #cache(file: string): string {
    return this.path('cache', file);
  }
}

/** Whether a component is the step's own, not something that another step gives. */
function isOwn([name]: readonly [string, string]): boolean {
  return !/^(?:input|file|about) /.test(name);
}

function missingFile(spec: StepSpec, file: string, study: Study): UserError {
  const index = spec.reads.indexOf(file);
  return new UserError('E_MISSING_FILE', `step "${spec.name}" reads ${file}, which is not there`, {
    where: whereInStudy(study, ['steps', spec.name, 'reads', `${index}`]),
    hint: 'check the path, or the step that should write it',
  });
}
