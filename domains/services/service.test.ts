import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPark, type TestPark } from '#domains/cases/testing.ts';
import { inPark } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import {
  bundleFor,
  openRevision,
  pinnedBundle,
  publish,
  publishRevision,
  readCarriers,
  readCatalogue,
  readGuide,
  readRevisable,
  readRevision,
  renewRevision,
  saveRevision,
  withdrawRevision,
  type Reviser,
} from './service/index.ts';

const reviser: Reviser = {
  park: 'shijingshan',
  by: 'user-officer',
  node: 'committee',
  now: '2026-09-18T02:00:00.000Z',
  today: '2026-09-18',
  lang: 'zh-CN',
};

let at: TestPark;
beforeAll(async () => {
  at = await openTestPark('shijingshan');
});
afterAll(() => at.close());

const inside = <T>(work: Parameters<typeof inPark<T>>[2]) => inPark(at.db, 'shijingshan', work);
const countOpenCases = async () => 0;

describe('the catalogue', () => {
  test('is found by a word, by pinyin and by initials', async () => {
    for (const text of ['入驻', 'ruzhu', 'rzps', 'admission']) {
      const { items } = await inside((tx) =>
        readCatalogue(tx, { park: 'shijingshan', day: '2026-09-18', text }),
      );
      expect(
        items.map(({ code }) => code),
        text,
      ).toContain('space.admission');
    }
  });

  test('stands in the order of the classes, and in a class of the standards', async () => {
    const { items } = await inside((tx) =>
      readCatalogue(tx, { park: 'shijingshan', day: '2026-09-18' }),
    );
    const numbers = items.map((item) => `${item.class.code} ${item.standard.number}`);
    const classes = [...new Set(items.map((item) => item.class.code))];
    const sorted = classes.flatMap((code) =>
      numbers.filter((one) => one.startsWith(`${code} `)).toSorted(),
    );
    expect(numbers).toEqual(sorted);
    expect(items[0]?.code).toBe('space.admission');
  });

  test('names what may have been meant only where a search finds nothing', async () => {
    const read = (text: string, chosen?: string) =>
      inside((tx) =>
        readCatalogue(tx, { park: 'shijingshan', day: '2026-09-18', text, class: chosen }),
      );
    for (const text of ['入住评审', 'admision', 'ruzhupinshen']) {
      const { items, nearest } = await read(text);
      expect([items, nearest[0]?.code], text).toEqual([[], 'space.admission']);
    }
    expect((await read('入驻')).nearest).toEqual([]);
    expect((await read('火星移民')).nearest).toEqual([]);
    expect((await read('入驻', 'needs')).nearest[0]?.code).toBe('space.admission');
  });

  test('is empty before anything is in force', async () => {
    const day = '2014-06-08';
    const { total } = await inside((tx) => readCatalogue(tx, { park: 'shijingshan', day }));
    expect(total).toBe(0);
  });
});

describe('the guide', () => {
  test('says what the definition does, each part with its clause', async () => {
    const guide = await inside((tx) =>
      readGuide(tx, { park: 'shijingshan', service: 'space.admission', day: '2026-09-18' }),
    );
    const { definition } = await inside((tx) => bundleFor(tx, 'space.admission', '2026-09-18'));
    expect(guide.card.promised).toBe(definition.limits.promised);
    expect(guide.materials.map(({ id }) => id)).toEqual(definition.materials.map(({ id }) => id));
    expect(guide.materials.find(({ id }) => id === 'licence')?.fetched).toBe(true);
    const cited = [...guide.steps, ...guide.materials, ...guide.form].map(({ clause }) => clause);
    expect(cited.every((clause) => clause !== null && clause in guide.clauses)).toBe(true);
  });

  test('of a service nobody has published is refused', async () => {
    const asked = { park: 'shijingshan', service: 'no.such', day: '2026-09-18' };
    await expect(inside((tx) => readGuide(tx, asked))).rejects.toMatchObject({
      code: 'services.not_found',
      status: 404,
    });
  });
});

describe('publishing', () => {
  test('the same content again changes nothing, other content under its edition is refused', async () => {
    const { definition, hash } = await inside((tx) =>
      bundleFor(tx, 'policy.coaching', '2026-09-18'),
    );
    const dates = { releasedOn: '2014-05-09', effectiveOn: '2014-06-09', sample: true };
    const who = { park: 'shijingshan', by: 'pack', now: '2014-05-01T00:00:00.000Z' };
    const again = await inside((tx) => publish(tx, who, { definition, edition: '2014', ...dates }));
    expect(again).toEqual({ hash, fresh: false });
    const other = { ...definition, limits: { ...definition.limits, promised: '9wd' } };
    await expect(
      inside((tx) => publish(tx, who, { definition: other, edition: '2014', ...dates })),
    ).rejects.toMatchObject({ code: 'services.edition_taken' });
  });
});

describe('a revision', () => {
  const id = '0197f2d3-0000-7000-8000-000000000001';

  test('is drafted, shows its findings, and cannot be published with an error', async () => {
    await inside((tx) =>
      openRevision(tx, reviser, {
        id,
        draft: {
          service: 'space.admission',
          clause: '5.7',
          reason: '缩短承诺时限',
          changes: [{ kind: 'step-role', step: 'decide', to: 'nobody' }],
        },
      }),
    );
    const draft = await inside((tx) => readRevision(tx, reviser, { id, countOpenCases }));
    expect(draft.findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(draft.findings.every(({ text }) => !text.startsWith('process.'))).toBe(true);
    const release = { edition: '2026-1', releasedOn: '2026-09-18', effectiveOn: '2026-09-21' };
    await expect(
      inside((tx) => publishRevision(tx, reviser, { id, release })),
    ).rejects.toMatchObject({ code: 'services.revision_has_findings' });
  });

  test('is published: new cases from the day on, pinned ones stay', async () => {
    const before = await inside((tx) => bundleFor(tx, 'space.admission', '2026-09-18'));
    await inside((tx) =>
      saveRevision(tx, reviser, {
        id,
        reason: '缩短承诺时限',
        changes: [{ kind: 'promised-limit', to: '4wd' }],
      }),
    );
    const release = { edition: '2026-1', releasedOn: '2026-09-18', effectiveOn: '2026-09-21' };
    const hash = await inside((tx) => publishRevision(tx, reviser, { id, release }));
    const [friday, monday] = await inside(async (tx) => [
      await bundleFor(tx, 'space.admission', '2026-09-18'),
      await bundleFor(tx, 'space.admission', '2026-09-21'),
    ]);
    expect(friday.hash).toBe(before.hash);
    expect(monday).toMatchObject({ hash, edition: '2026-1' });
    expect(monday.definition.limits.promised).toBe('4wd');
    const pinned = await inside((tx) => pinnedBundle(tx, 'shijingshan', before.hash));
    expect(pinned.definition.limits.promised).toBe('5wd');
    const stream = await inside((tx) => readStream(tx, 'service/space.admission'));
    expect(stream.map(({ type }) => type)).toEqual([
      'definition.published',
      'definition.published',
    ]);
  });

  test('once published is closed to changes', async () => {
    await expect(
      inside((tx) => saveRevision(tx, reviser, { id, reason: 'x', changes: [] })),
    ).rejects.toMatchObject({ code: 'services.revision_published' });
  });

  test('cannot take effect yesterday', async () => {
    const other = '0197f2d3-0000-7000-8000-000000000002';
    await inside((tx) =>
      openRevision(tx, reviser, {
        id: other,
        draft: {
          service: 'policy.coaching',
          clause: '4.4',
          reason: '试',
          changes: [{ kind: 'promised-limit', to: '2wd' }],
        },
      }),
    );
    const release = { edition: '2026-1', releasedOn: '2026-09-18', effectiveOn: '2026-09-17' };
    await expect(
      inside((tx) => publishRevision(tx, reviser, { id: other, release })),
    ).rejects.toMatchObject({ code: 'services.effective_too_early' });
  });

  const dated = (edition: string) => ({
    ...{ edition, releasedOn: '2026-09-18', effectiveOn: '2026-09-18' },
  });
  const drafted = async (tail: number, to: string) => {
    const own = `0197f2d3-0000-7000-8000-0000000001${tail}`;
    const changes = [{ kind: 'promised-limit' as const, to }];
    const draft = { service: 'standard.coaching', clause: '4', reason: '试', changes };
    await inside((tx) => openRevision(tx, reviser, { id: own, draft }));
    return own;
  };
  const published = (own: string, edition: string) =>
    inside((tx) => publishRevision(tx, reviser, { id: own, release: dated(edition) }));
  const promise = async () =>
    (await inside((tx) => bundleFor(tx, 'standard.coaching', '2026-09-18'))).definition.limits;

  test('can be taken back by another, and that one too', async () => {
    const hashes = new Set<string>();
    for (const [index, to] of ['4wd', '5wd', '4wd', '5wd'].entries()) {
      const own = await drafted(10 + index, to);
      hashes.add(await published(own, `back-${index}`));
      expect((await promise()).promised).toBe(to);
    }
    expect(hashes.size).toBe(4);
  });

  test('can begin from an earlier edition, whole, and is published like any other', async () => {
    const bundle = () => inside((tx) => bundleFor(tx, 'standard.coaching', '2026-09-18'));
    const earlier = await bundle();
    await published(await drafted(15, '9wd'), 'before-restoring');
    const own = '0197f2d3-0000-7000-8000-000000000116';
    const { hash, edition } = earlier;
    const changes = [{ kind: 'restore' as const, bundle: hash, edition }];
    const draft = { service: 'standard.coaching', clause: '4', reason: '恢复', changes };
    await inside((tx) => openRevision(tx, reviser, { id: own, draft }));
    const view = await inside((tx) => readRevision(tx, reviser, { id: own, countOpenCases }));
    expect(view.differences).toMatchObject([{ element: 'limits.promised', from: '9wd' }]);
    const asked = { service: 'standard.coaching', clause: '4', bundle: hash };
    const offered = await inside((tx) => readRevisable(tx, reviser, asked));
    expect(offered.promised).toBe(earlier.definition.limits.promised);
    await published(own, 'restored');
    const after = await bundle();
    expect(after.definition).toEqual(earlier.definition);
    expect(after.hash).not.toBe(hash);
  });

  test('offers the steps in the order a matter meets them', async () => {
    const asked = { service: 'space.admission', clause: '5' };
    const { steps } = await inside((tx) => readRevisable(tx, reviser, asked));
    expect(steps.map(({ id }) => id)).toEqual([
      ...['accept', 'amend', 'review.finance', 'review.science', 'panel', 'decide'],
    ]);
  });

  test('cannot begin from an edition of another service', async () => {
    const other = await inside((tx) => bundleFor(tx, 'policy.coaching', '2026-09-18'));
    const changes = [{ kind: 'restore' as const, bundle: other.hash, edition: '2014' }];
    const id = '0197f2d3-0000-7000-8000-000000000117';
    const draft = { service: 'standard.coaching', clause: '4', reason: '恢复', changes };
    await expect(inside((tx) => openRevision(tx, reviser, { id, draft }))).rejects.toMatchObject({
      code: 'services.element_not_found',
    });
    const asked = { service: 'standard.coaching', clause: '4', bundle: other.hash };
    await expect(inside((tx) => readRevisable(tx, reviser, asked))).rejects.toMatchObject({
      code: 'services.bundle_not_found',
    });
  });

  test('of a colleague who was slower starts anew from what was published, with its changes', async () => {
    const [mine, theirs] = [await drafted(20, '3wd'), await drafted(21, '2wd')];
    await published(mine, 'mine');
    await expect(published(theirs, 'theirs')).rejects.toMatchObject({
      code: 'services.revision_outdated',
    });
    const view = await inside((tx) => readRevision(tx, reviser, { id: theirs, countOpenCases }));
    expect(view.overtaken?.edition).toBe('mine');
    await inside((tx) => renewRevision(tx, reviser, theirs));
    await published(theirs, 'theirs');
    expect((await promise()).promised).toBe('2wd');
  });

  test('given up is read, and neither saved nor published', async () => {
    const own = await drafted(30, '6wd');
    await inside((tx) => withdrawRevision(tx, reviser, own));
    const view = await inside((tx) => readRevision(tx, reviser, { id: own, countOpenCases }));
    expect(view.state).toBe('withdrawn');
    const code = 'services.revision_withdrawn';
    await expect(published(own, 'gone')).rejects.toMatchObject({ code });
    await expect(inside((tx) => withdrawRevision(tx, reviser, own))).rejects.toMatchObject({
      code,
    });
  });

  test('follows the edition before it, also where that one is still to come', async () => {
    const own = await drafted(40, '7wd');
    const coming = { edition: 'coming', releasedOn: '2026-09-18', effectiveOn: '2026-10-09' };
    await inside((tx) => publishRevision(tx, reviser, { id: own, release: coming }));
    const next = await drafted(41, '8wd');
    const release = (releasedOn: string, effectiveOn: string) =>
      inside((tx) =>
        publishRevision(tx, reviser, {
          id: next,
          release: { edition: 'next', releasedOn, effectiveOn },
        }),
      );
    await expect(release('2020-01-01', '2026-10-09')).rejects.toMatchObject({
      code: 'services.released_too_early',
    });
    await expect(release('2026-09-18', '2026-09-30')).rejects.toMatchObject({
      code: 'services.effective_before_base',
    });
    await release('2026-09-18', '2026-10-09');
    const then = await inside((tx) => bundleFor(tx, 'standard.coaching', '2026-10-09'));
    expect(then.definition.limits.promised).toBe('8wd');
  });

  test('is listed under its clause with what runs there', async () => {
    const found = await inside((tx) =>
      readCarriers(tx, { standard: 'Q/SJSY 301.12—2014', clause: '5.7', day: '2026-09-18' }),
    );
    expect(found.carriers).toMatchObject([{ kind: 'clock', limit: '5wd' }]);
    expect(found.revisions).toMatchObject([{ service: 'space.admission', state: 'published' }]);
  });
});
