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
import { selectParks } from '#domains/parties/index.ts';
import { servicesRefusals } from '../errors.ts';
import type { Change, FindingView, Revisable, Revision } from '../model.ts';
import { materialOf, revise } from '../rules/index.ts';
import * as store from '../store.ts';
import { bundleCardOf, cardOfRow, guideOfRow, readParts, readTitles } from './ground.ts';
import { findingsOf, publish } from './publish.ts';

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

/** What a page may offer to revise under a clause of a service in force today. */
export async function readRevisable(
  tx: Tx,
  reviser: Pick<Reviser, 'park' | 'today'>,
  asked: { readonly service: string; readonly clause: string },
): Promise<Revisable> {
  const row = await store.bundleOn(tx, asked.service, reviser.today);
  if (row === undefined) throw servicesRefusals.refuse('services.not_found', asked);
  const titles = await readTitles(tx, reviser.park);
  const park = (await selectParks(tx)).find(({ code }) => code === reviser.park);
  return {
    service: cardOfRow(row, titles),
    bundle: bundleCardOf(row),
    clause: asked.clause,
    promised: row.definition.limits.promised ?? null,
    steps: stepsOf(row),
    materials: row.definition.materials.map(materialOf),
    roles: Object.entries(park?.roles ?? {}).map(([role, title]) => ({ role, title })),
  };
}

function stepsOf(row: store.BundleRow): Revisable['steps'] {
  return Object.entries(row.definition.flow.steps).flatMap(([id, step]) => {
    const posts =
      step.kind === 'single'
        ? [[id, step] as const]
        : Object.entries(step.members).map(([name, post]) => [`${id}.${name}`, post] as const);
    return posts.map(([path, post]) => ({
      id: path,
      title: post.title ?? step.title ?? { 'zh-CN': path },
      limit: post.within ?? null,
      role: post.by,
      clause: post.clause ?? step.clause ?? '',
    }));
  });
}

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
  const row = await store.bundleOn(tx, draft.service, reviser.today);
  if (row === undefined)
    throw servicesRefusals.refuse('services.not_found', { service: draft.service });
  refuseMissing(row, draft.changes);
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

function refuseMissing(row: store.BundleRow, changes: readonly Change[]): void {
  const [first] = revise(row.definition, changes).missing;
  if (first) {
    throw servicesRefusals.refuse('services.element_not_found', { element: first.element });
  }
}

async function recordAct(
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

async function loadOpenDraft(tx: Tx, id: string): Promise<store.RevisionRow> {
  const revision = await loadDraft(tx, id);
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
  refuseMissing(base, changes);
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
  const { definition, differences } = revise(base.definition, revision.changes);
  if (differences.length === 0) throw servicesRefusals.refuse('services.revision_empty');
  refuseDates(release, reviser.today);
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
  const [latest] = await store.editionsOf(tx, revision.service);
  if (latest !== undefined && latest.hash !== base.hash) {
    throw servicesRefusals.refuse('services.revision_outdated', { service: revision.service });
  }
}

function refuseDates({ releasedOn, effectiveOn }: Release, today: string): void {
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
  const { definition, differences } = revise(base.definition, revision.changes);
  const findings = await findingsOf(tx, reviser.park, { definition, on: reviser.today });
  const parts = await readParts(tx, definition, reviser.today);
  const titles = await readTitles(tx, reviser.park);
  const editions = await store.editionsOf(tx, revision.service);
  const published = editions.find((row) => row.hash === revision.published_hash);
  return {
    id: revision.id,
    service: revision.service,
    clause: revision.clause,
    base: bundleCardOf(base),
    state: revision.state,
    reason: revision.reason,
    changes: [...revision.changes],
    findings: describeFindings(findings, reviser.lang, { definition, roleOf: titles.roleOf }),
    guide: guideOfRow(base, titles, {
      editions,
      draft: { definition, parts },
    }),
    differences: [...differences],
    openCases: await countOpenCases(tx, base.hash),
    published: published === undefined ? null : bundleCardOf(published),
    etag: String(revision.version),
  };
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
