import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCheckpoint,
  formatCheckpoint,
  formatRetired,
  isQuorum,
  logSigner,
  parsePolicy,
  signNote,
  vkeyOf,
  witnessSigner,
  type Policy,
  type PolicyCode,
} from './index.ts';
import { seedOf } from './testing/log.ts';
import { ed25519, ed25519Key, sm, sm2Key } from './testing/suites.ts';

const log = ed25519Key('park.example/log', seedOf(1));
const witnesses = Array.from({ length: 6 }, (_, at) =>
  ed25519Key(`witness.example/w${at}`, seedOf(20 + at)),
);
const logLine = `log ${vkeyOf(ed25519, log, 'note')}`;
const witnessLines = witnesses.map(
  (witness, at) => `witness w${at} ${vkeyOf(ed25519, witness, 'cosignature')}`,
);

const published = [
  '# two groups of witnesses, of two organisations',
  logLine,
  '',
  ...witnessLines,
  'group  x 2 w0 w1 w2',
  '\tgroup y any w3 w4 w5',
  'group x-and-y all x y',
  'quorum x-and-y',
].join('\n');

function read(text: string): Policy {
  const { policy, findings } = parsePolicy(text, [ed25519, sm]);
  if (!policy) throw new Error(JSON.stringify(findings));
  return policy;
}

describe('reading a policy', () => {
  it('reads the example of the specification', () => {
    const policy = read(published);
    expect(policy.logs).toHaveLength(1);
    expect(policy.witnesses.map((each) => each.name)).toEqual(['w0', 'w1', 'w2', 'w3', 'w4', 'w5']);
    expect(policy.groups.map((each) => each.threshold)).toEqual([2, 1, 2]);
    expect(policy.quorum).toBe('x-and-y');
  });

  it('reads addresses and keys of both suites', () => {
    const smLog = vkeyOf(sm, sm2Key('park.example/sm', seedOf(2)), 'note');
    const policy = read(`${logLine} https://park.example/log\nlog ${smLog}\nquorum none\n`);
    expect(policy.logs.map((each) => [each.suite, each.url])).toEqual([
      ['sha256-ed25519', 'https://park.example/log'],
      ['sm3-sm2', undefined],
    ]);
  });

  const [w0 = '', w1 = ''] = witnessLines;
  const renamed = { ...witnesses[0], name: 'other.example' };
  const sameKey = `witness v ${vkeyOf(ed25519, { name: renamed.name, publicKey: renamed.publicKey ?? new Uint8Array() }, 'cosignature')}`;
  const end = 'quorum none';
  it.each<[PolicyCode, number, string[]]>([
    ['quorum-missing', 0, [logLine]],
    ['quorum-twice', 2, [end, end]],
    ['unknown-line', 1, ['logs x', end]],
    ['malformed-line', 1, ['log', end]],
    ['malformed-line', 1, [`${logLine} url more`, end]],
    ['malformed-line', 1, ['group g all', end]],
    ['unknown-key', 1, [logLine.slice(0, -1), end]],
    ['unknown-key', 1, [logLine.replace('log ', 'witness w '), end]],
    ['unknown-key', 1, [w0.replace('witness w0 ', 'log '), end]],
    ['duplicate-key', 2, [logLine, logLine, end]],
    ['duplicate-key', 2, [w0, sameKey, end]],
    ['duplicate-name', 2, [w0, w1.replace('w1', 'w0'), end]],
    ['duplicate-name', 1, [w0.replace('w0', 'none'), end]],
    ['duplicate-name', 2, [w0, 'group w0 any w0', end]],
    ['unknown-name', 1, ['group g all w0', w0, end]],
    ['unknown-name', 2, [w0, 'group g all none', end]],
    ['unknown-name', 1, ['quorum w0', w0]],
    ['member-used-twice', 2, [w0, 'group g all w0 w0', end]],
    ['member-used-twice', 3, [w0, 'group g all w0', 'group h all w0', end]],
    ['bad-threshold', 2, [w0, 'group g 2 w0', end]],
    ['bad-threshold', 2, [w0, 'group g 0 w0', end]],
    ['bad-threshold', 2, [w0, 'group g 01 w0', end]],
    ['control-character', 1, ['# a\r', end]],
    ['too-long', 0, Array.from({ length: 1001 }, () => '')],
  ])('finds %s in line %i', (code, line, lines) => {
    const { policy, findings } = parsePolicy(lines.join('\n'), [ed25519, sm]);
    expect(policy).toBeUndefined();
    expect(findings).toContainEqual({ code, line });
  });

  it('returns all findings at once', () => {
    const { findings } = parsePolicy('log\nwitness\ngroup\nquorum\n', [ed25519]);
    expect(findings.map((each) => each.line)).toEqual([1, 2, 3, 4, 0]);
  });
});

describe('quorums', () => {
  const policy = read(published);
  const names = policy.witnesses.map((each) => each.name);

  it('hold exactly when the thresholds do', () => {
    fc.assert(
      fc.property(fc.subarray(names), (seen) => {
        const x = ['w0', 'w1', 'w2'].filter((name) => seen.includes(name)).length;
        const y = ['w3', 'w4', 'w5'].filter((name) => seen.includes(name)).length;
        expect(isQuorum(policy, new Set(seen))).toBe(x >= 2 && y >= 1);
      }),
    );
  });

  it('never break when another witness joins', () => {
    fc.assert(
      fc.property(fc.subarray(names), fc.constantFrom(...names), (seen, joining) => {
        const [before, after] = [new Set(seen), new Set([...seen, joining])];
        expect(isQuorum(policy, before) && !isQuorum(policy, after)).toBe(false);
      }),
    );
  });
});

describe('judging a checkpoint', () => {
  const text = formatCheckpoint({ origin: log.name, size: 2, root: seedOf(9), extensions: [] });
  const cosigned = (...at: number[]): string =>
    signNote(text, [
      logSigner(ed25519, log),
      ...witnesses
        .filter((_, index) => at.includes(index))
        .map((witness, index) => witnessSigner(ed25519, witness, 1000 + index)),
    ]);
  const policy = read(published);

  it('accepts a quorum and names the witnesses with their times', () => {
    const verdict = checkCheckpoint(cosigned(0, 2, 5), policy);
    expect(verdict).toMatchObject({ ok: true, suite: 'sha256-ed25519' });
    expect(verdict.ok && verdict.cosigners).toEqual([
      { name: 'w0', seconds: 1000 },
      { name: 'w2', seconds: 1001 },
      { name: 'w5', seconds: 1002 },
    ]);
  });

  it('refuses fewer witnesses, foreign logs and changed text', () => {
    expect(checkCheckpoint(cosigned(0, 1), policy)).toEqual({
      ok: false,
      problem: 'quorum-missing',
    });
    const foreign = signNote(text, [logSigner(ed25519, { ...log, name: 'other.example' })]);
    const byWitness = signNote(text, [witnessSigner(ed25519, witnesses[0] ?? log, 7)]);
    for (const note of [foreign, byWitness]) {
      expect(checkCheckpoint(note, policy)).toEqual({ ok: false, problem: 'foreign-issuer' });
    }
    const changed = cosigned(0, 2, 5).replace('\n2\n', '\n3\n');
    expect(checkCheckpoint(changed, policy)).toEqual({ ok: false, problem: 'bad-signature' });
    expect(checkCheckpoint('nothing', policy)).toEqual({ ok: false, problem: 'malformed' });
  });

  it('refuses a trusted log that signs for another origin', () => {
    const other = ed25519Key('second.example/log', seedOf(3));
    const both = read(`${logLine}\nlog ${vkeyOf(ed25519, other, 'note')}\nquorum none`);
    const note = signNote(text, [logSigner(ed25519, other)]);
    expect(checkCheckpoint(note, both)).toEqual({ ok: false, problem: 'foreign-issuer' });
  });

  it('accepts either key while keys rotate', () => {
    const next = ed25519Key(log.name, seedOf(4));
    const after = read(`log ${vkeyOf(ed25519, next, 'note')}\nquorum none`);
    const before = read(`${logLine}\nquorum none`);
    const last = signNote(text, [logSigner(ed25519, log), logSigner(ed25519, next)]);
    expect(checkCheckpoint(last, before).ok).toBe(true);
    expect(checkCheckpoint(last, after).ok).toBe(true);
    expect(checkCheckpoint(signNote(text, [logSigner(ed25519, next)]), before).ok).toBe(false);
  });

  it('accepts a retired key up to its last checkpoint, and for none after it', () => {
    const next = ed25519Key(log.name, seedOf(4));
    const retired = (size: number): string =>
      [logLine, formatRetired(vkeyOf(ed25519, log, 'note'), size), 'quorum none'].join('\n');
    const old = signNote(text, [logSigner(ed25519, log)]);
    expect(checkCheckpoint(old, read(retired(2))).ok).toBe(true);
    expect(checkCheckpoint(old, read(retired(1)))).toEqual({ ok: false, problem: 'retired-key' });
    const both = read(`log ${vkeyOf(ed25519, next, 'note')}\n${retired(1)}`);
    const handedOver = signNote(text, [logSigner(ed25519, log), logSigner(ed25519, next)]);
    expect(checkCheckpoint(handedOver, both).ok).toBe(true);
    expect(checkCheckpoint(old, both)).toEqual({ ok: false, problem: 'retired-key' });
  });
});

describe('retiring a key', () => {
  const vkey = vkeyOf(ed25519, log, 'note');
  const line = formatRetired(vkey, 7);
  const codesOf = (...lines: string[]) =>
    parsePolicy([...lines, 'quorum none'].join('\n'), [ed25519, sm]).findings.map((f) => f.code);

  it('is a comment to tools that do not know it', () => {
    expect(line.startsWith('#')).toBe(true);
    expect(codesOf(logLine, line)).toEqual([]);
  });

  it('is refused rather than overlooked when something is wrong with it', () => {
    expect(codesOf(line, logLine)).toEqual(['unknown-key']);
    expect(codesOf(logLine, line, line)).toEqual(['duplicate-key']);
    expect(codesOf(logLine, line.replace(/ 7$/, ' 07'))).toEqual(['malformed-line']);
    expect(codesOf(logLine, line.replace(/ 7$/, ''))).toEqual(['malformed-line']);
    expect(codesOf(logLine, `${line} more`)).toEqual(['malformed-line']);
  });
});
