import { childrenOf } from './node.ts';
import type { Iterator, Node, Place } from './node.ts';

/** A name an expression uses without defining it. */
export interface FreeName extends Place {
  readonly name: string;
  /** True where it is called as a function. */
  readonly called: boolean;
  /** Number of arguments of a positional call. */
  readonly positional?: number;
  /** True within a filter, where an entry of the item may bear the name. */
  readonly inFilter: boolean;
}

interface Around {
  readonly bound: ReadonlySet<string>;
  readonly inFilter: boolean;
}

/** Returns every use of a name that nothing within the expression defines, in source order. */
export function freeNamesOf(node: Node): FreeName[] {
  const found: FreeName[] = [];
  collect(node, { bound: new Set(), inFilter: false }, found);
  return found;
}

function collect(node: Node, around: Around, found: FreeName[]): void {
  switch (node.type) {
    case 'name':
      note(node, { ...around, called: false }, found);
      return;
    case 'call':
      callee(node.callee, { ...around, called: true, positional: node.args.length }, found);
      for (const arg of node.args) collect(arg, around, found);
      return;
    case 'call-named':
      callee(node.callee, { ...around, called: true }, found);
      for (const [, arg] of node.args) collect(arg, around, found);
      return;
    case 'filter':
      collect(node.source, around, found);
      collect(node.test, { ...within(around, ['item']), inFilter: true }, found);
      return;
    case 'for':
      collect(node.body, within(iterators(node.iterators, around, found), ['partial']), found);
      return;
    case 'quantified':
      collect(node.body, iterators(node.iterators, around, found), found);
      return;
    case 'function': {
      const names = node.parameters.map(({ name }) => name);
      if (!node.external) collect(node.body, within(around, names), found);
      return;
    }
    case 'context':
      entries(node.entries, around, found);
      return;
    default:
      for (const child of childrenOf(node)) collect(child, around, found);
  }
}

/** Where and how a name is used. */
type Use = Around & Pick<FreeName, 'called' | 'positional'>;

function callee(node: Node, use: Use, found: FreeName[]): void {
  if (node.type === 'name') note(node, use, found);
  else collect(node, { bound: use.bound, inFilter: use.inFilter }, found);
}

function note(node: Extract<Node, { type: 'name' }>, use: Use, found: FreeName[]): void {
  const { bound, ...how } = use;
  if (bound.has(node.name)) return;
  found.push({ name: node.name, from: node.from, to: node.to, ...how });
}

function within(around: Around, names: readonly string[]): Around {
  return { ...around, bound: new Set([...around.bound, ...names]) };
}

function iterators(list: readonly Iterator[], around: Around, found: FreeName[]): Around {
  let inner = around;
  for (const { name, from, to } of list) {
    collect(from, inner, found);
    if (to !== undefined) collect(to, inner, found);
    inner = within(inner, [name]);
  }
  return inner;
}

function entries(
  list: readonly (readonly [string, Node])[],
  around: Around,
  found: FreeName[],
): void {
  let inner = around;
  for (const [name, value] of list) {
    collect(value, inner, found);
    inner = within(inner, [name]);
  }
}
