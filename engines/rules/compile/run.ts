/** Most steps one evaluation may take: items visited, calls made, characters produced / 64. */
export const STEPS_MAX = 1_000_000;

/** Steps of one operation on numbers that are no machine numbers. */
export const DECIMAL_STEPS = 4;

/** Deepest nesting of function calls. */
export const DEPTH_MAX = 256;

/** Longest string an expression may build, in UTF-16 units. */
export const TEXT_LENGTH_MAX = 1_000_000;

/** Steps between two looks at the caller's clock. */
const STEPS_BETWEEN_CLOCK = 2_048;

/** Bounds of one evaluation; what is left out has the named default. */
export interface Limits {
  readonly steps?: number;
  readonly depth?: number;
  /** Milliseconds, measured by `elapsed`; both or neither. */
  readonly milliseconds?: number;
}

/** What an evaluation may know of the outside; nothing here is looked up by the engine itself. */
export interface World {
  readonly limits?: Limits;
  /** Milliseconds since the evaluation began, by the caller's clock. */
  readonly elapsed?: () => number;
  /** What `now()` and `today()` say; null when absent. */
  readonly now?: { readonly epochMs: number; readonly offsetMinutes: number };
  /** Minutes east of UTC of a named zone at an instant; throws or NaN for an unknown zone. */
  readonly zone?: (zone: string, epochMs: number) => number;
}

/** The limits an evaluation may pass. */
export type LimitName = 'steps' | 'depth' | 'time' | 'text' | 'size';

/** Thrown inside the engine when a limit is passed; callers of the engine see a problem instead. */
export class LimitExceeded extends Error {
  readonly limit: LimitName;

  constructor(limit: LimitName) {
    super(`rules.limit.${limit}`);
    this.limit = limit;
  }
}

/**
 * The account of one evaluation: what it may still spend. One per call of the engine, never shared,
 * so evaluations may run inside each other.
 */
export class Run {
  readonly world: World;
  readonly #stepsMax: number;
  readonly #depthMax: number;
  #steps: number;
  #depth: number;
  #untilClock = STEPS_BETWEEN_CLOCK;

  constructor(world: World = {}) {
    this.world = world;
    this.#stepsMax = world.limits?.steps ?? STEPS_MAX;
    this.#depthMax = world.limits?.depth ?? DEPTH_MAX;
    this.#steps = this.#stepsMax;
    this.#depth = this.#depthMax;
  }

  /** Fills the account again for the next of several independent evaluations. */
  reset(): void {
    this.#steps = this.#stepsMax;
    this.#depth = this.#depthMax;
  }

  /** Pays for work about to be done. @throws {LimitExceeded} when the account is empty */
  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new LimitExceeded('steps');
    this.#untilClock -= steps;
    if (this.#untilClock < 0) this.#lookAtClock();
  }

  #lookAtClock(): void {
    this.#untilClock = STEPS_BETWEEN_CLOCK;
    const { limits, elapsed } = this.world;
    if (limits?.milliseconds === undefined || elapsed === undefined) return;
    if (elapsed() > limits.milliseconds) throw new LimitExceeded('time');
  }

  /** Enters a function call. @throws {LimitExceeded} when calls nest too deep */
  enter(): void {
    this.spend(1);
    this.#depth -= 1;
    if (this.#depth < 0) throw new LimitExceeded('depth');
  }

  /** Leaves a function call. */
  leave(): void {
    this.#depth += 1;
  }

  /** Returns the text when it may be that long. @throws {LimitExceeded} when it may not */
  text(text: string): string {
    if (text.length > TEXT_LENGTH_MAX) throw new LimitExceeded('text');
    this.spend(1 + (text.length >> 6));
    return text;
  }
}
