/** A piece of a regular expression. */
export type Pattern =
  | { readonly type: 'set'; readonly has: (point: string) => boolean }
  | { readonly type: 'start' | 'end' }
  | { readonly type: 'group'; readonly index: number; readonly body: Pattern }
  | { readonly type: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly type: 'choice'; readonly options: readonly Pattern[] }
  | {
      readonly type: 'repeat';
      readonly body: Pattern;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    }
  | { readonly type: 'back'; readonly index: number };

/** The flags of `matches` and `replace`. @source XPath and XQuery Functions 3.1, 5.6.2 */
export interface Flags {
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly ignoreCase: boolean;
  readonly extended: boolean;
  readonly literal: boolean;
}

/** A pattern ready to be matched. */
export interface ParsedPattern {
  readonly body: Pattern;
  readonly groups: number;
  readonly flags: Flags;
}

/** Largest repetition count a pattern may name. */
const REPEAT_MAX = 1_000;

/** Longest pattern that is read. */
const PATTERN_LENGTH_MAX = 2_000;

/** Returns the flags of a text, or null for one that is none. */
export function readFlags(text: string): Flags | null {
  if (!/^[smixq]*$/u.test(text)) return null;
  return {
    dotAll: text.includes('s'),
    multiline: text.includes('m'),
    ignoreCase: text.includes('i'),
    extended: text.includes('x'),
    literal: text.includes('q'),
  };
}

/**
 * Returns a pattern as a tree, or null where the text is no regular expression.
 *
 * @source XPath and XQuery Functions 3.1, 5.6.1 (regular expression syntax)
 */
export function parsePattern(text: string, flags: Flags): ParsedPattern | null {
  if (text.length > PATTERN_LENGTH_MAX) return null;
  const points = Array.from(text);
  if (flags.literal) {
    const parts = points.map((point) => literal(point, flags));
    return { body: { type: 'sequence', parts }, groups: 0, flags };
  }
  const meaning = flags.extended ? withoutSpace(points) : points;
  const reader = new PatternReader(meaning, flags);
  return reader.whole();
}

/** White space has no meaning outside a character class. @source XPath functions 3.1, 5.6.2, `x` */
function withoutSpace(points: readonly string[]): string[] {
  let depth = 0;
  let escaped = false;
  return points.filter((point) => {
    const meant = depth > 0 || !/\s/u.test(point);
    if (!escaped && point === '[') depth += 1;
    if (!escaped && point === ']') depth -= 1;
    if (meant) escaped = !escaped && point === '\\';
    return meant;
  });
}

function literal(point: string, flags: Flags): Pattern {
  if (!flags.ignoreCase) return { type: 'set', has: (other) => other === point };
  const folded = fold(point);
  return { type: 'set', has: (other) => fold(other) === folded };
}

/** Returns a code point without its case. */
export function fold(point: string): string {
  return point.toUpperCase().toLowerCase();
}

class BadPattern extends Error {}

/** Reads a pattern by recursive descent. */
class PatternReader {
  readonly #points: readonly string[];
  readonly #flags: Flags;
  #at = 0;
  #groups = 0;

  constructor(points: readonly string[], flags: Flags) {
    this.#points = points;
    this.#flags = flags;
  }

  whole(): ParsedPattern | null {
    try {
      const body = this.#choice();
      if (this.#at < this.#points.length) return null;
      return { body, groups: this.#groups, flags: this.#flags };
    } catch (error) {
      if (error instanceof BadPattern) return null;
      throw error;
    }
  }

  #peek(): string | undefined {
    return this.#points[this.#at];
  }

  #take(): string {
    const point = this.#points[this.#at];
    if (point === undefined) throw new BadPattern();
    this.#at += 1;
    return point;
  }

  #accept(point: string): boolean {
    if (this.#peek() !== point) return false;
    this.#at += 1;
    return true;
  }

  #choice(): Pattern {
    const options = [this.#sequence()];
    while (this.#accept('|')) options.push(this.#sequence());
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { type: 'choice', options };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      if (next === '|' || next === ')') break;
      parts.push(this.#repeated(this.#atom()));
    }
    return { type: 'sequence', parts };
  }

  #repeated(body: Pattern): Pattern {
    const count = this.#count();
    if (count === null) return body;
    const lazy = this.#accept('?');
    const next = this.#peek();
    if (next === '*' || next === '+' || next === '?') throw new BadPattern();
    return { type: 'repeat', body, ...count, lazy };
  }

  #count(): { min: number; max: number } | null {
    if (this.#accept('*')) return { min: 0, max: Infinity };
    if (this.#accept('+')) return { min: 1, max: Infinity };
    if (this.#accept('?')) return { min: 0, max: 1 };
    if (!this.#accept('{')) return null;
    const min = this.#digits();
    const max = this.#accept(',') ? (this.#peek() === '}' ? Infinity : this.#digits()) : min;
    if (!this.#accept('}') || max < min) throw new BadPattern();
    return { min, max };
  }

  #digits(): number {
    let text = '';
    while (/^\d$/u.test(this.#peek() ?? '')) text += this.#take();
    const value = Number(text);
    if (text === '' || value > REPEAT_MAX) throw new BadPattern();
    return value;
  }

  #atom(): Pattern {
    const point = this.#take();
    switch (point) {
      case '(':
        return this.#group();
      case '[':
        return { type: 'set', has: this.#folded(this.#set()) };
      case '.':
        return { type: 'set', has: this.#dot() };
      case '^':
        return { type: 'start' };
      case '$':
        return { type: 'end' };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        throw new BadPattern();
      default:
        return literal(point, this.#flags);
    }
  }

  #dot(): (point: string) => boolean {
    return this.#flags.dotAll ? () => true : (point) => point !== '\n' && point !== '\r';
  }

  #group(): Pattern {
    if (this.#accept('?')) {
      if (!this.#accept(':')) throw new BadPattern();
      const body = this.#choice();
      if (!this.#accept(')')) throw new BadPattern();
      return body;
    }
    this.#groups += 1;
    const index = this.#groups;
    const body = this.#choice();
    if (!this.#accept(')')) throw new BadPattern();
    return { type: 'group', index, body };
  }

  #escape(): Pattern {
    const next = this.#peek() ?? '';
    if (/^[1-9]$/u.test(next)) {
      const index = Number(this.#take());
      if (index > this.#groups) throw new BadPattern();
      return { type: 'back', index };
    }
    return { type: 'set', has: this.#folded(this.#classOrPoint()) };
  }

  /** Reads what follows a backslash: a class, or a sign that stands for itself. */
  #classOrPoint(): (point: string) => boolean {
    const sign = this.#take();
    if (sign === 'p' || sign === 'P') return this.#property(sign === 'P');
    const known = CLASSES[sign];
    if (known !== undefined) return (point) => known.test(point);
    const control = CONTROLS[sign];
    if (control !== undefined) return (point) => point === control;
    if (!/^[\\|.?*+(){}\-[\]^$/]$/u.test(sign)) throw new BadPattern();
    return (point) => point === sign;
  }

  #property(negated: boolean): (point: string) => boolean {
    if (!this.#accept('{')) throw new BadPattern();
    let name = '';
    while (this.#peek() !== '}') name += this.#take();
    this.#at += 1;
    const expression = propertyExpression(name);
    return (point) => expression.test(point) !== negated;
  }

  #folded(has: (point: string) => boolean): (point: string) => boolean {
    if (!this.#flags.ignoreCase) return has;
    return (point) => has(point) || has(point.toLowerCase()) || has(point.toUpperCase());
  }

  /** Reads a character class after its `[`, with ranges and subtraction. */
  #set(): (point: string) => boolean {
    const negated = this.#accept('^');
    const members: ((point: string) => boolean)[] = [];
    let without: ((point: string) => boolean) | undefined;
    while (!this.#accept(']')) {
      if (this.#peek() === '-' && this.#points[this.#at + 1] === '[' && members.length > 0) {
        this.#at += 2;
        without = this.#set();
      } else if (without === undefined) members.push(this.#member());
      else throw new BadPattern();
    }
    if (members.length === 0) throw new BadPattern();
    const minus = without;
    // Case is folded before a class is negated: `[^Q]` with `i` takes neither Q nor q.
    const within = this.#folded((point) => members.some((has) => has(point)));
    return (point) => within(point) !== negated && (minus === undefined || !minus(point));
  }

  #member(): (point: string) => boolean {
    const first = this.#take();
    if (first === '[') throw new BadPattern();
    let low: string | undefined = first;
    let has = (point: string): boolean => point === first;
    if (first === '\\') {
      const sign = this.#peek() ?? '';
      has = this.#classOrPoint();
      low =
        CLASSES[sign] === undefined && !/^[pP]$/u.test(sign) ? (CONTROLS[sign] ?? sign) : undefined;
    }
    const after = this.#points[this.#at + 1];
    if (low === undefined || this.#peek() !== '-' || after === ']' || after === '[') return has;
    this.#at += 1;
    let high = this.#take();
    if (high === '\\') {
      const sign = this.#take();
      high = CONTROLS[sign] ?? sign;
    }
    return between(low, high);
  }
}

function between(low: string, high: string): (point: string) => boolean {
  const from = low.codePointAt(0) ?? 0;
  const to = high.codePointAt(0) ?? 0;
  if (to < from) throw new BadPattern();
  return (point) => {
    const code = point.codePointAt(0) ?? -1;
    return code >= from && code <= to;
  };
}

/** Host expressions of one code point each: they cannot backtrack. */
const CLASSES: Readonly<Record<string, RegExp>> = {
  d: /^\p{Nd}$/u,
  D: /^\P{Nd}$/u,
  s: /^[ \t\n\r]$/u,
  S: /^[^ \t\n\r]$/u,
  w: /^[^\p{P}\p{Z}\p{C}]$/u,
  W: /^[\p{P}\p{Z}\p{C}]$/u,
  i: /^[\p{L}_:]$/u,
  I: /^[^\p{L}_:]$/u,
  c: /^[\p{L}\p{N}\p{M}_:.\-·]$/u,
  C: /^[^\p{L}\p{N}\p{M}_:.\-·]$/u,
};

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function propertyExpression(name: string): RegExp {
  const block = BLOCKS[name];
  if (block !== undefined) return block;
  if (!/^[A-Z][a-z]?$/u.test(name)) throw new BadPattern();
  try {
    return new RegExp(`^\\p{${name}}$`, 'u');
  } catch {
    // The name has the right shape and is no category.
    throw new BadPattern();
  }
}

/** The blocks that appear in practice; XPath names them `Is…`. */
const BLOCKS: Readonly<Record<string, RegExp>> = {
  IsBasicLatin: /^\p{ASCII}$/u,
  'IsLatin-1Supplement': /^[\u0080-\u00ff]$/u,
  IsGreek: /^[\u0370-\u03ff]$/u,
  IsCyrillic: /^[\u0400-\u04ff]$/u,
  IsCJKUnifiedIdeographs: /^[\u4e00-\u9fff]$/u,
  IsHiragana: /^[\u3040-\u309f]$/u,
  IsKatakana: /^[\u30a0-\u30ff]$/u,
};
