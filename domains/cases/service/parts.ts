import { dayInZone } from '#domains/parties/index.ts';
import { bundleFor } from '#domains/services/index.ts';
import {
  decide,
  emptyState,
  PART_EFFECTS,
  type Actor,
  type CommandInput,
  type Definition,
  type Refusal,
} from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { lockCase } from '../store/case.ts';
import { insertPart, numberOfPart } from '../store/part.ts';
import type { HandedIn } from '../tables.ts';
import { actOnCase, contextOf, fileDecided, type CasesWorld } from './act.ts';
import type { AtomicEffect, AtomicHandler } from './effects.ts';
import { eventOf, streamOf } from './stream.ts';

const system: Actor = { id: 'system', roles: [], system: true };

/** What `case.open` says: the service, and which of this form's fields and materials fill it. */
type Opening = {
  readonly branch: string;
  readonly service: string;
  readonly form: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
};

/**
 * The effects by which a case opens the cases of its parts and takes them with it when it ends
 * without result; both run in the act's own transaction and may refuse it.
 *
 * @source 2-service-language Effects (`case.open` is atomic); 国办发〔2025〕24号 (一件事, 一表申请)
 */
export function partHandlers(world: () => CasesWorld): Record<string, AtomicHandler> {
  return {
    [PART_EFFECTS.open]: (tx, effect) => openPart(tx, world(), effect),
    [PART_EFFECTS.void]: (tx, effect) => takeAlong(tx, world(), effect),
  };
}

/** @throws {RefusalError} what the part's own service refuses, in the fields of the joint form */
async function openPart(tx: Tx, world: CasesWorld, effect: AtomicEffect): Promise<void> {
  const { ground, park, number: parent } = effect;
  const { network, now, head } = ground;
  // Written by the engine, see `openCases` there.
  const opening = effect.args as unknown as Opening;
  const day = dayInZone(now, network.zone);
  const bundle = await bundleFor(tx, opening.service, day);
  const { input, files } = filingOf(effect, opening, bundle.definition);
  const context = contextOf(network, filerOf(effect), { now, bundle: bundle.hash });
  const decided = decide(bundle.definition, emptyState(), { verb: 'file', input }, context);
  const decision = decided.ok
    ? decided
    : { ok: false as const, refusal: inJointForm(decided.refusal, opening) };
  const { park_id, filed_by, applicant_id, applicant_name } = head;
  const own = { park_id, filed_by, applicant_id, applicant_name, imported: false };
  const form = ground.bundle;
  const filing = { head: own, bundle, network, decision, now, files, form };
  const { number } = await fileDecided(tx, world, filing);
  await insertPart(tx, { park_id: park, number, parent, branch: opening.branch });
}

/** The part is asked for by whoever asked for the whole; staff who filed it are no applicants. */
function filerOf({ ground }: AtomicEffect): Actor {
  const { applicant, firstTaker, node } = ground.state;
  const id = applicant?.actor ?? ground.head.filed_by;
  const byStaff = firstTaker !== undefined && firstTaker.actor === id;
  return { id, roles: byStaff ? [{ role: 'staff', node: node ?? '' }] : [] };
}

/** One form fills several: each field of the part by the one it names, or by its own name. */
function filingOf(
  { ground, args, number }: AtomicEffect,
  { form, files, branch }: Opening,
  definition: Definition,
): { readonly input: CommandInput; readonly files: readonly HandedIn[] } {
  const { state, head, network } = ground;
  const answers = definition.form
    .filter(({ at }) => at === undefined)
    .map(({ id }) => [id, state.answers[form[id] ?? id]] as const)
    .filter(([, value]) => value !== undefined);
  const handedIn = definition.materials.flatMap(({ id }) =>
    ground.files
      .filter(({ material }) => material === (files[id] ?? id))
      .map((file) => ({ ...file, material: id })),
  );
  const channel = definition.channels.find((one) => one === state.channel);
  const node = state.branches.find(({ id }) => id === args['branch'])?.node;
  const party = state.applicant?.party;
  const applicant = {
    kind: party === undefined ? 'person' : 'enterprise',
    name: head.applicant_name,
    ...(party === undefined ? {} : { party }),
  };
  const [needClass] = definition.classes;
  const input = {
    answers: Object.fromEntries(answers),
    files: handedIn.map(({ material, file }) => ({ material, file })),
    channel: channel ?? definition.channels[0] ?? 'web',
    node: node ?? network.top,
    applicant,
    parent: { case: number, branch },
    ...(definition.need && needClass !== undefined
      ? { needClass: state.needClass ?? needClass }
      : {}),
  };
  return { input, files: handedIn };
}

/** A refusal names fields of the part's form; people filled in the joint one. */
function inJointForm(refusal: Refusal, { form, files }: Opening): Refusal {
  const { fields } = refusal;
  if (fields === undefined) return refusal;
  return {
    ...refusal,
    fields: fields.map((one) => ({
      ...one,
      field: form[one.field] ?? files[one.field] ?? one.field,
    })),
  };
}

/**
 * Ends the case of a part with the whole: an open one is cancelled; one that has ended stays when
 * the applicant withdraws the whole, and is voided with it when that is voided.
 */
async function takeAlong(tx: Tx, world: CasesWorld, effect: AtomicEffect): Promise<void> {
  const { ground, number: parent } = effect;
  const number = await numberOfPart(tx, { parent, branch: String(effect.args['branch']) });
  const row = number === undefined ? undefined : await lockCase(tx, number);
  if (row === undefined) return;
  const key = ground.state.end?.key ?? '';
  const reason = ground.state.end?.reason ?? parent;
  const hasEnded = row.state.stage === 'ended';
  if (hasEnded && (key === 'withdrawn' || row.end_id === 'voided')) return;
  const command = { verb: hasEnded ? 'void' : 'cancel', input: { reason, key } };
  await actOnCase(tx, world, { row, command, actor: system, now: ground.now });
}

/** The event of a part that ended, as the queue names it. */
export type PartEnd = {
  readonly number: string;
  readonly eventId: string;
  readonly index: number;
  /** ISO instant. */
  readonly now: string;
};

/**
 * Tells a case that one of its parts has ended. A case that no longer waits for it is left alone.
 *
 * @source 3-architecture "The life of a case" (what the worker changes is a command of its own)
 */
export async function tellWhole(tx: Tx, world: CasesWorld, end: PartEnd): Promise<void> {
  const entries = await readStream(tx, streamOf(end.number));
  const entry = entries.find(({ id }) => id === end.eventId);
  const effect = entry && eventOf(entry).event.data.effects?.[end.index];
  if (effect?.verb !== PART_EFFECTS.ended) return;
  // Written by the engine, see `tellParent` there.
  const { case: parent, branch, ...told } = effect.args as Record<string, string>;
  const row = parent === undefined ? undefined : await lockCase(tx, parent);
  if (row === undefined || branch === undefined) return;
  const isWaiting = row.state.branches.some((one) => one.id === branch && one.active);
  if (!isWaiting) return;
  const { outcome, end: key } = told;
  const input = { number: end.number, ...(outcome && { outcome }), ...(key && { key }) };
  const command = { verb: 'part-ended', branch, input };
  await actOnCase(tx, world, { row, command, actor: system, now: end.now });
}
