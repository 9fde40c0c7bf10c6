import type { Definition, Effect, End, Rung, Step, Way } from './definition.ts';
import type { DefinitionSource } from './schema.ts';
import { writtenTable } from './table.ts';

/**
 * A definition as a pack writes it: reading it again gives the same definition, hence the same
 * bundle. What was left out by its author is written out with its default.
 *
 * @source 3-architecture Packs and parks (export and import round-trip to the same hash)
 */
export function writtenDefinition(definition: Definition): DefinitionSource {
  const { accept, flow, rungs, tables, ...rest } = definition;
  const { start, steps, ends } = flow;
  const written = {
    ...rest,
    ...(accept && {
      accept: {
        ...(accept.notifyDeficiency && { 'notify-deficiency': accept.notifyDeficiency }),
        ...(accept.silent && { silent: accept.silent }),
      },
    }),
    flow: { start, steps: mapValues(steps, writtenStep), ends: mapValues(ends, writtenEnd) },
    ...(rungs.length > 0 && { rungs: rungs.map(writtenRung) }),
    ...(tables && { tables: tables.map(writtenTable) }),
  };
  // The parts below write the schema's own forms; the test of every pack definition reads them back.
  return written as unknown as DefinitionSource;
}

function mapValues<T, R>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function writtenStep(step: Step): object {
  const ways = mapValues(step.do, (each) => {
    const [only, ...more] = each.map(writtenWay);
    return more.length === 0 ? only : [only, ...more];
  });
  const rungs = step.rungs.length > 0 ? { rungs: step.rungs.map(writtenRung) } : {};
  if (step.kind === 'single') {
    const { kind: _kind, do: _do, rungs: _rungs, ...rest } = step;
    return { ...rest, ...rungs, do: ways };
  }
  const { kind: _kind, do: _do, rungs: _rungs, join, need, members, ...rest } = step;
  return { ...rest, [join]: members, join: join === 'n' ? need : join, ...rungs, do: ways };
}

function writtenWay(way: Way): string | object {
  const { to, effects, ...rest } = way;
  if (effects.length === 0 && Object.keys(rest).length === 0) return to;
  return { to, ...rest, ...(effects.length > 0 && { effects: effects.map(writtenEffect) }) };
}

function writtenEffect({ verb, args, onVoid }: Effect): object {
  return { [verb]: args, ...(onVoid && { onVoid: writtenEffect(onVoid) }) };
}

function writtenRung({ shareBp, to, clock, clause }: Rung): object {
  return { at: `${shareBp / 100}%`, to, of: clock, ...(clause !== undefined && { clause }) };
}

function writtenEnd({ effects, onVoid, ...end }: End): object {
  return {
    ...end,
    ...(effects.length > 0 && { effects: effects.map(writtenEffect) }),
    ...(onVoid.length > 0 && { onVoid: onVoid.map(writtenEffect) }),
  };
}
