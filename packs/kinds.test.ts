import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkPack } from '#apps/cli/pack/check.ts';
import { playScenarios } from '#apps/cli/pack/scenarios.ts';

/** The ten kinds of services the language has to be able to say, and where each is said. */
const kinds: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '1 a consulting service and a need': {
    shijingshan: ['policy.coaching'],
    qinchuangyuan: ['need.general'],
  },
  '2 policy redemption in three modes, a tapering subsidy': {
    qinchuangyuan: ['redemption.unapplied', 'redemption.instant', 'redemption.reviewed'],
    'sample-park': ['ip-insurance.subsidy'],
  },
  '3 licence by notification and commitment': {
    'sample-park': ['travel.licence', 'travel.breach', 'travel.repair', 'travel.objection'],
  },
  '4 mediation on two tracks': { 'sample-park': ['dispute.mediation'] },
  '5 challenge list': { shijingshan: ['challenge.list', 'challenge.bid'] },
  '6 research project and fund': { 'sample-park': ['project.ip-fund'] },
  '7 fund-share transfer': { 'sample-park': ['capital.share-transfer'] },
  '8 joint standard': { 'sample-park': ['standard.joint'] },
  '9 performance agreement': { shijingshan: ['building.performance'] },
  '10 menu order': { shijingshan: ['culture.menu'] },
};

const scenariosLeast = 6;

const checked = new Map(
  await Promise.all(
    ['qinchuangyuan', 'sample-park', 'shijingshan'].map(
      async (name) => [name, await checkPack(join(import.meta.dirname, name))] as const,
    ),
  ),
);

const said = Object.entries(kinds).flatMap(([kind, parks]) =>
  Object.entries(parks).flatMap(([park, codes]) => codes.map((code) => ({ kind, park, code }))),
);

// @source design page 2, "What the language must be able to say"
describe.each(said)('$kind: $code', ({ park, code }) => {
  const pack = checked.get(park);
  const definition = pack?.contents?.services.find(({ value }) => value.code === code)?.value;

  test('is a definition with form, flow, promise, ends that differ and what is measured', () => {
    expect(definition?.form.length).toBeGreaterThan(1);
    expect(definition?.limits.promised).toBeDefined();
    expect(definition?.measures.length).toBeGreaterThan(0);
    const ends = Object.values(definition?.flow.ends ?? {});
    expect(ends.some(({ adverse }) => adverse) && ends.some(({ adverse }) => !adverse)).toBe(true);
  });

  test('has scenarios enough, and every one holds', () => {
    const played = pack === undefined ? [] : playScenarios(pack);
    const own = played.filter(({ service }) => service === code);
    expect(own.length).toBeGreaterThanOrEqual(scenariosLeast);
    expect(own.filter(({ misses }) => misses.length > 0)).toEqual([]);
  });
});
