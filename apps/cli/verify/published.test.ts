import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  encodeUtf8,
  formatCheckpoint,
  formatEntryBundle,
  hashLeaf,
  logSigner,
  signNote,
  tilePath,
  vkeyOf,
} from '#engines/ledger/index.ts';
import { policyOf, seedOf, treeOf, type TestLog } from '#engines/ledger/testing/log.ts';
import { ed25519, ed25519Key } from '#engines/ledger/testing/suites.ts';
import { runIn } from '../testing.ts';

const size = 260;
const parts: TestLog = {
  suite: ed25519,
  log: ed25519Key('park.example/log', seedOf(1)),
  witness: ed25519Key('witness.example/w1', seedOf(2)),
};
const other: TestLog = { ...parts, log: ed25519Key('park.example/log', seedOf(9)) };
const trusting = ({ suite, log }: TestLog) => `log ${vkeyOf(suite, log, 'note')}\nquorum none\n`;
const pristine = publishedFiles();
/** What is served now, by path below the log. */
let files: Map<string, Uint8Array>;
let [folder, url] = ['', ''];
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-published-'));
  server = createServer(({ url: asked = '' }, answer) => {
    const file = files.get(asked.replace('/p/park/log/', ''));
    answer.statusCode = file ? 200 : 404;
    answer.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/p/park/log`;
  await writeFile(join(folder, 'park.policy'), trusting(parts));
});
beforeEach(() => {
  files = new Map(pristine);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

/** A log of 260 entries as it is published: two bundles, two tiles of hashes, one above them. */
function publishedFiles(): ReadonlyMap<string, Uint8Array> {
  const { suite, log } = parts;
  const entries = Array.from({ length: size }, (_, i) => encodeUtf8(`entry ${i}`));
  const leaves = entries.map((entry) => hashLeaf(suite.hash, entry));
  const { root, readHash } = treeOf(suite, leaves);
  const text = formatCheckpoint({ origin: log.name, size, root, extensions: [] });
  const found = new Map([['checkpoint', encodeUtf8(signNote(text, [logSigner(suite, log)]))]]);
  for (const [index, width] of [[0, 256] as const, [1, size - 256] as const]) {
    const span = [index * 256, index * 256 + width] as const;
    const bundle = formatEntryBundle(entries.slice(...span));
    found.set(tilePath({ level: 'entries', index, width }), bundle);
    found.set(tilePath({ level: 0, index, width }), Buffer.concat(leaves.slice(...span)));
  }
  return found.set(tilePath({ level: 1, index: 0, width: 1 }), readHash(8, 0));
}

const guiju = (...words: string[]) => runIn(folder, words);

const verifyLog = (policy = 'park.policy') => guiju('verify', '--log', url, '--policy', policy);

describe('guiju verify --log', () => {
  test('reads everything a log publishes and says that it holds', async () => {
    expect(await verifyLog()).toEqual({
      ...{ code: 0, err: '' },
      out: 'park.example/log: holds with 260 entries, up to a checkpoint signed as the policy says with 0 witnesses.',
    });
  });

  test('names the first file that does not hold, or is not there', async () => {
    for (const path of pristine.keys()) {
      files = new Map(pristine);
      const changed = Uint8Array.from(files.get(path) ?? []);
      changed[20] = (changed[20] ?? 0) ^ 1;
      files.set(path, changed);
      const { code, out } = await verifyLog();
      expect({ path, code }).toEqual({ path, code: 1 });
      // A bundle and the tile of its hashes accuse each other; the bundle is named.
      expect(out).toContain(path.replace('tile/0/', 'tile/entries/'));
      files.delete(path);
      expect(await verifyLog()).toMatchObject({
        code: 1,
        out: expect.stringContaining('it is not there'),
      });
    }
  });

  test('refuses a log the policy does not know, and one its witnesses did not cosign', async () => {
    await writeFile(join(folder, 'other.policy'), trusting(other));
    expect((await verifyLog('other.policy')).out).toContain('no log that the policy trusts');
    await writeFile(join(folder, 'witnessed.policy'), policyOf(parts));
    expect((await verifyLog('witnessed.policy')).out).toContain(
      'too few of the policy’s witnesses',
    );
    await writeFile(join(folder, 'bad.policy'), 'log nonsense\nquorum none\n');
    expect((await verifyLog('bad.policy')).code).toBe(2);
  });

  test('ends with 2 where there is nothing to read', async () => {
    expect((await verifyLog('no.policy')).err).toContain('no.policy');
    expect((await guiju('verify', '--log', 'nothing', '--policy', 'park.policy')).code).toBe(2);
    expect((await guiju('verify', '--log', url)).err).toContain('guiju verify --log URL');
    const gone = 'http://127.0.0.1:1/log';
    const { code, err } = await guiju('verify', '--log', gone, '--policy', 'park.policy');
    expect(code).toBe(2);
    expect(err).toContain(`${gone}/checkpoint cannot be read`);
  });
});
