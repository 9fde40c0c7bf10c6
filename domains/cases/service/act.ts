import { dayInZone } from '#domains/parties/index.ts';
import { bundleFor, pinnedBundle, type Bundle } from '#domains/services/index.ts';
import {
  decide,
  emptyState,
  type Actor,
  type Command,
  type CommandInput,
  type Context,
  type Decision,
  type State,
} from '#engines/process/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { Principal, RefusalError } from '#platform/http/index.ts';
import { emit } from '#platform/jobs/index.ts';
import { append, readAhead } from '#platform/journal/index.ts';
import { casesRefusals } from '../errors.ts';
import type { CaseCommand, FileCase } from '../model/index.ts';
import { readCaseNumber } from '../rules.ts';
import { lockCase, recallCase, saveCase, updateCase, type HeldCase } from '../store/case.ts';
import { insertClauseUses } from '../store/clause-use.ts';
import { saveWords } from '../store/words.ts';
import { filesByIds } from '../store/file.ts';
import type { HandedIn } from '../tables.ts';
import { usesIn } from './clause-use.ts';
import type { AtomicEffects } from './effects.ts';
import { keepAsked } from './asked.ts';
import { refuseUnheldPost } from './handing-on.ts';
import { networkOf, type Network } from './network.ts';
import { tellApplicant } from './notices.ts';
import { refusalError } from './machine-refusal.ts';
import type { Numbers } from './numbers.ts';
import { headOf, isProgress, projectCase, type CaseHead } from './project.ts';
import { entryOf, subjectOf } from './stream.ts';

/** What acts on cases need from outside the slice. */
export type CasesWorld = { readonly numbers: Numbers; readonly effects: AtomicEffects };

/** Who acts, in which park, when. `now` is an ISO instant. */
export type Acting = {
  readonly park: { readonly code: string; readonly zone: string };
  readonly principal: Principal;
  readonly now: string;
};

/** A case after an act. */
export type ActedCase = {
  readonly number: string;
  readonly entryIds: readonly string[];
  readonly state: State;
  readonly bundle: Bundle;
  readonly network: Network;
};

/** The actor of the case machine: a person with their posts, or the worker. */
export function actorOf(principal: Principal): Actor {
  return {
    id: principal.id,
    roles: principal.roles.map(({ role, node }) => ({ role, node })),
    ...(principal.party === undefined ? {} : { party: principal.party }),
    ...(principal.mandate === undefined ? {} : { mandate: principal.mandate }),
    ...(principal.substituteFor === undefined ? {} : { substituteFor: principal.substituteFor }),
  };
}

/** What a decision looks at besides the case. */
export function contextOf(
  network: Network,
  actor: Actor,
  more: { readonly now: string; readonly number?: string; readonly bundle?: string },
): Context {
  return {
    now: more.now,
    actor,
    calendarOf: network.calendarOf,
    parentOf: network.parentOf,
    facts: {},
    ...(more.number === undefined ? {} : { caseNumber: more.number }),
    ...(more.bundle === undefined ? {} : { bundle: more.bundle }),
  };
}

/**
 * Files a need or an application under the bundle in force today.
 *
 * @throws {RefusalError} what the machine or this slice refuses, with every field at once
 * @source 2-service-language Versions (filed is the instant of submission)
 */
export async function fileCase(
  tx: Tx,
  world: CasesWorld,
  { acting, body }: { readonly acting: Acting; readonly body: FileCase },
): Promise<ActedCase> {
  const { park, principal, now } = acting;
  const day = dayInZone(now, park.zone);
  const bundle = await bundleFor(tx, body.service, day);
  const network = await networkOf(tx, park.code);
  refuseUnknownNode(network, body.node);
  refuseForeignParty(body, principal);
  const files = await handedIn(tx, body.files, principal);
  const input = filingInput(body, network, principal);
  const context = contextOf(network, actorOf(principal), { now, bundle: bundle.hash });
  const decision = decide(bundle.definition, emptyState(), { verb: 'file', input }, context);
  const head = {
    park_id: park.code,
    filed_by: principal.id,
    applicant_id: input.applicant?.party ?? null,
    applicant_name: body.applicant.name,
    imported: false,
  };
  return fileDecided(tx, world, { head, bundle, network, decision, now, files });
}

/** A filing that was decided: whoever filed it, and what was handed in. It has no number yet. */
export type Filing = Omit<Deciding, 'state' | 'head'> & {
  readonly head: Omit<CaseHead, 'number'>;
};

/**
 * Records a filing that was decided, and the case it begins. The number is taken only now: what the
 * machine refuses uses up none.
 *
 * @throws {RefusalError} what the machine refused, with every field at once
 */
export async function fileDecided(tx: Tx, world: CasesWorld, filing: Filing): Promise<ActedCase> {
  const { decision, network, now } = filing;
  const state = emptyState();
  if (!decision.ok) throw refusalError(decision.refusal, { ...filing, state });
  const year = Number(dayInZone(now, network.zone).slice(0, 4));
  const number = await world.numbers.next(filing.head.park_id, year);
  const events = decision.events.map((event) => ({ ...event, case: number }));
  const head = { ...filing.head, number };
  const acted = await carryOut(tx, world, {
    ...{ ...filing, head, state },
    decision: { ...decision, events },
  });
  const { bundle, files } = filing;
  const filed = { ...head, bundle: bundle.hash, filed_at: acted.row.filed_at };
  const written = heldAfter(filed, { ...acted, files, decision });
  await saveCase(tx, { ...acted.row, files: JSON.stringify(files) }, written);
  return acted.result;
}

function refuseUnknownNode(network: Network, node: string | null | undefined): void {
  if (node === null || node === undefined) return;
  if (network.nodes.some(({ code }) => code === node)) return;
  throw casesRefusals.refuse('cases.no_such_node', { node });
}

const isStaff = ({ roles }: Principal): boolean => roles.some(({ role }) => role !== 'applicant');

/** Nobody but staff files in the name of an organisation they do not act for. */
function refuseForeignParty({ applicant: { organisation } }: FileCase, principal: Principal): void {
  if (organisation === null || isStaff(principal)) return;
  if (principal.parties.some(({ id }) => id === organisation)) return;
  throw casesRefusals.refuse('cases.not_your_party', { organisation });
}

/** Staff file for the party they name; everybody else for the party they act for, or themselves. */
function filingInput(body: FileCase, network: Network, principal: Principal): CommandInput {
  const { applicant, answers, channel, needClass, occurredAt, proof, files } = body;
  const party = applicant.organisation ?? (isStaff(principal) ? undefined : principal.party);
  return {
    answers,
    channel,
    node: body.node ?? network.top,
    files: files.map(({ material, file }) => ({ material, file })),
    applicant: applicantOf(applicant, party),
    ...(needClass === null ? {} : { needClass }),
    ...(occurredAt === null ? {} : { occurredAt }),
    ...(proof === undefined ? {} : { proof }),
  };
}

/** Who asks, with the name as given: the machine reads kind and party, the projection the name. */
function applicantOf({ organisation, name }: FileCase['applicant'], party: string | undefined) {
  const kind = party === undefined && organisation === null ? 'person' : 'enterprise';
  return { kind, name, ...(party === undefined ? {} : { party }) };
}

async function handedIn(
  tx: Tx,
  files: FileCase['files'],
  principal: Principal,
): Promise<HandedIn[]> {
  const stored = await filesByIds(
    tx,
    files.map(({ file }) => file),
  );
  return files.map(({ material, file }) => {
    const found = stored.get(file);
    if (found === undefined || found.owner !== principal.id) {
      throw casesRefusals.refuse('cases.file_not_found', { file });
    }
    return { material, file, name: found.name, sizeBytes: found.size_bytes };
  });
}

/**
 * The case, held for this act: as it was remembered where the act may be run again, else locked.
 *
 * @throws {RefusalError} `cases.not_found`; `cases.other_park` when the number is another park's
 */
export async function holdCase(tx: Tx, park: string, number: string): Promise<HeldCase> {
  const known = await recallCase(tx, number);
  if (known !== undefined) return known;
  await readAhead(tx);
  const row = await lockCase(tx, number);
  if (row !== undefined) return row;
  throw refuseNumber(park, number);
}

/** Why a number is not found here: it is no number, another park's, or nobody's. */
export function refuseNumber(park: string, number: string): RefusalError {
  const parts = readCaseNumber(number);
  const other = parts !== undefined && parts.park !== park;
  return casesRefusals.refuse(other ? 'cases.other_park' : 'cases.not_found', { number });
}

/** An act on a case that is held: the command, and who gives it. */
export type ActOn = {
  readonly row: HeldCase;
  readonly command: Command;
  readonly actor: Actor;
  readonly now: string;
  readonly files?: readonly HandedIn[];
  readonly check?: Check;
};

/** Says no to what was decided, before anything of it is written. @throws {RefusalError} why */
type Check = (decided: { readonly state: State; readonly network: Network }) => void;

/**
 * Carries out a command on a case that this transaction holds.
 *
 * @throws {RefusalError} what the machine refuses, with clause and next step
 */
export async function actOnCase(tx: Tx, world: CasesWorld, act: ActOn): Promise<ActedCase> {
  const { row, command, actor, now } = act;
  const bundle = await pinnedBundle(tx, row.park_id, row.bundle);
  const network = await networkOf(tx, row.park_id);
  const context = contextOf(network, actor, { now, number: row.number, bundle: row.bundle });
  const decision = decide(bundle.definition, row.state, command, context);
  const { files: added = [] } = act;
  const files = [...row.files, ...added];
  const acted = await carryOut(tx, world, {
    head: row,
    files,
    bundle,
    network,
    state: row.state,
    decision,
    now,
    progressedAt: row.progressed_at,
    ...(act.check === undefined ? {} : { check: act.check }),
  });
  const handedIn = added.length === 0 ? {} : { files: JSON.stringify(files) };
  const written = heldAfter(row, { ...acted, files, decision });
  const of = { number: row.number, seen: row.version, written };
  await updateCase(tx, of, { ...acted.row, ...handedIn });
  if (acted.result.state.answers !== row.state.answers) await saveWords(tx, acted.row);
  return acted.result;
}

/** The case as the next act finds it; unknown where the worker will have its say first. */
function heldAfter(
  row: CaseHead & Pick<HeldCase, 'bundle' | 'filed_at'>,
  after: Pick<Awaited<ReturnType<typeof carryOut>>, 'row' | 'result'> & {
    readonly files: readonly HandedIn[];
    readonly decision: Decision;
  },
): HeldCase | undefined {
  if (!after.decision.ok || after.decision.effects.length > 0) return undefined;
  const { closed_at = null, end_id = null, progressed_at, seq } = after.row;
  const { state } = after.result;
  return { ...row, closed_at, end_id, progressed_at, seq, state, files: after.files };
}

/** A person's command from the wire; materials handed in with it are looked up. */
export async function commandCase(
  tx: Tx,
  world: CasesWorld,
  asked: { readonly acting: Acting; readonly row: HeldCase; readonly body: CaseCommand },
): Promise<ActedCase> {
  const { acting, row, body } = asked;
  const { files: named, ...input } = body.input;
  if (input.node !== undefined) {
    refuseUnknownNode(await networkOf(tx, row.park_id), input.node);
  }
  const files = await handedIn(tx, named ?? [], acting.principal);
  const command: Command = {
    verb: body.verb,
    input: { ...input, ...(named === undefined ? {} : { files: named }) },
    ...(body.branch === null ? {} : { branch: body.branch }),
  };
  const actor = actorOf(acting.principal);
  const check: Check = (decided) => refuseUnheldPost(body.verb, row.state, decided);
  return actOnCase(tx, world, { row, command, actor, now: acting.now, files, check });
}

type Deciding = {
  readonly head: CaseHead;
  readonly bundle: Bundle;
  readonly network: Network;
  readonly state: State;
  readonly decision: Decision;
  readonly now: string;
  /** Materials handed in so far, those of this act among them. */
  readonly files: readonly HandedIn[];
  readonly progressedAt?: string;
  /** Whose form people filled in, where that is not the form of the case itself: a part's. */
  readonly form?: Bundle;
  readonly check?: Check;
};

/** Records what was decided: journal, atomic effects, outbox; returns the new projection. */
async function carryOut(tx: Tx, world: CasesWorld, deciding: Deciding) {
  const { decision, head, state } = deciding;
  if (!decision.ok) throw refusalError(decision.refusal, deciding);
  const { events, effects } = decision;
  const { bundle, network } = deciding;
  const { park_id: park, number } = head;
  const ids = events.map(() => newId());
  const used = { park, number, bundle, network, state, events, entryIds: ids };
  const { rows: uses, after } = usesIn(used);
  deciding.check?.({ state: after, network });
  const subject = subjectOf(head.applicant_id, head.filed_by);
  const entries = events.map((event, index) =>
    entryOf(event, { id: ids[index] ?? '', number, seq: state.events + index + 1, subject }),
  );
  await append(tx, entries);
  await insertClauseUses(tx, uses);
  const placed = effects.map((effect) => ({ ...effect, eventId: ids[effect.event] ?? '' }));
  const { files, now } = deciding;
  const ground = { head, state: after, bundle, network, files, now };
  for (const effect of placed.filter(({ mode }) => mode === 'atomic')) {
    await world.effects.run(tx, { ...effect, park: head.park_id, number: head.number, ground });
  }
  await emit(
    tx,
    placed
      .filter(({ mode }) => mode === 'outbox')
      // The arguments stand in the event: a queue must hold nothing that people wrote.
      .map(({ verb, eventId, index }) => ({
        task: verb,
        eventId,
        index,
        payload: { number: head.number },
      })),
  );
  await tellApplicant(tx, { head, bundle, network, before: state, after, events, ids });
  await keepAsked(tx, { park, number }, events);
  return projectionAfter(deciding, after, { ids, events });
}

function projectionAfter(
  deciding: Deciding,
  state: State,
  done: { ids: string[]; events: readonly { type: string; at: string }[] },
) {
  const { head, bundle, network, now } = deciding;
  const moved = done.events.findLast((event) => isProgress(event.type))?.at;
  const progressedAt = moved ?? deciding.progressedAt ?? now;
  const kept = headOf(head);
  const row = projectCase({ head: kept, bundle, state, network, now, progressedAt });
  const result: ActedCase = { number: head.number, entryIds: done.ids, state, bundle, network };
  return { row, result };
}
