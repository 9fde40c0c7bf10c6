import { findEntry } from '../compile/access.ts';
import type { Run } from '../compile/run.ts';
import { contextOf, entryOf, isContext, isList } from '../value/kinds.ts';
import type { FeelContext, FeelList, Value } from '../value/kinds.ts';
import { signature } from './signature.ts';

/** Context functions. @source OMG DMN 1.5, 10.3.4.10 */
export const CONTEXT_FUNCTIONS = {
  'get value': [
    signature(
      'm: context, key: string',
      (args) => findEntry(args.context(0), args.text(1)) ?? null,
    ),
  ],
  'get entries': [
    signature('m: context', (args, run) => {
      const entries = Object.entries(args.context(0));
      run.spend(entries.length);
      return entries.map(([key, value]) =>
        contextOf([
          ['key', key],
          ['value', value],
        ]),
      );
    }),
  ],
  context: [signature('entries: list', (args, run) => fromEntries(args.list(0), run))],
  'context put': [
    signature('context: context, key: string, value', (args, run) =>
      put(args.context(0), [args.text(1)], { value: args.any(2), run }),
    ),
    signature('context: context, keys: list, value', (args, run) =>
      put(args.context(0), args.list(1), { value: args.any(2), run }),
    ),
  ],
  'context merge': [signature('contexts: list', (args, run) => merge(args.list(0), run))],
};

function fromEntries(list: FeelList, run: Run): Value {
  run.spend(list.length * 4);
  const seen = new Set<string>();
  const entries: (readonly [string, Value])[] = [];
  for (const item of list) {
    if (!isContext(item)) return null;
    const key = entryOf(item, 'key');
    const value = entryOf(item, 'value');
    if (typeof key !== 'string' || value === undefined || seen.has(key)) return null;
    seen.add(key);
    entries.push([key, value]);
  }
  return contextOf(entries);
}

/** Returns the context with the value under a path of keys; the way to it has to exist. */
function put(
  context: FeelContext,
  keys: FeelList,
  at: { readonly value: Value; readonly run: Run },
): Value {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return null;
  at.run.spend(1 + Object.keys(context).length);
  let { value } = at;
  if (rest.length > 0) {
    const inner = entryOf(context, key) ?? null;
    if (!isContext(inner)) return null;
    value = put(inner, rest, at);
    if (value === null) return null;
  }
  return contextOf([...Object.entries(context), [key, value]]);
}

function merge(list: FeelList, run: Run): Value {
  if (!list.every(isContext)) return null;
  const entries = list.flatMap((item) => (isList(item) ? [] : Object.entries(item)));
  run.spend(entries.length);
  return contextOf(entries);
}
