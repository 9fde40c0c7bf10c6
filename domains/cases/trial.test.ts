import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pinnedBundle, publish } from '#domains/services/index.ts';
import type { Definition, MigrationPlan } from '#engines/process/index.ts';
import { inPark } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { testOneCase } from './service/director.ts';
import { actorOf, commandCase, fileCase, holdCase } from './service/act.ts';
import { migrateCase, type Migrating } from './service/migrate.ts';
import { readDryRun, readOldEditions } from './service/migration-view.ts';
import { noticeWords } from './service/notices.ts';
import { rebuild } from './service/rebuild.ts';
import { sharesIn } from './service/simulation.ts';
import { lastQuarter, replayCases } from './service/trial.ts';
import { wordsOf } from './service/words.ts';
import { caseByNumber } from './store/case.ts';
import { openTestPark, packDefinitions, type TestPark } from './testing.ts';

const monday = '2026-09-14T02:00:00.000Z';
const tuesday = '2026-09-15T02:00:00.000Z';

let at: TestPark;
let admission: Definition;
let [oldHash, newHash] = ['', ''];
/** Two cases of the first tests: one under review, one not yet accepted. */
let [reviewing, accepting] = ['', ''];
const run = <T>(work: Parameters<typeof inPark<T>>[2]) => inPark(at.db, at.park.code, work);

async function filed(): Promise<string> {
  const acting = at.acting('firm', monday);
  const answers = {
    ...{ purpose: '研发', areaSquareMetres: 120, revenue: 50_000_000 },
    ...{ headcount: 20, contact: '张', phone: '13800000000' },
  };
  const { number } = await run((tx) =>
    fileCase(tx, at.world, {
      acting,
      body: {
        ...{ service: admission.code, channel: 'web', node: null, needClass: null },
        applicant: { organisation: 'demo-firm-1', name: '企业' },
        answers: answersFor(admission, answers),
        ...{ files: [], occurredAt: null, fromRecord: null },
      },
    }),
  );
  return number;
}

type Answers = Record<string, string | number | boolean | string[] | null>;

/** Something for every field that must be filled in, whatever the pack asks for today. */
function answersFor({ form }: Definition, given: Answers): Answers {
  const plain: Answers = {
    ...{ text: '示例', longtext: '示例', number: 10, integer: 10, money: 100, ratio: 100 },
    ...{ date: '2026-09-01', boolean: true, phone: '13800000000', email: 'a@example.com' },
  };
  return Object.fromEntries(
    form
      .filter(({ required }) => required)
      .map(({ id, type, choices, min }) => [
        id,
        given[id] ?? choices[0]?.value ?? (type === 'text' ? '示例' : (min ?? plain[type] ?? null)),
      ]),
  );
}

// oxlint-disable-next-line max-params -- an act reads as one sentence
const act = (number: string, who: string, verb: string, now = monday) =>
  run(async (tx) => {
    const row = await holdCase(tx, at.park.code, number);
    const body = { verb, branch: null, input: { reason: '原因' } };
    return commandCase(tx, at.world, { acting: at.acting(who, now), row, body });
  });

/** The edition and the standard the director's test names, act by act. */
async function editionsTested(number: string): Promise<string[][]> {
  const { principal } = at.acting('director', tuesday);
  const looking = { park: at.park, principal, words: wordsOf('en', at.park.zone), now: tuesday };
  const asked = { number, random: 0, stopwatch: () => 0 };
  const { lines } = await run((tx) => testOneCase(tx, looking, asked));
  return lines.map(({ bundle, standard }) => [bundle, standard.number]);
}

const planOf = (more: Partial<MigrationPlan> = {}): MigrationPlan => ({
  ...{ id: 'audit-2026', service: admission.code, from: oldHash, to: newHash },
  ...{ reason: '联审改为审计', clause: '9.1', steps: {}, retroactive: [] },
  ...more,
});

const migrating = (now = tuesday): Migrating => ({
  park: at.park.code,
  actor: actorOf(at.acting('officer', now).principal),
  now,
});

beforeAll(async () => {
  at = await openTestPark('shijingshan');
  admission = (await packDefinitions('shijingshan')).find(
    ({ code }) => code === 'space.admission',
  ) as Definition; // The pack that ships has it.
});
afterAll(() => at.close());

describe('moving open cases to a new edition', () => {
  beforeAll(async () => {
    accepting = await filed();
    reviewing = await filed();
    await act(reviewing, 'window', 'accept');
    oldHash = (await run((tx) => caseByNumber(tx, accepting)))?.bundle ?? '';
    const { review: _review, ...steps } = admission.flow.steps;
    const { accept, decide } = steps;
    if (accept?.kind !== 'single' || decide?.kind !== 'single') throw new Error('another pack');
    const next: Definition = {
      ...admission,
      limits: { ...admission.limits, promised: '9wd' },
      flow: {
        ...admission.flow,
        steps: {
          ...steps,
          accept: { ...accept, do: { ...accept.do, accept: [{ to: 'audit', effects: [] }] } },
          audit: {
            ...decide,
            title: { 'zh-CN': '审计' },
            do: { pass: [{ to: 'decide', effects: [] }] },
          },
        },
      },
    };
    const dates = { releasedOn: '2026-09-14', effectiveOn: '2026-09-15' };
    const publication = { definition: next, edition: '2026', ...dates, sample: true };
    const published = await run((tx) =>
      publish(tx, { park: at.park.code, by: 'officer', now: monday }, publication),
    );
    newHash = published.hash;
  });

  test('lists the editions left behind, with the steps that are gone and the limits that differ', async () => {
    const [old] = await run((tx) =>
      readOldEditions(tx, { park: at.park.code, today: '2026-09-15' }),
    );
    expect(old).toMatchObject({
      ...{ service: admission.code, open: 2 },
      from: { hash: oldHash },
      to: { hash: newHash },
      gone: [{ step: 'review' }],
    });
    expect(old?.limits).toContainEqual(
      expect.objectContaining({ element: 'limits.promised', to: '9wd' }),
    );
  });

  test('a dry run says of each case what would change or why it stays, and changes nothing', async () => {
    const words = wordsOf('zh-CN', at.park.zone);
    const retroactive = [{ element: 'limits.promised', clause: '9.2' }];
    const dry = await run((tx) =>
      readDryRun(tx, migrating(), { plan: planOf({ retroactive }), words, after: '', limit: 50 }),
    );
    expect(dry.total).toBe(2);
    const byNumber = new Map(dry.items.map((one) => [one.number, one]));
    expect(byNumber.get(accepting)).toMatchObject({ can: true, why: null });
    expect(byNumber.get(reviewing)?.why?.text).toContain('新版本没有这个环节');
    expect(byNumber.get(reviewing)?.why?.next).toContain('去向');
    expect(dry.findings.map(({ severity }) => severity)).toEqual(['warning']);
    expect((await run((tx) => caseByNumber(tx, accepting)))?.bundle).toBe(oldHash);
  });

  test('names editions as people do, by a beginning of the hash, and says what is meant if unclear', async () => {
    const words = wordsOf('en', at.park.zone);
    const dryOf = (more: Partial<MigrationPlan>) =>
      run((tx) => readDryRun(tx, migrating(), { plan: planOf(more), words, after: '', limit: 50 }));
    const [before, after] = await run(async (tx) => [
      await pinnedBundle(tx, at.park.code, oldHash),
      await pinnedBundle(tx, at.park.code, newHash),
    ]);
    const named = await dryOf({ from: before?.edition ?? '', to: newHash.slice(0, 8) });
    expect(named).toEqual(await dryOf({}));
    expect(named.total).toBe(2);
    await expect(dryOf({ to: '1999' })).rejects.toMatchObject({
      code: 'services.edition_unknown',
      refusal: {
        values: { name: '1999', editions: expect.stringContaining(after?.edition ?? '?') },
      },
    });
    await expect(dryOf({ from: oldHash.slice(0, 3) })).rejects.toMatchObject({
      code: 'services.edition_unknown',
    });
    const twin = { ...admission, title: { 'zh-CN': '同名前缀', en: 'Twin' } };
    const edition = newHash.slice(0, 4);
    const refused = run(async (tx) => {
      const dates = { releasedOn: '2026-09-14', effectiveOn: '2026-09-16' };
      const by = { park: at.park.code, by: 'officer', now: monday };
      await publish(tx, by, { definition: twin, edition, ...dates, sample: true });
      await readDryRun(tx, migrating(), {
        plan: planOf({ to: edition }),
        words,
        after: '',
        limit: 1,
      });
    });
    await expect(refused).rejects.toMatchObject({ code: 'services.edition_ambiguous' });
  });

  test('carries out case by case, resumably; projection and fold agree, and it goes on', async () => {
    const plan = planOf({
      steps: { review: 'audit' },
      retroactive: [{ element: 'limits.promised', clause: '9.2' }],
    });
    const before = (await run((tx) => caseByNumber(tx, reviewing)))?.due_promised;
    const move = (number: string) => run((tx) => migrateCase(tx, migrating(), { plan, number }));
    expect((await move(reviewing)).move.can).toBe(true);
    const row = await run((tx) => caseByNumber(tx, reviewing));
    expect(row).toMatchObject({ bundle: newHash, edition: '2026', holder_role: 'head' });
    expect(row?.due_promised).not.toBe(before);
    const told = await run((tx) =>
      tx.selectFrom('cases.notice').selectAll().where('number', '=', reviewing).execute(),
    );
    const moved = told.find(({ kind }) => kind === 'edition-changed');
    expect(moved?.said).toMatchObject({ before, due: row?.due_promised });
    expect(noticeWords({ ...moved!, need: false }, wordsOf('en', at.park.zone)).text).toContain(
      'was to be done by Sun 20 Sep 17:30',
    );
    const again = await move(reviewing);
    expect(again.move).toMatchObject({ can: false, why: { code: 'other-edition' } });
    const entries = await run((tx) => readStream(tx, `case/${reviewing}`));
    expect(entries.at(-1)).toMatchObject({
      type: 'case.migrated',
      act: { bundle: newHash, clause: '9.1' },
    });
    const plans = await run((tx) => readStream(tx, 'migration/audit-2026'));
    expect(plans).toHaveLength(1);
    const other = { ...plan, reason: '另一个' };
    await expect(
      run((tx) => migrateCase(tx, migrating(), { plan: other, number: accepting })),
    ).rejects.toMatchObject({ code: 'cases.migration_taken' });
    expect((await rebuild(at.db, at.park.code, { check: true })).wrong).toEqual([]);
    await act(reviewing, 'head', 'pass', tuesday);
    expect((await run((tx) => caseByNumber(tx, reviewing)))?.phase).toBe('to-decide');
    expect(await editionsTested(reviewing)).toEqual([
      ...[oldHash, oldHash, newHash, newHash].map((hash) => [hash, 'Q/SJSY 301.12—2014']),
    ]);
    expect((await rebuild(at.db, at.park.code, { check: true })).wrong).toEqual([]);
  });

  test('a plan with an error moves nothing', async () => {
    const plan = planOf({ id: 'wrong', steps: { review: 'nowhere' } });
    await expect(
      run((tx) => migrateCase(tx, migrating(), { plan, number: accepting })),
    ).rejects.toMatchObject({ code: 'cases.migration_has_findings' });
  });
});

describe('trying a draft on real cases', () => {
  const words = wordsOf('en', 'Asia/Shanghai');
  const asked = (draft: Definition) => ({
    ...{ park: at.park.code, draft, words, after: '', limit: 50 },
    span: {
      service: admission.code,
      from: '2026-07-01T00:00:00.000Z',
      to: '2026-10-01T00:00:00.000Z',
    },
  });

  test('finds nothing changed under the edition they ran under', async () => {
    const page = await run((tx) => replayCases(tx, asked(admission)));
    expect(page.played).toBeGreaterThan(1);
    // The one that was moved went on under other steps.
    expect(page.items.map(({ number }) => number)).toEqual([reviewing]);
    expect(page.next).toBeNull();
  });

  test('says which acts would be refused and which deadlines move, without writing', async () => {
    const number = await filed();
    await act(number, 'window', 'accept');
    const draft = { ...admission, limits: { ...admission.limits, promised: '1wd' } };
    const page = await run((tx) => replayCases(tx, asked(draft)));
    const found = page.items.find((one) => one.number === number);
    expect(found?.changes.join()).toMatch(/promised for .* instead of /);
    expect(page.dues).toBeGreaterThan(0);
    const after = await run((tx) => replayCases(tx, { ...asked(draft), limit: 1 }));
    expect(after.next).not.toBeNull();
    expect(after.played).toBe(1);
  });

  test('counts how steps were left for a simulation', async () => {
    const rows = await run(async (tx) => {
      const page = await replayCases(tx, asked(admission));
      return page.total;
    });
    expect(rows).toBeGreaterThan(0);
    const number = await filed();
    await act(number, 'window', 'accept');
    const row = await run((tx) => caseByNumber(tx, number));
    expect(row && sharesIn([row.state])).toEqual({ accept: { accept: 1 } });
  });

  test('looks back a quarter, over the turn of a year', () => {
    expect(lastQuarter('2026-02-15T02:00:00.000Z').from).toBe('2025-11-15T00:00:00.000Z');
    expect(lastQuarter('2026-05-31T02:00:00.000Z').from).toBe('2026-02-28T00:00:00.000Z');
  });
});
