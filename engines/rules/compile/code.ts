import type { Node } from '../syntax/node.ts';
import type { Value } from '../value/kinds.ts';
import type { Run } from './run.ts';

/** The slots of one evaluation: inputs first, then one slot for every local name. */
export type Slots = Value[];

/** A compiled expression. */
export type Code = (slots: Slots, run: Run) => Value;

/** What a name stands for while compiling. */
export type Binding =
  | { readonly kind: 'slot'; readonly slot: number }
  | { readonly kind: 'builtin'; readonly name: string };

/** What a name resolves to: its binding, and the filter items that may hold it first. */
export interface Resolution {
  /** Slots of the items whose entries shadow the binding, innermost first. */
  readonly items: readonly number[];
  readonly binding?: Binding;
}

/** One level of names while compiling. */
export interface Level {
  readonly names: ReadonlyMap<string, Binding>;
  /** The slot of a filter's item: its entries are names too, known only when it runs. */
  readonly item?: number;
}

/** What all scopes of one expression share: the compiler itself and the next free slot. */
export interface Shared {
  readonly compile: (node: Node, scope: Scope) => Code;
  nextSlot: number;
}

/** A node of one type. */
export type NodeOf<Type extends Node['type']> = Extract<Node, { readonly type: Type }>;

/** The names visible at one place of an expression, and the slots handed out so far. */
export class Scope {
  readonly #levels: readonly Level[];
  readonly #shared: Shared;

  constructor(levels: readonly Level[], shared: Shared) {
    this.#levels = levels;
    this.#shared = shared;
  }

  /** Compiles a sub-expression in this scope. */
  compile(node: Node): Code {
    return this.#shared.compile(node, this);
  }

  /** Returns a scope in which the names, and perhaps an item's entries, come first. */
  inner(level: Level): Scope {
    return new Scope([level, ...this.#levels], this.#shared);
  }

  /** Hands out a slot nobody else uses. */
  slot(): number {
    const { nextSlot } = this.#shared;
    this.#shared.nextSlot = nextSlot + 1;
    return nextSlot;
  }

  /** Returns what a name stands for here. */
  resolve(name: string): Resolution {
    const items: number[] = [];
    for (const level of this.#levels) {
      // An entry of the item comes first, even one that is itself called `item`.
      if (level.item !== undefined) items.push(level.item);
      const binding = level.names.get(name);
      if (binding !== undefined) return { items, binding };
    }
    return { items };
  }
}

/** Returns a level of local names bound to slots. */
export function levelOf(names: Iterable<readonly [string, number]>, item?: number): Level {
  const bound = new Map<string, Binding>();
  for (const [name, slot] of names) bound.set(name, { kind: 'slot', slot });
  return item === undefined ? { names: bound } : { names: bound, item };
}
