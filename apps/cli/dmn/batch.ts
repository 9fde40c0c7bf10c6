import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { decideModel, toJson } from '#engines/rules/index.ts';
import type { CompiledModel, ModelOutcome } from '#engines/rules/index.ts';
import { openModel } from '#platform/diagrams/dmn/index.ts';
import type { OpenModel } from '#platform/diagrams/dmn/index.ts';
import { translate } from '#platform/text/index.ts';
import type { CommandIo } from '../command.ts';
import { readCaseLine, type DmnCase } from './case-line.ts';
import { hostWorld } from './host-world.ts';

/** Most models kept compiled at once; the one opened first makes room. */
export const MODELS_MAX = 128;

/** Answers the lines of a file of cases, one after the other. */
export class DmnBatch {
  readonly #folder: string;
  readonly #io: CommandIo;
  readonly #models = new Map<string, OpenModel | undefined>();
  #line = 0;
  /** Lines answered with an error because of a fault. */
  faults = 0;

  /** @param folder where the cases are: their files are looked for there first */
  constructor(folder: string, io: CommandIo) {
    this.#folder = folder;
    this.#io = io;
  }

  /** Returns the JSON line `{"value": …}` or `{"error": …}` for a case. */
  answer(line: string): string {
    this.#line += 1;
    const asked = readCaseLine(line);
    if (asked === undefined) return this.#error('bad_line', { line: this.#line });
    const opened = this.#open(asked.file);
    if (opened === undefined) return this.#error('no_file', { file: asked.file });
    if (opened.model === undefined) return errorLine(this.#sentences(opened).join(' '));
    return this.#decide(opened.model, asked);
  }

  /** A fault of ours is said and ends the command with its code, but no other line suffers. */
  #decide(model: CompiledModel, { decision, input }: DmnCase): string {
    try {
      // JSON has no dates: a case writes them as texts, also where the model gives no type.
      const question = { facts: input, world: hostWorld(), untyped: 'written' } as const;
      return this.#answerOf(decideModel(model, decision, question));
    } catch (error) {
      this.faults += 1;
      this.#io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return this.#error('fault', { line: this.#line });
    }
  }

  /** Files are meant beside the cases, else from where the command was given. */
  #pathOf(file: string): string {
    const beside = resolve(this.#folder, file);
    return existsSync(beside) ? beside : resolve(this.#io.folder, file);
  }

  #open(file: string): OpenModel | undefined {
    const path = this.#pathOf(file);
    if (this.#models.has(path)) return this.#models.get(path);
    const opened = openModel(path);
    const [oldest] = this.#models.keys();
    if (this.#models.size >= MODELS_MAX && oldest !== undefined) this.#models.delete(oldest);
    this.#models.set(path, opened);
    if (opened?.model !== undefined) {
      for (const sentence of this.#sentences(opened)) {
        this.#io.err(translate(this.#io.language, 'cli.dmn.in', { file, sentence }));
      }
    }
    return opened;
  }

  #answerOf({ value, problem }: ModelOutcome): string {
    // FEEL gives an expression that cannot be read the value null; the model's findings name it.
    if (problem === undefined || isUnread(problem)) return `{"value":${toJson(value)}}`;
    if ('reason' in problem) {
      const { reason, element } = problem;
      return errorLine(this.#say(`rules.reason.${reason.replaceAll('-', '_')}`, { element }));
    }
    return errorLine(this.#say(`rules.limit.${problem.limit}`, {}));
  }

  #sentences({ findings }: OpenModel): string[] {
    return findings.map(({ code, values }) => {
      const ours = code.startsWith('dmn.');
      const key = ours ? `cli.${code.replaceAll('-', '_')}` : code;
      const sentence = this.#say(key, values ?? {});
      const element = values?.['element'];
      return ours || element === undefined ? sentence : `${String(element)}: ${sentence}`;
    });
  }

  #say(key: string, values: Readonly<Record<string, string | number>>): string {
    return translate(this.#io.language, key, values);
  }

  #error(key: string, values: Readonly<Record<string, string | number>>): string {
    return errorLine(this.#say(`cli.dmn.${key}`, values));
  }
}

function isUnread(problem: NonNullable<ModelOutcome['problem']>): boolean {
  return 'reason' in problem && problem.reason === 'does-not-compile';
}

function errorLine(error: string): string {
  return JSON.stringify({ error });
}
