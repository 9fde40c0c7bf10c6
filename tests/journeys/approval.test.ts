import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiptOf, seedOf, type TestLog } from '#engines/ledger/testing/log.ts';
import { ed25519, ed25519Key } from '#engines/ledger/testing/suites.ts';
import { act, numberOf, openCase } from './desk.ts';
import { expectAccessible, openStage, type Stage } from './stage.ts';

const park = 'shijingshan';
const command = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'main.ts');
const who = (name: string) => `${name}@${park}.example`;

/** Journey B: 园区空间入驻评审（示例）, from application to a receipt that is verified offline. */
describe('an application for park space', () => {
  let stage: Stage;
  let number: string;
  beforeAll(async () => {
    stage = await openStage('2026-09-17T10:00:00+08:00');
  });
  afterAll(() => stage.close());

  test('is filed, returned once for amendment and resubmitted', async () => {
    const firm = await stage.open(who('firm'));
    await firm.goto(`/p/${park}/my/apply/space.admission`);
    await firm.getByLabel('拟用面积').fill('300');
    await firm.getByLabel('上年营业收入').fill('4000000');
    await firm.getByLabel('主营业务').fill('数字媒体');
    await firm.getByLabel('联系电话').fill('010-12345678');
    await firm.getByRole('button', { name: '提交申请' }).click();
    await firm.getByText('已提交').first().waitFor();
    number = await numberOf(firm);

    const window = await stage.open(who('window'));
    await openCase(window, park, number);
    await act(window, '一次性告知补正', {
      '第 1 条补正：哪一项': '主营业务',
      '第 1 条补正：怎么补': '请写明产品与客户',
    });
    await firm.goto(`/p/${park}/my/cases/${number}`);
    await firm.getByText('请写明产品与客户').first().waitFor();
    // What is right as it is may be left so, with a reason; here it is amended after all.
    const isRight = firm.getByRole('checkbox', { name: '原来的内容无误，不修改' });
    await isRight.check();
    await firm.getByLabel('理由').waitFor();
    await expectAccessible(firm);
    await isRight.uncheck();
    await firm.getByLabel('主营业务').fill('数字媒体制作，客户为影视公司');
    await firm.getByRole('button', { name: '提交补正' }).click();
    await firm.getByText('待受理').first().waitFor();
    await expectAccessible(firm);
  });

  test('is accepted, reviewed by two desks together and paused for the experts', async () => {
    stage.setNow('2026-09-18T10:00:00+08:00');
    const window = await stage.open(who('window'));
    await openCase(window, park, number);
    await act(window, '受理');
    const finance = await stage.open(who('finance'));
    await openCase(finance, park, number);
    await act(finance, '同意');
    const science = await stage.open(who('science'));
    await openCase(science, park, number);
    await act(science, '提请专家评审');
    const { body } = await stage.ask(who('head'), `/p/${park}/api/cases/${number}`);
    expect(body['card']).toMatchObject({ phase: 'special-procedure', lamp: 'paused' });
  });

  test('goes on after ten days of experts with the time it had, and is granted', async () => {
    stage.setNow('2026-09-29T10:00:00+08:00');
    const panel = await stage.open(who('panel'));
    await openCase(panel, park, number);
    await act(panel, '完成');
    const head = await stage.open(who('head'));
    await openCase(head, park, number);
    await expectAccessible(head);
    await act(head, '准予');
    const { body } = await stage.ask(who('head'), `/p/${park}/api/cases/${number}`);
    expect(body['card']).toMatchObject({ phase: 'closed', end: { id: 'granted' } });
    const clocks = body['clocks'] as { kind: string; leftText: string }[];
    expect(clocks.find(({ kind }) => kind === 'promised')?.leftText).toBe('按时完成');
  });

  test('has a receipt that verifies offline, not with a changed byte, not under a foreign key', async () => {
    const receipt = join(stage.home, 'granted.receipt.json');
    const policy = join(stage.home, 'park.policy');
    await writeFile(receipt, await downloadedReceipt(stage, number));
    await writeFile(policy, await textOf(`${stage.address}/p/${park}/log/policy`));
    expect(await verify(receipt, policy)).toBe(0);
    expect(await verify(receipt), 'without a policy nobody is known to be the issuer').toBe(3);
    const bytes = await readFile(receipt);
    bytes[bytes.indexOf('case.')] = 0x43; // one letter in capitals
    await writeFile(receipt, bytes);
    expect(await verify(receipt, policy)).toBe(1);
    await writeFile(receipt, receiptOf(await strangerTo(policy), { index: 3, size: 9 }));
    expect(await verify(receipt, policy)).toBe(1);
  });
});

/** Somebody else's log under the name of the park's, with a key of their own. */
async function strangerTo(policy: string): Promise<TestLog> {
  const name = /^log ([^+\s]+)\+/m.exec(await readFile(policy, 'utf8'))?.[1] ?? '';
  expect(name).toContain(park);
  const [log, witness] = [ed25519Key(name, seedOf(9)), ed25519Key('witness.example', seedOf(2))];
  return { suite: ed25519, log, witness };
}

async function textOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** The receipt of the last act, downloaded in the browser by the firm. */
async function downloadedReceipt(stage: Stage, number: string): Promise<string> {
  const page = await stage.open(who('firm'));
  await page.goto(`/p/${park}/my/cases/${number}`);
  const link = page.getByRole('link', { name: /的回执$/ }).first();
  // The page reads itself again until the log has anchored the act.
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return readFile(await download.path(), 'utf8');
}

/** The exit code of the command at a terminal: a process of its own that knows no database. */
async function verify(file: string, policy?: string): Promise<number> {
  const argv = ['verify', file, ...(policy === undefined ? [] : ['--policy', policy])];
  const started = spawn(process.execPath, [command, ...argv], { stdio: 'ignore', env: {} });
  const [code] = await once(started, 'exit');
  return Number(code);
}
