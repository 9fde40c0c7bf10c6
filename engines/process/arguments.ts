import type { Effect } from './definition.ts';
import { type Facts, namesOf, valueOf } from './expression.ts';

/** Names that speak of nobody: what is computed from them alone may stand in the act for good. */
const OPEN_NAMES: ReadonlySet<string> = new Set(['case', 'today', 'now']);

function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

/**
 * Returns an effect as the act keeps it: an argument computed from answers, from what is known of a
 * party or from what a table proposed stays the expression it is written as. The act is kept for
 * good, and erasing what people wrote must leave none of it there.
 *
 * @source design page 3, "Journal" (`act` suffices to fold and is kept; only `data` can be erased)
 */
export function keptEffect(effect: Effect, facts: Facts): Effect {
  return withArgs(effect, (source) => {
    const isOpen = namesOf(source.slice(1)).every((name) => OPEN_NAMES.has(name));
    return isOpen ? valueOf(source.slice(1), facts) : source;
  });
}

/** Returns an effect as its handler gets it: every argument computed; null where it is unknown. */
export function computedEffect(effect: Effect, facts: Facts): Effect {
  return withArgs(effect, (source) => valueOf(source.slice(1), facts));
}

function withArgs(effect: Effect, change: (source: string) => unknown): Effect {
  const args = Object.fromEntries(
    Object.entries(effect.args).map(([name, value]) => [
      name,
      isExpression(value) ? change(value) : value,
    ]),
  );
  const changed = { ...effect, args };
  return effect.onVoid ? { ...changed, onVoid: withArgs(effect.onVoid, change) } : changed;
}
