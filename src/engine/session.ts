import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';
import { knownColumns } from './columns.ts';
import { checksOf } from './contract.ts';
import { buildGraph, type Graph, type Node } from './graph.ts';
import type { CheckNames, Described, Kinds } from './kinds.ts';
import { Lineage } from './lineage.ts';
import { cacheFile, RECEIPTS, receiptFile } from './places.ts';
import { FileHashes, type SavedHashes } from './state/files.ts';
import { canonicalJson, type Json } from './state/hash.ts';
import { ENGINE_FORMAT, Memo, readCache, writeWhole, type SavedMemo } from './state/memo.ts';
import { readReceipt, writeReceipt, type Receipt } from './state/receipt.ts';
import { verdictText } from './state/verdict.ts';
import { locate, STUDY_FILE, type Study } from './study/study.ts';
import { placeOf } from './wires.ts';

export interface SessionOptions {
  readonly root: string;
  readonly now: () => number;
  readonly kinds: (root: string, memo: Memo, files: FileHashes) => Kinds;
}

/** Words of steps by language: `texts/en.yaml`. */
const TEXTS = 'texts';

/** A project opened at one moment: its study, its graph, its receipts and what is remembered of it. */
export class Session {
  readonly root: string;
  readonly now: () => number;
  readonly kinds: Kinds;
  readonly files: FileHashes;
  readonly #memo: Memo;
  readonly #receipts = new Map<string, Receipt | undefined>();
  #opened: { study: Study; lineage: Lineage; checks: ReadonlyMap<string, CheckNames> } | undefined;

  constructor(options: SessionOptions) {
    this.root = options.root;
    this.now = options.now;
    this.#memo = new Memo(readCache(this.path(cacheFile('memo'))) as SavedMemo);
    const nanoseconds = () => BigInt(options.now()) * 1_000_000n;
    this.files = new FileHashes(
      this.root,
      (readCache(this.path(cacheFile('files'))) ?? {}) as SavedHashes,
      nanoseconds,
    );
    this.kinds = options.kinds(this.root, this.#memo, this.files);
  }

  get study(): Study {
    return this.#open.study;
  }

  get lineage(): Lineage {
    return this.#open.lineage;
  }

  /** What the SQL of a step's own checks names, where it has some. */
  checkNames(step: string): CheckNames | undefined {
    return this.#open.checks.get(step);
  }

  get #open() {
    if (this.#opened === undefined) throw new Error('the session was not opened');
    return this.#opened;
  }

  /** Reads the study, asks every step what it reads and writes, and draws the graph. */
  async open(overrides: Readonly<Record<string, Json>>): Promise<Graph> {
    const study = await this.#readStudy(overrides);
    try {
      const checks = await this.#readChecks(study);
      const graph = buildGraph(study, await this.#describe(study), checks);
      const schemas = await knownColumns(study, graph, this.kinds, (step) => this.receipt(step));
      const lineage = new Lineage(study, graph, this.kinds, schemas);
      this.#opened = { study, lineage, checks };
      return graph;
    } catch (error) {
      throw located(error, study);
    }
  }

  async #readStudy(overrides: Readonly<Record<string, Json>>): Promise<Study> {
    const sha256 = await this.files.hashOnce(STUDY_FILE);
    if (sha256 === undefined) {
      throw new UserError('E_NO_STUDY', `there is no ${STUDY_FILE} in ${this.root}`, {
        hint: 'run the command in the project’s folder, or name it: --project DIR',
      });
    }
    const texts = textFiles(this.files.list(TEXTS));
    const hashes = await Promise.all(
      texts.map(async ({ language, file }) => `${language} ${await this.files.hashOnce(file)}`),
    );
    const key = `study ${ENGINE_FORMAT} ${sha256} ${hashes.join(' ')} ${canonicalJson(overrides)}`;
    const study = await this.#memo.get(key, async () => {
      // The parser and the schema are loaded only when the text is new.
      const { parseStudy } = await import('./study/config.ts');
      const read = (file: string) => readFileSync(join(this.root, file), 'utf8');
      const files = {
        study: read(STUDY_FILE),
        texts: Object.fromEntries(
          texts.map(({ language, file }) => [language, { file, text: read(file) }]),
        ),
      };
      return parseStudy(files, overrides) as unknown as Json;
    });
    return study as unknown as Study;
  }

  async #describe(study: Study): Promise<ReadonlyMap<string, Described>> {
    const byKind = Map.groupBy(study.steps, (step) => step.kind);
    const found = new Map<string, Described>();
    for (const [kind, steps] of byKind) {
      for (const step of steps) await this.kinds.of(kind).find(step);
      for (const [step, described] of await this.kinds.of(kind).describe(steps, study)) {
        found.set(step, described);
      }
    }
    return found;
  }

  async #readChecks({ steps }: Study): Promise<ReadonlyMap<string, CheckNames>> {
    const found = new Map<string, CheckNames>();
    for (const spec of steps) {
      const path = checksOf(this.files, spec);
      if (path !== undefined) found.set(spec.name, await this.kinds.checkNames(path));
    }
    return found;
  }

  /** A step's error with its place in the study as line and column. */
  located(error: unknown, node: Node): unknown {
    const { study } = this;
    if (!(error instanceof UserError) || error.where !== '' || error.code === 'E_INTERRUPTED')
      return located(error, study);
    const { code, message, hint, subject } = error;
    const where = placeOf(node.spec, node.described, subject, study);
    return new UserError(code, message, { where, hint });
  }

  receipt(step: string): Receipt | undefined {
    if (!this.#receipts.has(step)) {
      this.files.exists(receiptFile(step));
      this.#receipts.set(step, readReceipt(this.path(RECEIPTS), step, ENGINE_FORMAT));
    }
    return this.#receipts.get(step);
  }

  /** What the reader should know of a step's outputs as they were built last. */
  warnings(step: string): readonly string[] {
    return this.receipt(step)?.warnings ?? [];
  }

  keep(receipt: Receipt): void {
    writeReceipt(this.path(RECEIPTS), receipt);
    this.#receipts.set(receipt.step, receipt);
  }

  /** Saves what is worth remembering. Only the lock's owner may call this. */
  save(): void {
    if (this.#memo.changed) writeWhole(this.path(cacheFile('memo')), JSON.stringify(this.#memo));
    if (this.files.changed) writeWhole(this.path(cacheFile('files')), JSON.stringify(this.files));
    this.#memo.changed = false;
    this.files.changed = false;
  }

  /** Notes that nothing had to be done, with all that was looked at to know it. */
  saveVerdict(key: string, steps: readonly string[]): void {
    const looks = this.files.looks();
    if (looks === undefined) return;
    const found = steps.map((step) => ({ step, warnings: this.warnings(step) }));
    writeWhole(this.path(cacheFile('verdict')), verdictText(key, looks, found));
  }

  /** A place of the project as a path of the machine. */
  path(place: string): string {
    return join(this.root, place);
  }
}

/** The files of words in their folder. One that would not be read under its name is an error. */
function textFiles(files: readonly string[]): { language: string; file: string }[] {
  return files.flatMap((file) => {
    const [, language = '', ending] = /^texts\/([^./][^/]*)\.(ya?ml)$/u.exec(file) ?? [];
    if (ending === undefined) return [];
    if (ending === 'yaml' && LANGUAGES.some((one) => one === language)) return [{ language, file }];
    throw new UserError('E_UNKNOWN_LANGUAGE', `${file} is read by nobody`, {
      where: file,
      hint: `words stand in ${LANGUAGES.map((one) => `${TEXTS}/${one}.yaml`).join(' or ')}`,
    });
  });
}

function located(error: unknown, study: Study): unknown {
  if (!(error instanceof UserError)) return error;
  const { code, message, hint } = error;
  return new UserError(code, message, { where: locate(study, error.where), hint });
}
