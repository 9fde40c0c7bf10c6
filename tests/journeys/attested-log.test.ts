import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vkeyOf } from '#engines/ledger/index.ts';
import { seedOf } from '#engines/ledger/testing/log.ts';
import { ed25519, ed25519Key } from '#engines/ledger/testing/suites.ts';
import { openDatabase } from '#platform/db/index.ts';
import { openStage, patienceMs, type Stage } from './stage.ts';

const peer = vkeyOf(ed25519, ed25519Key('notary.example/w', seedOf(3)), 'cosignature');
// Nobody answers at the discard port: the witness is away.
const witnesses = `witness notary ${peer} http://127.0.0.1:9/\nquorum notary\n`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2026-09-14T01:00:00.000Z');
  const owner = openDatabase(stage.databaseUrl, 'owner', { max: 1 });
  await sql`update journal.log set witnesses = ${witnesses}
             where park_id = 'shijingshan'`.execute(owner);
  await sql`update journal.checkpoint
               set settled_at = null, stored_at = stored_at - interval '2 hours'
             where park_id = 'shijingshan'`.execute(owner);
  await owner.destroy();
});
afterAll(() => stage.close());

describe('a park whose witness is away', () => {
  test('files and handles as ever, and says on the receipt why it waits', async () => {
    const page = await stage.open('firm@shijingshan.example', { language: 'en' });
    const filed = await page.request.post(`${stage.address}/p/shijingshan/api/cases`, {
      headers: { origin: stage.address, 'idempotency-key': crypto.randomUUID() },
      data: {
        ...{ service: 'need.general', channel: 'web', node: null, needClass: 'n01' },
        applicant: { organisation: null, name: '企业' },
        ...{ answers: { subject: '寻找会议室' }, files: [], occurredAt: null, fromRecord: null },
      },
    });
    expect(filed.status()).toBe(201);
    const { number } = (await filed.json()) as { number: string }; // the page of a case
    const { body } = await stage.ask(
      'firm@shijingshan.example',
      `/p/shijingshan/api/cases/${number}`,
    );
    const [act] = body['acts'] as { entryId: string }[];
    const owner = openDatabase(stage.databaseUrl, 'owner', { max: 1 });
    await expect
      .poll(
        async () => {
          await sql`update journal.checkpoint set stored_at = stored_at - interval '2 hours'
                     where settled_at is null`.execute(owner);
          await page.goto(`${stage.address}/p/shijingshan/receipts/${act?.entryId}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          return page.locator('main').innerText();
        },
        { timeout: patienceMs, interval: 250 },
      )
      .toContain('too few witnesses have cosigned');
    await owner.destroy();
    expect(await page.getByText('Download the receipt').count()).toBe(0);
  });

  test('shows on the page of its log who is asked and what waits', async () => {
    const page = await stage.open(undefined, { language: 'en' });
    const saying = async () => {
      await page.goto(`${stage.address}/p/shijingshan/log`);
      await page.getByText('Witnesses', { exact: true }).waitFor();
      return page.locator('main').innerText();
    };
    // The witness is asked beside the acts, so the page may be read before it has failed to answer.
    const patience = { timeout: patienceMs, interval: 250 };
    await expect.poll(saying, patience).toContain('failing since');
    const said = await saying();
    expect(said).toContain('Too few witnesses have cosigned since');
    expect(said).toContain('notary: cosigned up to entry 0');
    expect(said).toContain('Trusted time');
  });
});

describe('the verifiers to take home', () => {
  test('are offered on the page that verifies, and are the files that were built', async () => {
    const page = await stage.open(undefined, { language: 'en' });
    await page.goto(`${stage.address}/verify`);
    const download = page.waitForEvent('download');
    await page.getByText('Download the offline page').click();
    const file = await (await download).path();
    expect(await readFile(file, 'utf8')).toContain("default-src 'none'");
    const program = await fetch(`${stage.address}/guiju-verify.mjs`);
    expect((await program.text()).startsWith('#!/usr/bin/env node')).toBe(true);
  });
});
