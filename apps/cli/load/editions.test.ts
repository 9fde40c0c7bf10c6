import { describe, expect, test } from 'vitest';
import { packStandards } from '#domains/standards/model.ts';
import { readDefinition } from '#engines/process/index.ts';
import { packManifest } from '#platform/packs/index.ts';
import { adoptionDay, editionFor, revisedEdition } from './editions.ts';

const manifest = (more: object = {}) =>
  packManifest.parse({
    ...{ code: 'sample', kind: 'park', version: '2026.3.9', title: { 'zh-CN': '示例' } },
    ...more,
  });

const title = { 'zh-CN': '示例' };
const standards = (publishedOn: string | null, effectiveOn: string | null) =>
  packStandards.parse({
    ...{ code: 's', title, publishedOn: null, effectiveOn: null },
    ...{ tree: { id: 'root', title }, levels: {}, slots: { tree: 'root', responsible: title } },
    standards: [
      {
        ...{ code: 'one', position: '', number: 'Q/1', title, level: 'park', tree: 'root' },
        responsible: title,
        editions: [{ edition: '2014', publishedOn, effectiveOn, clauses: [] }],
      },
    ],
  });

const { definition } = readDefinition({
  ...{ code: 'sample.one', title: '示例', class: 'c', nature: '园区服务', kind: 'promised' },
  standard: { number: 'Q/1' },
  flow: { start: 'a', steps: { a: { by: 'head', do: { approve: 'b' } } }, ends: { b: '完' } },
});

describe('the day a pack was taken up', () => {
  test('is what the pack says, else the day its version names', () => {
    expect(adoptionDay(manifest())).toBe('2026-03-09');
    expect(adoptionDay(manifest({ adoptedOn: '2026-01-01' }))).toBe('2026-01-01');
  });
});

describe('the edition of a definition', () => {
  const of = (publishedOn: string | null, effectiveOn: string | null) =>
    // The definition above has no finding.
    editionFor(definition!, standards(publishedOn, effectiveOn), manifest());

  test('is that of the standard it carries out, with its days', () => {
    expect(of('2014-05-09', '2014-06-09')).toEqual({
      ...{ edition: '2014', releasedOn: '2014-05-09', effectiveOn: '2014-06-09' },
    });
  });

  test('takes the pack’s day for a day the source leaves out, never released after in force', () => {
    expect(of(null, null)).toMatchObject({ releasedOn: '2026-03-09', effectiveOn: '2026-03-09' });
    expect(of(null, '2020-01-01')).toMatchObject({
      ...{ releasedOn: '2020-01-01', effectiveOn: '2020-01-01' },
    });
  });

  test('changed under the same edition counts from the day it is loaded', () => {
    const edition = of('2014-05-09', '2014-06-09');
    expect(revisedEdition(edition, ['2014'], '2026-09-14')).toEqual({
      ...{ edition: '2026', releasedOn: '2026-09-14', effectiveOn: '2026-09-14' },
    });
    expect(revisedEdition(edition, ['2026', '2014'], '2026-09-14').edition).toBe('2026-2');
    const later = { ...edition, effectiveOn: '2027-01-01' };
    expect(revisedEdition(later, ['2014'], '2026-09-14').effectiveOn).toBe('2027-01-01');
  });
});
