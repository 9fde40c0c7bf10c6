import { wholeOf } from '../number/arithmetic.ts';
import { dateOfEpochDay, FeelDate } from '../temporal/instants.ts';
import { order } from '../value/compare.ts';
import { FeelRange, isList } from '../value/kinds.ts';
import type { FeelList, Value } from '../value/kinds.ts';
import type { Iterator, Node } from '../syntax/node.ts';
import { levelOf } from './code.ts';
import type { Code, NodeOf, Scope, Slots } from './code.ts';
import type { Run } from './run.ts';

/** The name of the results so far within `for`. @source OMG DMN 1.5, grammar rule 44 */
const PARTIAL = 'partial';

/** A compiled `name in domain`. */
interface Domain {
  readonly slot: number;
  readonly items: (slots: Slots, run: Run) => FeelList | null;
}

/** Compiles `for … return …`. @source OMG DMN 1.5, table 51 */
export function compileFor(node: NodeOf<'for'>, scope: Scope): Code {
  const partialSlot = scope.slot();
  const { domains, inner } = compileDomains(node.iterators, scope);
  const body = inner.inner(levelOf([[PARTIAL, partialSlot]])).compile(node.body);
  const usesPartial = mentionsName(node.body, PARTIAL);
  return (slots, run) => {
    const results: Value[] = [];
    const complete = visit(domains, { slots, run }, () => {
      if (usesPartial) {
        run.spend(results.length);
        slots[partialSlot] = results.slice();
      }
      results.push(body(slots, run));
      return true;
    });
    return complete === null ? null : results;
  };
}

/**
 * Compiles `some … satisfies …` and `every … satisfies …`. A boxed one is null from the first
 * result that is no boolean.
 *
 * @source OMG DMN 1.5, table 51; DMN TCK, suites 1153 and 1154
 */
export function compileQuantified(node: NodeOf<'quantified'>, scope: Scope): Code {
  const { domains, inner } = compileDomains(node.iterators, scope);
  const body = inner.compile(node.body);
  const { boxed = false } = node;
  const decisive = !node.every;
  return (slots, run) => {
    let met: boolean | null = node.every;
    const complete = visit(domains, { slots, run }, () => {
      const one = body(slots, run);
      if (one === decisive) met = decisive;
      else if (typeof one !== 'boolean') met = null;
      const isUnfit = boxed && one !== null && typeof one !== 'boolean';
      return one !== decisive && !isUnfit;
    });
    return complete === null ? null : met;
  };
}

function compileDomains(
  iterators: readonly Iterator[],
  scope: Scope,
): { domains: Domain[]; inner: Scope } {
  let inner = scope;
  const domains = iterators.map((iterator) => {
    const from = inner.compile(iterator.from);
    const to = iterator.to === undefined ? undefined : inner.compile(iterator.to);
    const slot = scope.slot();
    inner = inner.inner(levelOf([[iterator.name, slot]]));
    const items = (slots: Slots, run: Run): FeelList | null =>
      to === undefined
        ? itemsOf(from(slots, run), run)
        : span(from(slots, run), to(slots, run), run);
    return { slot, items };
  });
  return { domains, inner };
}

/** Visits the product of the domains, first slowest; null when one of them is no domain. */
function visit(
  domains: readonly Domain[],
  at: { readonly slots: Slots; readonly run: Run },
  each: () => boolean,
): boolean | null {
  const { slots, run } = at;
  const [domain, ...rest] = domains;
  if (domain === undefined) return each();
  const items = domain.items(slots, run);
  if (items === null) return null;
  for (const item of items) {
    run.spend(1);
    slots[domain.slot] = item;
    const further = rest.length === 0 ? each() : visit(rest, at, each);
    if (further !== true) return further;
  }
  return true;
}

function itemsOf(value: Value, run: Run): FeelList | null {
  if (value === null) return null;
  if (isList(value)) return value;
  if (!(value instanceof FeelRange)) return [value];
  // Only a bare `5..1` counts down; an interval whose start follows its end is none (10.3.2.7).
  const place = order(value.start, value.end, run);
  const items = place === null || place > 0 ? null : span(value.start, value.end, run);
  if (items === null) return null;
  return items.slice(value.startIncluded ? 0 : 1, value.endIncluded ? undefined : -1);
}

/** Returns the whole numbers or days from one end to the other, in that direction. */
function span(from: Value, to: Value, run: Run): FeelList | null {
  if (from instanceof FeelDate && to instanceof FeelDate) {
    return count(from.epochDay, to.epochDay, run).map(dateOfEpochDay);
  }
  if (typeof from !== 'number' || typeof to !== 'number') return null;
  const [first, last] = [wholeOf(from), wholeOf(to)];
  return first === undefined || last === undefined ? null : count(first, last, run);
}

function count(first: number, last: number, run: Run): number[] {
  const length = Math.abs(last - first) + 1;
  run.spend(length);
  const step = last < first ? -1 : 1;
  return Array.from({ length }, (_, index) => first + index * step);
}

function mentionsName(node: Node, name: string): boolean {
  // A textual test over the whole tree: a nested `partial` only costs a copy.
  return JSON.stringify(node, (_, value: unknown) =>
    typeof value === 'bigint' ? null : value,
  ).includes(`"name":"${name}"`);
}
