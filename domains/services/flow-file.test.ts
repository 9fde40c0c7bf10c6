import { BpmnModdle } from 'bpmn-moddle';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPark, type TestPark } from '#domains/cases/testing.ts';
import { inPark } from '#platform/db/index.ts';
import { readCatalogue, readFlowFile } from './service/index.ts';

const day = '2026-09-18';

let at: TestPark;
beforeAll(async () => {
  at = await openTestPark('shijingshan');
});
afterAll(() => at.close());

const inside = <T>(work: Parameters<typeof inPark<T>>[2]) => inPark(at.db, 'shijingshan', work);
const flowOf = (service: string, lang: 'zh-CN' | 'en') =>
  inside((tx) => readFlowFile(tx, { park: 'shijingshan', service, day, lang }));

describe('the flow of a service as a file', () => {
  test('of every service of a park is BPMN without a warning, in both languages', async () => {
    const { items } = await inside((tx) => readCatalogue(tx, { park: 'shijingshan', day }));
    expect(items.length).toBeGreaterThan(5);
    for (const { code } of items) {
      for (const lang of ['zh-CN', 'en'] as const) {
        const { warnings } = await new BpmnModdle().fromXML(await flowOf(code, lang));
        expect(warnings, code).toEqual([]);
      }
    }
  });

  test('says who does a step, within what time, on which clause', async () => {
    const xml = await flowOf('space.admission', 'en');
    expect(xml).toContain('Finance desk · 2 working days · clause 5.4');
    expect(await flowOf('space.admission', 'zh-CN')).toContain('2 个工作日');
  });

  test('of a service nobody has published is refused', async () => {
    await expect(flowOf('nothing', 'en')).rejects.toMatchObject({ code: 'services.not_found' });
  });
});
