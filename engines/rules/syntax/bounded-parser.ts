import { parser, trackVariables } from 'lezer-feel';

import type { NameShape } from './parse.ts';

/**
 * Most work of the parser for one expression: the names and parts it copies. It copies all it has
 * seen of a list or context for each further part, so its work grows with the square.
 */
export const PARSE_WORK_MAX = 5_000_000;

/** What a step and the copy of a name weigh, beside the copy of a part of the expression. */
const STEP_WEIGHT = 40;
const NAME_WEIGHT = 80;

/** Thrown inside the parser's run when its work is used up; caught in {@link parseBounded}. */
class WorkUsedUp extends Error {}

type Tracker = ReturnType<typeof trackVariables>;

/** The steps of a tracker, which its type keeps to itself. */
interface Steps {
  readonly shift: (tracked: Tracked, ...rest: readonly unknown[]) => unknown;
  readonly reduce: (tracked: Tracked, ...rest: readonly unknown[]) => unknown;
}

/** What the parser keeps while it reads: parts of the expression, words of a name, names. */
interface Tracked {
  readonly children: readonly unknown[];
  readonly tokens: readonly unknown[];
  readonly context: { readonly value: object };
}

/**
 * Returns the parser's tree, or undefined where it would take too much work.
 *
 * @param top the grammar's rule the text has to be
 */
export function parseBounded(
  source: string,
  names: NameShape,
  top: string,
): ReturnType<typeof parser.parse> | undefined {
  try {
    return parser.configure({ top, contextTracker: countedTracker(names) }).parse(source);
  } catch (error) {
    // The parser goes down into nested lists by calls of its own: the host's stack is a limit too.
    if (error instanceof WorkUsedUp || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The parser's tracker of names, every step of it paid for. */
function countedTracker(names: NameShape): Tracker {
  // lezer's ContextTracker is made of these functions, which its declaration leaves out.
  const tracker = trackVariables(names) as Tracker & Steps;
  let left = PARSE_WORK_MAX;
  let context: object | undefined;
  const pay = (tracked: Tracked): void => {
    left -= STEP_WEIGHT + tracked.children.length + tracked.tokens.length;
    if (tracked.context !== context) {
      left -= Object.keys(tracked.context.value).length * NAME_WEIGHT;
    }
    ({ context } = tracked);
    if (left < 0) throw new WorkUsedUp();
  };
  const steps: Steps = {
    shift: (tracked, ...rest) => {
      pay(tracked);
      return tracker.shift(tracked, ...rest);
    },
    reduce: (tracked, ...rest) => {
      pay(tracked);
      return tracker.reduce(tracked, ...rest);
    },
  };
  const counted: Tracker = Object.create(Object.getPrototypeOf(tracker));
  return Object.assign(counted, tracker, steps);
}

/**
 * Returns where parentheses and braces open deeper than a limit; undefined where they do not. The
 * parser's work grows too fast with their depth to let it find out.
 */
export function tooDeepAt(source: string, max: number): number | undefined {
  let depth = 0;
  for (const { index, 0: sign } of source.matchAll(SIGNS)) {
    if (sign === '(' || sign === '{') depth += 1;
    else if (sign === ')' || sign === '}') depth = Math.max(0, depth - 1);
    if (depth > max) return index;
  }
  return undefined;
}

/** Texts and comments as a whole, and brackets outside them. */
const SIGNS = /"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/|[(){}]/gu;
