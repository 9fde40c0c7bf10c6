import type { Effect } from './definition.ts';
import type { EffectSource } from './schema.ts';

/** The effects by which a case and its parts speak to each other. */
export const PART_EFFECTS = {
  open: 'case.open',
  void: 'case.void',
  ended: 'case.part-ended',
} as const;

/**
 * The effects that run in the caller's transaction and what undoes each by default (null: nothing
 * does, so the definition must name an `onVoid`).
 *
 * @source design page 2, "Effects"
 */
export const ATOMIC_EFFECTS = [
  'obligation.start',
  'obligation.cancel',
  'account.reserve',
  'account.post',
  'account.release',
  'account.reverse',
  PART_EFFECTS.open,
  PART_EFFECTS.void,
  'licence.issue',
  'licence.revoke',
  'credit.propose',
  'credit.withdraw',
] as const;

/** The effects that run after the transaction, at least once, under the key (event, index). */
export const OUTBOX_EFFECTS = [
  'mail.send',
  'sms.send',
  'webhook.send',
  'document.render',
  'notice.send',
  'bank.file',
  'publicity.start',
  'publicity.end',
  PART_EFFECTS.ended,
] as const;

const ATOMIC: ReadonlySet<string> = new Set(ATOMIC_EFFECTS);
const OUTBOX: ReadonlySet<string> = new Set(OUTBOX_EFFECTS);

/** Returns true if the language knows the effect. */
export function isKnownEffect(verb: string): boolean {
  return ATOMIC.has(verb) || OUTBOX.has(verb);
}

/** Returns when the effect runs; an unknown one is taken as outbox and found by the checker. */
export function modeOf(verb: string): Effect['mode'] {
  return ATOMIC.has(verb) ? 'atomic' : 'outbox';
}

/**
 * Returns the effect of a written one: a bare verb, or a map of one verb to its arguments with
 * `onVoid` beside it. A map without a verb gives an effect named `` that the checker reports.
 */
export function effectOf(source: EffectSource): Effect {
  if (typeof source === 'string') return { verb: source, mode: modeOf(source), args: {} };
  const verb = Object.keys(source).find((name) => name !== 'onVoid') ?? '';
  const undo = source['onVoid'];
  const effect: Effect = { verb, mode: modeOf(verb), args: argsOf(source[verb]) };
  return undo === undefined ? effect : { ...effect, onVoid: undoOf(undo) };
}

function undoOf(source: unknown): Effect {
  if (typeof source === 'string') return effectOf(source);
  return effectOf(argsOf(source));
}

function argsOf(source: unknown): Record<string, unknown> {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return {};
  return Object.fromEntries(Object.entries(source));
}
