import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '#engines/ledger/index.ts';
import type { Db, Tx } from '#platform/db/index.ts';
import { inPark } from '#platform/db/index.ts';
import type { Clock } from '#platform/config/index.ts';
import { append, readStream } from '#platform/journal/index.ts';
import type { Principal, PrincipalQuestion, RequestPark } from '#platform/http/index.ts';
import { partiesRefusals } from './errors.ts';
import {
  packPark,
  type Me,
  type Organisation,
  type PackPark,
  type PackParties,
  type Park,
} from './model.ts';
import {
  checkCreditCode,
  checkNetwork,
  doorsOf,
  mandateFrom,
  permissionsOf,
  rolesOn,
  type Absence,
  type HeldRole,
} from './rules.ts';
import * as store from './store/index.ts';

/** The locale whose plain dates are `YYYY-MM-DD`. */
const dayLocale = 'en-CA';
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayInZone(instant: string, zone: string): string {
  // Making a format costs a hundred times what using it does; there are few zones.
  const format = dayFormats.get(zone) ?? new Intl.DateTimeFormat(dayLocale, { timeZone: zone });
  dayFormats.set(zone, format);
  return format.format(new Date(instant));
}

/** What an import of a pack's parties needs beside the pack. */
export type PartiesImport = {
  readonly park: PackPark;
  readonly parties: PackParties;
  /** Id of the account of each sign-in's e-mail, made by `platform/auth` beforehand. */
  readonly userIds: ReadonlyMap<string, string>;
  /** `YYYY-MM-DD`: first day of the mandates that are new; those of a demonstration hold before it. */
  readonly on: string;
  /** ISO instant of the import. */
  readonly now: string;
};

/**
 * Writes a pack's park, network, organisations and sign-ins; what is there already is brought to
 * what the pack says, what the pack does not name stays. A change is the event `parties.imported`.
 *
 * @param tx a transaction in the pack's park
 * @throws {RefusalError} `parties.network_invalid`, `parties.credit_code_invalid`,
 *         `parties.pack_reference_missing`, with every place
 */
export async function importParties(tx: Tx, pack: PartiesImport): Promise<void> {
  checkPack(pack);
  const park = pack.park.code;
  await store.upsertPark(tx, pack.park);
  await store.upsertNodes(tx, park, pack.parties.nodes);
  await store.upsertOrganisations(tx, park, pack.parties.organisations);
  // Everybody first: a role may name as its principal somebody who stands further down.
  for (const { email, name } of pack.parties['sign-ins']) {
    await store.upsertPerson(tx, park, { userId: idOf(pack, email), email, name });
  }
  for (const signIn of pack.parties['sign-ins']) await importSignIn(tx, pack, signIn);
  await recordImport(tx, pack);
}

/**
 * The network and who holds which post change by an event as everything else does. It names posts
 * by account, never by name or address; `rest` is the SHA-256 of the park and its organisations.
 *
 * @source 3-architecture Journal (no other path changes state)
 */
async function recordImport(tx: Tx, pack: PartiesImport): Promise<void> {
  const { nodes, organisations, 'sign-ins': signIns } = pack.parties;
  const posts = signIns.flatMap(({ email, roles, organisations: actsFor }) => {
    const person = idOf(pack, email);
    const held = roles.map(({ role, node }) => ({ person, role, node }));
    return [...held, ...actsFor.map((organisation) => ({ person, organisation }))];
  });
  // Plain data, as the pack's own schema read it.
  const rest = canonicalJson({ park: pack.park, organisations } as unknown as JsonValue);
  const outcome = {
    nodes: nodes.map(({ code, parent, title }) => ({ code, parent, title })),
    posts,
    rest: createHash('sha256').update(rest).digest('hex'),
  };
  const before = await readStream(tx, partiesStream);
  const last = before.at(-1);
  // The same parties again change nothing.
  if (last !== undefined && canonicalJson(last.act.outcome) === canonicalJson(outcome)) return;
  await append(tx, [
    {
      stream: partiesStream,
      seq: before.length + 1,
      type: 'parties.imported',
      at: last !== undefined && last.at > pack.now ? last.at : pack.now,
      act: { actor: 'pack', outcome },
    },
  ]);
}

/** The stream of a park's network and posts. */
const partiesStream = 'parties';

async function importSignIn(
  tx: Tx,
  pack: PartiesImport,
  signIn: PackParties['sign-ins'][number],
): Promise<void> {
  const park = pack.park.code;
  const userId = idOf(pack, signIn.email);
  const roles = signIn.roles.map((held) => {
    const principal = held['substitutes-for'];
    const substitutesFor = principal === null ? null : idOf(pack, principal);
    return { role: held.role, node: held.node, substitutesFor };
  });
  await store.replaceMemberships(tx, park, { userId, roles });
  for (const organisation of signIn.organisations) {
    const id = `${userId}:${organisation}`;
    await store.insertMandate(tx, park, { id, userId, organisation, grantedOn: mandateFrom(pack) });
  }
}

function idOf(pack: PartiesImport, email: string): string {
  const id = pack.userIds.get(email);
  if (id === undefined)
    throw partiesRefusals.refuse('parties.pack_reference_missing', { name: email });
  return id;
}

function checkPack({ park, parties }: PartiesImport): void {
  const network = checkNetwork(parties.nodes).map(({ code, node }) => ({
    path: `parties.nodes.${node}`,
    code,
    values: { node },
  }));
  if (network.length > 0) {
    throw partiesRefusals.refuse('parties.network_invalid', {}, { issues: network });
  }
  const codes = parties.organisations.flatMap(({ code, uscc }) => {
    const verdict = uscc === null ? 'ok' : checkCreditCode(uscc);
    if (verdict === 'ok') return [];
    return [{ path: `parties.organisations.${code}`, code: `parties.credit_code.${verdict}` }];
  });
  if (codes.length > 0) {
    throw partiesRefusals.refuse('parties.credit_code_invalid', {}, { issues: codes });
  }
  checkReferences(park, parties);
}

function checkReferences(park: PackPark, parties: PackParties): void {
  const nodes = new Set(parties.nodes.map(({ code }) => code));
  const organisations = new Set(parties.organisations.map(({ code }) => code));
  const missing = parties['sign-ins'].flatMap(({ email, roles, organisations: actsFor }) =>
    [
      ...roles.flatMap(({ role, node }) => [
        ...(Object.hasOwn(park.roles, role) ? [] : [role]),
        ...(nodes.has(node) ? [] : [node]),
      ]),
      ...actsFor.filter((code) => !organisations.has(code)),
    ].map((name) => ({
      path: `parties.sign-ins.${email}`,
      code: 'parties.pack_reference_missing',
      values: { name },
    })),
  );
  const [first] = missing;
  if (!first) return;
  throw partiesRefusals.refuse('parties.pack_reference_missing', first.values, { issues: missing });
}

/**
 * Who somebody is in a park on a day: roles with substitutions counted, mandates in force, and
 * whom they act for.
 *
 * @throws {RefusalError} `parties.no_mandate` when the request names an organisation they may not
 *         act for
 */
export async function readPrincipal(
  tx: Tx,
  { account, park, party, language }: PrincipalQuestion & { readonly park: RequestPark },
  on: string,
): Promise<Principal> {
  const held = await store.selectMemberships(tx, park.code, account.id);
  const substitutes = held.some(({ substitutesFor }) => substitutesFor !== null);
  const absences = substitutes ? await store.selectAbsences(tx, park.code, on) : [];
  const mandates = await store.selectMandates(tx, park.code, { userId: account.id, on });
  const parties = mandates.map(({ id, name, mandate }) => ({ id, name, mandate }));
  const named = party === undefined ? undefined : parties.find(({ id }) => id === party);
  if (party !== undefined && !named) throw partiesRefusals.refuse('parties.no_mandate', { party });
  const chosen = named ?? (parties.length === 1 ? parties[0] : undefined);
  const away = absentOf(held, absences);
  return {
    ...account,
    roles: rolesOn(held, absences, on),
    ...(away.length === 0 ? {} : { substituteFor: away }),
    parties,
    ...(chosen === undefined ? {} : { party: chosen.id, mandate: chosen.mandate }),
    lang: language,
  };
}

/** Whom somebody stands in for, of those who are away. */
function absentOf(held: readonly HeldRole[], absences: readonly Absence[]): string[] {
  const away = new Set(absences.map(({ user }) => user));
  const absent = held.flatMap(({ substitutesFor }) => substitutesFor ?? []);
  return [...new Set(absent)].filter((user) => away.has(user));
}

/**
 * The park and its parties as a pack says them: importing the answer changes nothing. Nodes keep
 * their order; organisations, sign-ins and their roles are sorted.
 *
 * @param on `YYYY-MM-DD`: mandates in force on that day are in it
 * @source 3-architecture Packs and parks (export and import round-trip)
 */
export async function exportParties(
  tx: Tx,
  park: string,
  on: string,
): Promise<{ park: PackPark; parties: PackParties }> {
  const stored = (await store.selectParks(tx)).find(({ code }) => code === park);
  if (!stored) throw new Error(`there is no park ${park}`);
  const people = await store.selectAllPeople(tx, park);
  const emails = new Map(people.map(({ userId, email }) => [userId, email]));
  const signIns: PackParties['sign-ins'] = [];
  for (const { userId, email, name } of people) {
    const held = await store.selectMemberships(tx, park, userId);
    const mandates = await store.selectMandates(tx, park, { userId, on });
    signIns.push({
      email,
      name,
      roles: held.map(({ role, node, substitutesFor }) => ({
        role,
        node,
        'substitutes-for': substitutesFor === null ? null : (emails.get(substitutesFor) ?? null),
      })),
      organisations: mandates.map(({ id }) => id),
    });
  }
  const parties: PackParties = {
    nodes: await store.selectNodes(tx, park),
    organisations: await store.selectAllOrganisations(tx, park),
    'sign-ins': signIns,
  };
  return { park: packPark.parse(stored), parties };
}

/** Days somebody notes for themselves. */
export type NotedAbsence = {
  readonly park: RequestPark;
  readonly principal: Principal;
  /** ISO instant. */
  readonly now: string;
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
};

/** Longest absence noted at once; a longer one is a change of roles. */
const absenceDaysMax = 92;

/**
 * Notes that somebody will be away, from today on at the earliest; while they are, substitutes act
 * in their roles. The event says when, not why.
 *
 * @throws {RefusalError} `parties.absence_invalid`, `parties.absence_noted_already`
 * @source 2-service-language Verbs (AB 角)
 */
export async function noteAbsence(tx: Tx, noted: NotedAbsence): Promise<void> {
  const { park, principal, now, from, to } = noted;
  const today = dayInZone(now, park.zone);
  if (from < today || to < from || daysBetween(from, to) > absenceDaysMax) {
    throw partiesRefusals.refuse('parties.absence_invalid', { today, limit: absenceDaysMax });
  }
  const absence = { user: principal.id, from, to };
  if (!(await store.insertAbsence(tx, park.code, absence))) {
    throw partiesRefusals.refuse('parties.absence_noted_already', { from });
  }
  const stream = `person/${principal.id}`;
  const seq = (await readStream(tx, stream)).length + 1;
  const act = { actor: principal.id, outcome: { from, to } };
  await append(tx, [{ stream, seq, type: 'person.absence-noted', at: now, act }]);
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** A park as pages show it. */
export function presentPark(park: store.StoredPark, clock: Clock): Park {
  const { code, title, demo, zone } = park;
  return { code, title, demo, zone, now: clock.isSet ? clock.now() : null };
}

/** Everything a page's frame asks: who is looking, in which roles, for whom, through which doors. */
export async function readMe(
  tx: Tx,
  { park, principal }: { readonly park: Park; readonly principal: Principal | undefined },
): Promise<Me> {
  if (!principal) {
    return { park, user: null, roles: [], organisations: [], doors: [], permissions: [] };
  }
  const titles = new Map(
    (await store.selectNodes(tx, park.code)).map(({ code, title }) => [code, title]),
  );
  const { id, name, email } = principal;
  return {
    park,
    user: { id, name, email },
    roles: principal.roles.map(({ role, node }) => ({
      role,
      node,
      nodeTitle: titles.get(node) ?? { 'zh-CN': node },
    })),
    organisations: await organisationsOf(tx, park.code, principal),
    doors: doorsOf(principal.roles),
    permissions: permissionsOf(principal.roles),
  };
}

/** The organisations a person may act for, with their codes. */
export function organisationsOf(
  tx: Tx,
  park: string,
  principal: Principal,
): Promise<Organisation[]> {
  const ids = principal.parties.map(({ id }) => id);
  return store.selectOrganisations(tx, park, ids);
}

/** Reads parks and principals for every request, each kept for a moment. */
export type Directory = {
  readonly parks: () => Promise<readonly store.StoredPark[]>;
  readonly parkOf: (code: string) => Promise<RequestPark | undefined>;
  readonly principalOf: (question: PrincipalQuestion) => Promise<Principal>;
  /** Forgets what is kept, after an import. */
  readonly forget: () => void;
};

/** How long a changed role or park may go unnoticed. */
const keptMs = 3_000;
const keptMax = 10_000;

/** Makes the {@link Directory} of a server. @param db connections under the application role */
export function createDirectory(db: Db, clock: Clock): Directory {
  const parks = keep<readonly store.StoredPark[]>();
  const principals = keep<Principal>();
  const allParks = () => parks.get('all', () => store.selectParks(db));
  return {
    parks: allParks,
    parkOf: async (code) => (await allParks()).find((park) => park.code === code),
    principalOf: (question) => {
      const { account, park, party, language } = question;
      if (!park) return Promise.resolve({ ...account, roles: [], parties: [], lang: language });
      const key = JSON.stringify([park.code, account.id, party, language]);
      const on = dayInZone(clock.now(), park.zone);
      return principals.get(key, () =>
        inPark(db, park.code, (tx) => readPrincipal(tx, { ...question, park }, on)),
      );
    },
    forget: () => {
      parks.clear();
      principals.clear();
    },
  };
}

type Kept<T> = {
  readonly get: (key: string, read: () => Promise<T>) => Promise<T>;
  readonly clear: () => void;
};

/** Keeps answers for {@link keptMs}; many that ask at once share one read, a failure is not kept. */
function keep<T>(): Kept<T> {
  const entries = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  return {
    get: (key, read) => {
      const entry = entries.get(key);
      if (entry && entry.until > performance.now()) return entry.value;
      if (entries.size >= keptMax) entries.clear();
      const value = read();
      entries.set(key, { until: performance.now() + keptMs, value });
      value.catch(() => entries.delete(key));
      return value;
    },
    clear: () => entries.clear(),
  };
}
