import { describe, expect, test } from 'vitest';
import { ed25519Key } from '#engines/ledger/testing/suites.ts';
import { seedOf } from '#engines/ledger/testing/log.ts';
import { vkeyOf } from '#engines/ledger/index.ts';
import { nodeSha256Ed25519 } from '#platform/journal/index.ts';
import { testAuthority } from '#platform/timestamp/testing.ts';
import { readLogSettings } from './service/index.ts';

const witness = ed25519Key('peer.example/w', seedOf(3));
const line = `witness peer ${vkeyOf(nodeSha256Ed25519, witness, 'cosignature')}`;
const log = (given: object) => readLogSettings({ log: given });
const codes = (given: object) => log(given).findings.map(({ code, path }) => [code, path]);

describe('what a park asks of its log', () => {
  test('is nothing when it says nothing', () => {
    expect(readLogSettings({})).toEqual({
      settings: {
        suite: 'sha256-ed25519',
        conditions: { witnesses: '', timestamps: null, overdueSeconds: 600 },
      },
      findings: [],
    });
  });

  test('is suite, witnesses with their addresses, and an authority', async () => {
    const authority = await testAuthority();
    const { url, roots } = authority;
    await authority.close();
    const witnesses = `${line} https://peer.example/\nquorum peer\n`;
    const timestamps = { url, roots, everyMinutes: 5 };
    const { settings } = log({ suite: 'sm3-sm2', witnesses, timestamps, overdueMinutes: 2 });
    expect(settings).toMatchObject({
      suite: 'sm3-sm2',
      conditions: { witnesses, overdueSeconds: 120, timestamps: { everySeconds: 300 } },
    });
  });

  test('is told with every fault it has', () => {
    const shape = 'evidence.settings.shape';
    expect(codes({ suite: 'md5', witnesses: 7 })).toEqual([
      [shape, 'suite'],
      [shape, 'witnesses'],
    ]);
    expect(codes({ witness: '' })).toEqual([[shape, '']]);
    const wrong = 'evidence.settings.witnesses';
    expect(codes({ witnesses: `${line} https://peer.example/\n` })).toEqual([[wrong, 'witnesses']]);
    // A witness without an address cannot be asked; the log's own line is added by the site.
    expect(codes({ witnesses: `${line}\nquorum peer\n` })).toEqual([[wrong, 'witnesses']]);
    const own = `log ${vkeyOf(nodeSha256Ed25519, witness, 'note')}\nquorum none\n`;
    expect(codes({ witnesses: own })).toEqual([[wrong, 'witnesses']]);
    const timestamps = { url: 'https://tsa.example/', roots: 'none' };
    expect(codes({ timestamps })).toEqual([['evidence.settings.roots', 'timestamps.roots']]);
  });
});
