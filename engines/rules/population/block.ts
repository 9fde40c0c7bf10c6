import type { Slots } from '../compile/code.ts';
import type { Input } from '../expression.ts';
import { bindInto } from '../expression.ts';
import type { Facts } from '../value/convert.ts';

/** Subjects judged by one rule before the next rule has its turn: their columns stay cached. */
export const BLOCK_SUBJECTS = 256;

/** Numbers over a block: an input's, or an operation's. */
export interface Numbers {
  /** Doubles; NaN where the value is none and the row doubtful. */
  readonly values: Float64Array;
  /** True when all are whole numbers within the safe integers. */
  whole: boolean;
  /** False when a row is doubtful. */
  clean: boolean;
}

/** Texts and booleans of an input over a block. */
export interface Signs {
  /** 0 false, 1 true, else the number of a text in the dictionary; {@link NO_SIGN} for others. */
  readonly values: Int32Array;
  /** What all of them are; false when they differ or a row is doubtful. */
  allTexts: boolean;
  allBooleans: boolean;
  clean: boolean;
}

/** A column with the filling of the block it was last read for. */
interface Kept<Column> {
  readonly column: Column;
  filling: number;
}

/** The sign of a value that is neither text nor boolean. */
export const NO_SIGN = -1;

/** A sign no value has. */
const UNSEEN = -2;

/** First number of a text in the dictionary, after false and true. */
const FIRST_TEXT = 2;

/**
 * Some subjects of a population, their inputs as slots (a row each) and, where a rule asks for it,
 * as columns of machine numbers. A row whose value no column can hold exactly is marked doubtful
 * and judged by the rule's closure instead, so that columns never decide what they cannot.
 */
export class Block {
  /** Slots of the subjects, one frame each. */
  readonly frames: readonly Slots[];
  /** Subjects in the block now; the rest of every column is stale. */
  count = 0;
  /** Rows the rule's closure has to judge, while `isDoubtful`. */
  readonly doubts = new Uint8Array(BLOCK_SUBJECTS);
  isDoubtful = false;
  #filling = 0;
  readonly #numbers: (Kept<Numbers> | undefined)[];
  readonly #signs: (Kept<Signs> | undefined)[];
  readonly #texts = new Map<string, number>();
  readonly #bytes: readonly Uint8Array[];
  readonly #results: readonly Numbers[];

  /**
   * @param frames empty slots for as many subjects as the block may hold
   * @param rooms  how many conditions and operations of the rules need room for results
   */
  constructor(
    frames: readonly Slots[],
    rooms: { readonly conditions: number; readonly operations: number },
  ) {
    this.frames = frames;
    const slots = frames[0]?.length ?? 0;
    this.#numbers = Array.from({ length: slots }, () => undefined);
    this.#signs = Array.from({ length: slots }, () => undefined);
    this.#bytes = Array.from({ length: rooms.conditions }, () => new Uint8Array(BLOCK_SUBJECTS));
    this.#results = Array.from({ length: rooms.operations }, () => newNumbers());
  }

  /** Puts subjects into the block. @param subjects no more than there are frames */
  fill(subjects: readonly Facts[], inputs: readonly Input[]): void {
    for (const [at, facts] of subjects.entries()) bindInto(this.frames[at] ?? [], inputs, facts);
    this.count = subjects.length;
    this.#filling += 1;
  }

  /** Forgets the doubts of the last rule. */
  trust(): void {
    if (this.isDoubtful) this.doubts.fill(0);
    this.isDoubtful = false;
  }

  /** Marks the rows whose number is NaN. */
  doubt(values: Float64Array): void {
    this.isDoubtful = true;
    for (let at = 0; at < this.count; at += 1) {
      if (Number.isNaN(values[at])) this.doubts[at] = 1;
    }
  }

  /** The doubles of a slot; rows without one are doubtful. */
  numbers(slot: number): Numbers {
    const kept = (this.#numbers[slot] ??= { column: newNumbers(), filling: 0 });
    const { column } = kept;
    if (kept.filling !== this.#filling) this.#fillNumbers(column, slot);
    kept.filling = this.#filling;
    if (!column.clean) this.doubt(column.values);
    return column;
  }

  /** The texts and booleans of a slot as signs; rows with another value are doubtful. */
  signs(slot: number): Signs {
    const kept = (this.#signs[slot] ??= { column: newSigns(), filling: 0 });
    const { column } = kept;
    if (kept.filling !== this.#filling) this.#fillSigns(column, slot);
    kept.filling = this.#filling;
    if (!column.clean) this.#doubtSigns(column.values);
    return column;
  }

  /** The sign of a text or boolean; one no value has where the text was not seen. */
  signOf(value: string | boolean): number {
    return typeof value === 'boolean' ? Number(value) : (this.#texts.get(value) ?? UNSEEN);
  }

  /** Room for the verdicts of a condition, by its number. */
  bytes(index: number): Uint8Array {
    return this.#bytes[index] ?? new Uint8Array(BLOCK_SUBJECTS);
  }

  /** Room for the numbers of an operation, by its number. */
  results(index: number): Numbers {
    return this.#results[index] ?? newNumbers();
  }

  #doubtSigns(values: Int32Array): void {
    this.isDoubtful = true;
    for (let at = 0; at < this.count; at += 1) if (values[at] === NO_SIGN) this.doubts[at] = 1;
  }

  #fillNumbers(column: Numbers, slot: number): void {
    column.clean = true;
    column.whole = true;
    for (let at = 0; at < this.count; at += 1) {
      const value = this.frames[at]?.[slot];
      column.values[at] = typeof value === 'number' ? value : Number.NaN;
      if (typeof value !== 'number') column.clean = false;
      if (!Number.isSafeInteger(value)) column.whole = false;
    }
  }

  #fillSigns(column: Signs, slot: number): void {
    let [texts, booleans] = [0, 0];
    for (let at = 0; at < this.count; at += 1) {
      const value = this.frames[at]?.[slot];
      column.values[at] = typeof value === 'string' ? this.#numberOf(value) : plainSign(value);
      if (typeof value === 'string') texts += 1;
      else if (typeof value === 'boolean') booleans += 1;
    }
    column.clean = texts + booleans === this.count;
    column.allTexts = texts === this.count;
    column.allBooleans = booleans === this.count;
  }

  #numberOf(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.size + FIRST_TEXT;
    this.#texts.set(text, number);
    return number;
  }
}

function plainSign(value: unknown): number {
  return typeof value === 'boolean' ? Number(value) : NO_SIGN;
}

function newNumbers(): Numbers {
  return { values: new Float64Array(BLOCK_SUBJECTS), whole: false, clean: false };
}

function newSigns(): Signs {
  const values = new Int32Array(BLOCK_SUBJECTS);
  return { values, allTexts: false, allBooleans: false, clean: false };
}
