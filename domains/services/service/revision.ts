import {
  namedValues,
  storyOf,
  type Definition,
  type Finding,
  type StoryWords,
} from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { append, readStream } from '#platform/journal/index.ts';
import { translate } from '#platform/text/index.ts';
import { inLanguage, type Language, type Localized } from '#platform/text/localized.ts';
import { servicesRefusals } from '../errors.ts';
import type { BundleCard, Change, FindingView, Revision } from '../model/index.ts';
import * as store from '../store.ts';
import { bundleCardOf, guideOfRow, readParts, readTitles, verbTitle } from './ground.ts';
import { findingsOf, publish } from './publish.ts';
import type { Difference, TitledWay } from '../rules/index.ts';
import { revised } from './restored.ts';

/** Who works on a revision. `now` is an ISO instant, `today` the park's day. */
export type Reviser = {
  readonly park: string;
  readonly by: string;
  readonly node?: string;
  readonly now: string;
  readonly today: string;
  readonly lang: Language;
};

/** Counts the open cases pinned to a bundle; `cases` brings it, since services know no cases. */
export type CountOpenCases = (tx: Tx, bundle: string) => Promise<number>;

/** What a draft says; `changes` as the page lists them. */
export type Draft = {
  readonly service: string;
  readonly clause: string;
  readonly reason: string;
  readonly changes: readonly Change[];
};

/**
 * Opens a draft of the next edition of a service in force today.
 *
 * @param id UUID of the new revision
 * @throws {RefusalError} `services.not_found`, `services.element_not_found`
 */
export async function openRevision(
  tx: Tx,
  reviser: Reviser,
  { id, draft }: { readonly id: string; readonly draft: Draft },
): Promise<void> {
  const row = await latestEdition(tx, draft.service);
  await refuseMissing(tx, row, draft.changes);
  await store.insertRevision(tx, {
    park_id: reviser.park,
    id,
    service: draft.service,
    clause: draft.clause,
    base_hash: row.hash,
    state: 'draft',
    reason: draft.reason,
    changes: JSON.stringify(draft.changes),
    opened_at: reviser.now,
    opened_by: reviser.by,
    published_hash: null,
  });
  await recordAct(tx, reviser, { id, type: 'revision.opened', draft, bundle: row.hash });
}

/**
 * The edition a revision begins from: the one published last, also where it takes effect later.
 *
 * @throws {RefusalError} `services.not_found`
 */
export async function latestEdition(tx: Tx, service: string): Promise<store.BundleRow> {
  const [latest] = await store.editionsOf(tx, service);
  if (latest === undefined) throw servicesRefusals.refuse('services.not_found', { service });
  return latest;
}

/** @throws {RefusalError} `services.element_not_found` where a change names nothing there is */
async function refuseMissing(
  tx: Tx,
  row: store.BundleRow,
  changes: readonly Change[],
): Promise<void> {
  const [first] = (await revised(tx, row, changes)).missing;
  if (first) {
    throw servicesRefusals.refuse('services.element_not_found', { element: first.element });
  }
}

/** Enters an act on a revision in its stream. */
export async function recordAct(
  tx: Tx,
  reviser: Reviser,
  act: { id: string; type: string; draft: Omit<Draft, 'service'>; bundle: string },
): Promise<void> {
  const stream = `revision/${act.id}`;
  const seq = (await readStream(tx, stream)).length + 1;
  await append(tx, [
    {
      stream,
      seq,
      type: act.type,
      at: reviser.now,
      act: {
        bundle: act.bundle,
        clause: act.draft.clause,
        actor: reviser.by,
        ...(reviser.node === undefined ? {} : { node: reviser.node }),
        outcome: {
          reason: act.draft.reason,
          changes: act.draft.changes.map((each) => ({ ...each })),
        },
      },
    },
  ]);
}

async function loadDraft(tx: Tx, id: string): Promise<store.RevisionRow> {
  const revision = await store.revisionById(tx, id);
  if (revision === undefined) throw servicesRefusals.refuse('services.revision_not_found');
  return revision;
}

/**
 * A draft that is still being worked on.
 *
 * @throws {RefusalError} `services.revision_not_found`, `_published`, `_withdrawn`
 */
export async function loadOpenDraft(tx: Tx, id: string): Promise<store.RevisionRow> {
  const revision = await loadDraft(tx, id);
  if (revision.state === 'withdrawn') throw servicesRefusals.refuse('services.revision_withdrawn');
  if (revision.state === 'published') throw servicesRefusals.refuse('services.revision_published');
  return revision;
}

async function baseOf(tx: Tx, revision: store.RevisionRow): Promise<store.BundleRow> {
  const base = await store.bundleByHash(tx, revision.base_hash);
  if (base === undefined) throw servicesRefusals.refuse('services.bundle_not_found');
  return base;
}

/** The present version of a draft, for `If-Match`. */
export async function revisionVersion(tx: Tx, id: string): Promise<number> {
  return (await loadDraft(tx, id)).version;
}

/**
 * Saves a draft's reason and changes.
 *
 * @throws {RefusalError} `services.revision_published`, `services.element_not_found`
 */
export async function saveRevision(
  tx: Tx,
  reviser: Reviser,
  { id, reason, changes }: { id: string; reason: string; changes: readonly Change[] },
): Promise<void> {
  const revision = await loadOpenDraft(tx, id);
  const base = await baseOf(tx, revision);
  await refuseMissing(tx, base, changes);
  await store.updateRevision(tx, id, { reason, changes: JSON.stringify(changes) });
  const draft = { clause: revision.clause, reason, changes };
  await recordAct(tx, reviser, { id, type: 'revision.saved', draft, bundle: base.hash });
}

/** When a revision takes effect and as what. Days are `YYYY-MM-DD`. */
export type Release = {
  readonly edition: string;
  readonly releasedOn: string;
  readonly effectiveOn: string;
};

/**
 * Publishes a draft as the next edition; open cases keep theirs.
 *
 * @throws {RefusalError} when it is empty, has findings, is outdated, or the dates do not fit
 */
export async function publishRevision(
  tx: Tx,
  reviser: Reviser,
  { id, release }: { readonly id: string; readonly release: Release },
): Promise<string> {
  const revision = await loadOpenDraft(tx, id);
  const base = await baseOf(tx, revision);
  await refuseOutdated(tx, revision, base);
  const { definition, differences } = await revised(tx, base, revision.changes);
  if (differences.length === 0) throw servicesRefusals.refuse('services.revision_empty');
  refuseDates(release, { today: reviser.today, base });
  const findings = await findingsOf(tx, reviser.park, { definition, on: release.effectiveOn });
  refuseFindings(findings);
  const { hash } = await publish(
    tx,
    { park: reviser.park, by: reviser.by, now: reviser.now, ...nodeOf(reviser) },
    { definition, ...release, sample: base.sample },
  );
  await store.markRevisionPublished(tx, id, hash);
  const draft = { clause: revision.clause, reason: revision.reason, changes: revision.changes };
  await recordAct(tx, reviser, { id, type: 'revision.published', draft, bundle: hash });
  return hash;
}

const nodeOf = ({ node }: Reviser) => (node === undefined ? {} : { node });

async function refuseOutdated(
  tx: Tx,
  revision: store.RevisionRow,
  base: store.BundleRow,
): Promise<void> {
  const latest = await latestEdition(tx, revision.service);
  if (latest.hash === base.hash) return;
  const { edition } = latest;
  throw servicesRefusals.refuse('services.revision_outdated', { ...titleOf(base), edition });
}

const titleOf = ({ definition }: store.BundleRow) => ({ service: definition.title['zh-CN'] });

type Dated = { readonly today: string; readonly base: store.BundleRow };

/** An edition follows the one it starts from: neither released nor in effect before it. */
function refuseDates({ releasedOn, effectiveOn }: Release, { today, base }: Dated): void {
  const { edition, released_on: released, effective_on: effective } = base;
  if (releasedOn < released) {
    const values = { releasedOn, edition, baseOn: released };
    throw servicesRefusals.refuse('services.released_too_early', values);
  }
  if (effectiveOn < effective) {
    const values = { effectiveOn, edition, baseOn: effective };
    throw servicesRefusals.refuse('services.effective_before_base', values);
  }
  if (effectiveOn < releasedOn || effectiveOn < today) {
    throw servicesRefusals.refuse('services.effective_too_early', { releasedOn, effectiveOn });
  }
}

function refuseFindings(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw servicesRefusals.refuse(
    'services.revision_has_findings',
    { count: errors.length },
    {
      issues: errors.map(({ path, code, values, clause }) => ({
        path,
        code: `process.finding.${code}`,
        values,
        ...(clause === undefined ? {} : { clause }),
      })),
    },
  );
}

/** What findings are told with: the definition they are about, and titles of the park's roles. */
export type FindingWords = {
  readonly definition: Definition;
  readonly roleOf: (role: string) => Localized;
};

/** Findings in the reader's language, with the way to what was found by searching ways. */
export function describeFindings(
  findings: readonly Finding[],
  lang: Language,
  words?: FindingWords,
): FindingView[] {
  const told = words && storyWords(words, lang);
  return findings.map((finding) => {
    const { code, severity, path, line, clause } = finding;
    const values = told === undefined ? finding.values : namedValues(finding, told);
    return {
      ...{ code, severity, path, line: line ?? null, clause: clause ?? null },
      text: translate(lang, `process.finding.${code}`, values),
      story: told === undefined ? [] : [...storyOf(finding, told)],
    };
  });
}

function storyWords({ definition, roleOf }: FindingWords, lang: Language): StoryWords {
  const pick = (text: Localized): string => inLanguage(text, lang);
  return {
    ...{ definition, pick },
    say: (key, values) => translate(lang, key, values),
    roleTitle: (role) => pick(roleOf(role)),
  };
}

/**
 * A revision with its findings, the guide as it would be, and what differs.
 *
 * @throws {RefusalError} `services.revision_not_found`
 */
export async function readRevision(
  tx: Tx,
  reviser: Pick<Reviser, 'park' | 'today' | 'lang'>,
  { id, countOpenCases }: { readonly id: string; readonly countOpenCases: CountOpenCases },
): Promise<Revision> {
  const revision = await loadDraft(tx, id);
  const base = await baseOf(tx, revision);
  const { definition, differences } = await revised(tx, base, revision.changes);
  const findings = await findingsOf(tx, reviser.park, { definition, on: reviser.today });
  const parts = await readParts(tx, definition, reviser.today);
  const titles = await readTitles(tx, reviser.park);
  const editions = await store.editionsOf(tx, revision.service);
  const published = editions.find((row) => row.hash === revision.published_hash);
  const overtaken = revision.state === 'draft' ? overtaking(editions, base) : null;
  return {
    id: revision.id,
    service: revision.service,
    clause: revision.clause,
    base: bundleCardOf(base),
    state: revision.state,
    overtaken,
    reason: revision.reason,
    changes: [...revision.changes],
    findings: describeFindings(findings, reviser.lang, { definition, roleOf: titles.roleOf }),
    guide: guideOfRow(base, titles, {
      editions,
      draft: { definition, parts },
    }),
    differences: differences.map(saidDifference),
    openCases: await countOpenCases(tx, base.hash),
    published: published === undefined ? null : bundleCardOf(published),
    etag: String(revision.version),
  };
}

/** A difference with the verbs of its ways in both languages. */
function saidDifference({ ways, ...line }: Difference): Revision['differences'][number] {
  const said = (list: readonly TitledWay[]) =>
    list.map(({ verb, title, to }) => ({ title: title ?? verbTitle(verb), to }));
  return {
    ...line,
    ways: ways === undefined ? null : { from: said(ways.from), to: said(ways.to) },
  };
}

/** The edition published since a draft was begun, if any. */
function overtaking(
  editions: readonly store.BundleRow[],
  base: store.BundleRow,
): BundleCard | null {
  const [latest] = editions;
  return latest === undefined || latest.hash === base.hash ? null : bundleCardOf(latest);
}

/** The latest revisions, drafts and published. */
export async function listRevisions(tx: Tx): Promise<
  {
    id: string;
    service: string;
    clause: string;
    state: Revision['state'];
    reason: string;
    openedAt: string;
  }[]
> {
  const rows = await store.revisionsOf(tx);
  return rows.map(({ id, service, clause, state, reason, opened_at }) => ({
    id,
    service,
    clause,
    state,
    reason,
    openedAt: opened_at,
  }));
}
