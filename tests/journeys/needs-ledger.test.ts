import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '#apps/cli/load.ts';
import { signIn } from '#tools/demo/caller.ts';
import { loadNeeds, needClassCount, needsClosed, needsTotal } from '#tools/demo/needs.ts';
import type { Overview } from '#domains/cases/index.ts';
import { expectAccessible, openStage, type Stage } from './stage.ts';

const park = 'qinchuangyuan';
const director = `director@${park}.example`;

describe('1,270 needs in 19 classes, run through the public API', () => {
  let stage: Stage;
  let closed: string;
  beforeAll(async () => {
    stage = await openStage('2026-09-18T01:00:00Z');
    const done = await loadNeeds({
      address: stage.address,
      park,
      password: demoPassword,
      run: 'journey',
      log: () => undefined,
    });
    expect(done).toHaveLength(needsTotal);
    closed = done[0]?.number ?? '';
  });
  afterAll(() => stage.close());

  const overview = async (): Promise<Overview> => {
    const { status, body } = await stage.ask(director, `/p/${park}/api/office/overview`);
    expect(status).toBe(200);
    return body as unknown as Overview; // validated by the route's own schema
  };

  test('are 99.3 % closed, and the nine that are open say who has them and what comes next', async () => {
    const { openNeeds, figures } = await overview();
    expect(openNeeds).toMatchObject({ total: needsTotal, closed: needsClosed, rateText: '99.3' });
    expect(openNeeds.lines).toHaveLength(needsTotal - needsClosed);
    for (const line of openNeeds.lines) {
      expect(line.holder, line.number).not.toBe('');
      expect(line.reason, line.number).not.toBe('');
      expect(line.next, line.number).not.toBe('');
      expect(line.dueText, line.number).not.toBe('');
    }
    expect(figures.every(({ title }) => !title.startsWith('cases.'))).toBe(true);
  });

  test('print 99.3 % on the page of the director, each figure a link to its records', async () => {
    const page = await stage.open(director);
    await page.goto(`/p/${park}/office`);
    await page.getByText('99.3', { exact: false }).first().waitFor();
    await expectAccessible(page);
    const first = (await overview()).openNeeds.lines[0]?.number ?? '';
    await page.getByRole('link', { name: first }).first().click();
    await page.getByText(first).first().waitFor();
  });

  test('stand in all 19 classes of the month’s summary', async () => {
    const { body } = await stage.ask(director, `/p/${park}/api/office/rhythm/month/2026-09`);
    const byClass = body['byClass'] as { total: number; closed: number }[];
    expect(byClass.filter(({ total }) => total > 0)).toHaveLength(needClassCount);
    expect(byClass.reduce((sum, { total }) => sum + total, 0)).toBe(needsTotal);
    expect(byClass.reduce((sum, row) => sum + row.closed, 0)).toBe(needsClosed);
  });

  test('are 99.2 % closed when one of them is reopened', async () => {
    const firm = await signIn({
      address: stage.address,
      email: `firm@${park}.example`,
      password: demoPassword,
    });
    const answer = await firm.act('reopen-one', {
      path: `/p/${park}/api/cases/${closed}/commands`,
      body: { verb: 'reopen', branch: null, input: { reason: '问题再次出现' } },
    });
    expect(answer.status).toBe(200);
    const { openNeeds } = await overview();
    expect(openNeeds).toMatchObject({ closed: needsClosed - 1, rateText: '99.2' });
  });
});
