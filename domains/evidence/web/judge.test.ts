import { describe, expect, it } from 'vitest';
import { policyOf, receiptOf, seedOf, type TestLog } from '#engines/ledger/testing/log.ts';
import { ed25519, ed25519Key, sm, sm2Key } from '#engines/ledger/testing/suites.ts';
import { judge } from './judge.ts';

const origin = 'park.example/log';
const parts: TestLog = {
  suite: ed25519,
  log: ed25519Key(origin, seedOf(1)),
  witness: ed25519Key('peer.example', seedOf(2)),
};
const foreign: TestLog = { ...parts, log: ed25519Key(origin, seedOf(3)) };
const national: TestLog = {
  suite: sm,
  log: sm2Key(origin, seedOf(4)),
  witness: sm2Key('peer.example', seedOf(5)),
};
const at = { index: 3, size: 7 };
const receipt = receiptOf(parts, at);

describe('verifying in the browser', () => {
  it('names the log, the act and the witnesses of a good receipt under a good policy', () => {
    expect(judge(receipt, policyOf(parts))).toMatchObject({
      outcome: 'known',
      facts: { log: origin, stream: 'X-1', clause: '5.4', actor: 'post-7', ...at },
      witnesses: ['peer'],
    });
  });

  it('verifies the national suite with the same page', () => {
    expect(judge(receiptOf(national, at), policyOf(national)).outcome).toBe('known');
  });

  it('says only “intact” without a policy', () => {
    expect(judge(receipt, '  ').outcome).toBe('integrity');
  });

  it('forgives what pasting does to the ends of a text, and nothing else', () => {
    const pasted = `\uFEFF${receipt.trimEnd().replaceAll('\n', '\r\n')}`;
    expect(judge(pasted, policyOf(parts)).outcome).toBe('known');
    expect(judge(receipt.replace('case.closed', 'case.opened'), '').outcome).toBe('refused');
  });

  it('refuses a self-consistent receipt made with a foreign key', () => {
    const judged = judge(receiptOf(foreign, at), policyOf(parts));
    expect(judged).toMatchObject({ outcome: 'refused' });
    expect(judge(receiptOf(foreign, at), '').outcome).toBe('integrity');
  });

  it('names the lines of a policy it cannot read, and judges nothing', () => {
    expect(judge(receipt, 'log nonsense\nquorum none\n')).toEqual({
      outcome: 'policy-unreadable',
      lines: [1],
    });
  });
});
