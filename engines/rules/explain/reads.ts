import { findEntry } from '../compile/access.ts';
import { childrenOf } from '../syntax/node.ts';
import type { Node } from '../syntax/node.ts';
import { Fact } from '../value/convert.ts';
import { isContext } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';

/** A name or path a condition reads. */
export interface Read {
  /** As written, `firm.revenue`. */
  readonly name: string;
  /** The input it starts from. */
  readonly root: string;
  readonly path: readonly string[];
  /** Follows the path from the input's value. */
  readonly valueIn: (root: Value) => Value;
  /** Follows the path through the caller's facts to the innermost `fact()` on it. */
  readonly factIn: (root: unknown) => unknown;
}

/** Returns the names and paths a node reads, each once, without what it binds itself. */
export function readsOf(node: Node): Read[] {
  const found = new Map<string, Read>();
  collect(node, new Set(), found);
  return [...found.values()];
}

function collect(node: Node, bound: ReadonlySet<string>, found: Map<string, Read>): void {
  const path = pathOf(node);
  if (path !== undefined) {
    const [root = '', ...rest] = path;
    const name = path.join('.');
    if (!bound.has(root) && !found.has(name)) found.set(name, readOf(name, root, rest));
    return;
  }
  if (node.type === 'call' && node.callee.type === 'name') {
    for (const arg of node.args) collect(arg, bound, found);
    return;
  }
  const inner = new Set([...bound, ...bindsOf(node)]);
  for (const child of childrenOf(node)) collect(child, inner, found);
}

function pathOf(node: Node): string[] | undefined {
  if (node.type === 'name') return [node.name];
  if (node.type !== 'path') return undefined;
  const source = pathOf(node.source);
  return source === undefined ? undefined : [...source, node.name];
}

function bindsOf(node: Node): readonly string[] {
  switch (node.type) {
    case 'for':
    case 'quantified':
      return [...node.iterators.map(({ name }) => name), 'partial'];
    case 'filter':
      return ['item'];
    case 'function':
      return node.parameters.map(({ name }) => name);
    case 'context':
      return node.entries.map(([name]) => name);
    default:
      return [];
  }
}

function readOf(name: string, root: string, path: readonly string[]): Read {
  return {
    name,
    root,
    path,
    valueIn: (value) => path.reduce<Value>(step, value),
    factIn: (value) => path.reduce<unknown>(stepFact, value),
  };
}

function step(value: Value, name: string): Value {
  return isContext(value) ? (findEntry(value, name) ?? null) : value;
}

/** A fact covers everything below it unless a deeper one says otherwise. */
function stepFact(value: unknown, name: string): unknown {
  const held = value instanceof Fact ? value.value : value;
  if (typeof held !== 'object' || held === null || !Object.hasOwn(held, name)) return value;
  const deeper: unknown = Reflect.get(held, name);
  const inner = deeper instanceof Fact || typeof deeper === 'object';
  return value instanceof Fact && !(inner && deeper instanceof Fact) ? value : deeper;
}
