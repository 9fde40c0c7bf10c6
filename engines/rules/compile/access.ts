import { wholeOf } from '../number/arithmetic.ts';
import { propertyOf } from '../temporal/properties.ts';
import { entryOf, isContext, isList, isNumber } from '../value/kinds.ts';
import type { FeelList, Value } from '../value/kinds.ts';
import { canonicalName } from '../syntax/name.ts';
import { levelOf } from './code.ts';
import type { Code, NodeOf, Scope, Slots } from './code.ts';
import type { Run } from './run.ts';

/** Compiles a name: an input, a local, or, within a filter, an entry of the item. */
export function compileName(node: NodeOf<'name'>, scope: Scope, otherwise: Code): Code {
  const { items, binding } = scope.resolve(node.name);
  const outer: Code = binding?.kind === 'slot' ? readSlot(binding.slot) : otherwise;
  if (items.length === 0) return outer;
  return (slots, run) => {
    for (const item of items) {
      const held = slots[item] ?? null;
      const entry = isContext(held) ? findEntry(held, node.name) : undefined;
      if (entry !== undefined) return entry;
    }
    return outer(slots, run);
  };
}

function readSlot(slot: number): Code {
  return (slots) => slots[slot] ?? null;
}

/** Finds an entry by its name, or by a name that is the same when written canonically. */
export function findEntry(
  context: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined {
  const exact = entryOf(context, name);
  if (exact !== undefined || !NEEDS_CANON.test(name)) return exact;
  const other = Object.keys(context).find((key) => canonicalName(key) === name);
  return other === undefined ? undefined : context[other];
}

/** Only names with these marks can be spelled in two ways. */
const NEEDS_CANON = /[\s./\-'+*]/u;

/**
 * Compiles `source.name`: an entry of a context, a property of a temporal value or a range, or the
 * list of it over a list.
 *
 * @source OMG DMN 1.5, table 59 (path expressions) and 10.3.2.5
 */
export function compilePath(node: NodeOf<'path'>, scope: Scope): Code {
  const source = scope.compile(node.source);
  const { name } = node;
  return (slots, run) => member(source(slots, run), name, run);
}

function member(value: Value, name: string, run: Run): Value {
  if (value === null || typeof value !== 'object') return null;
  if (isList(value)) {
    run.spend(value.length);
    return value.map((item) => member(item, name, run));
  }
  if (isContext(value)) return findEntry(value, name) ?? null;
  return propertyOf(value, name, run);
}

/**
 * Compiles `list[test]`: an index when the test is a number, else the items that pass.
 *
 * @source OMG DMN 1.5, table 52 (filter) and 10.3.2.5
 */
export function compileFilter(node: NodeOf<'filter'>, scope: Scope): Code {
  const source = scope.compile(node.source);
  const slot = scope.slot();
  const test = scope.inner(levelOf([['item', slot]], slot)).compile(node.test);
  return (slots, run) => {
    const value = source(slots, run);
    if (value === null) return null;
    return filter(isList(value) ? value : [value], { slot, test, slots, run });
  };
}

interface Filtering {
  readonly slot: number;
  readonly test: Code;
  readonly slots: Slots;
  readonly run: Run;
}

function filter(list: FeelList, { slot, test, slots, run }: Filtering): Value {
  run.spend(list.length + 1);
  slots[slot] = list[0] ?? null;
  const first = test(slots, run);
  if (isNumber(first)) return itemAt(list, wholeOf(first));
  const passed: Value[] = [];
  for (const [index, item] of list.entries()) {
    slots[slot] = item;
    const met = index === 0 ? first : test(slots, run);
    // What is neither true nor false nor unknown is no test: the filter has no value.
    if (met !== null && typeof met !== 'boolean') return null;
    if (met === true) passed.push(item);
  }
  return passed;
}

/** Returns the item at a one-based index, counted from the end when negative. */
function itemAt(list: FeelList, index: number | undefined): Value {
  if (index === undefined || index === 0) return null;
  return list.at(index > 0 ? index - 1 : index) ?? null;
}
