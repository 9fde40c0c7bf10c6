import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderStore } from './folder-store.ts';
import { fileSizeMaxBytes, pathOf, type FileStore } from './store.ts';

let root: string;
let store: FileStore;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'guiju-files-'));
  store = folderStore(join(root, 'files'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const filesOf = (park: string) =>
  readdir(join(root, 'files', park), { recursive: true, withFileTypes: true })
    .then((entries) => entries.filter((entry) => entry.isFile()).map((entry) => entry.name))
    .catch(() => []);

describe('folder store', () => {
  test('gives back what was put, whole or in pieces', async () => {
    const whole = { park: 'north', key: randomUUID() };
    const stored = await store.put(whole, bytes('营业执照'));
    expect(stored).toEqual({ sizeBytes: 12, sha256: sha256('营业执照') });
    async function* pieces() {
      yield bytes('ab');
      yield bytes('c');
    }
    const streamed = { park: 'north', key: sha256('abc') };
    await store.put(streamed, pieces());
    expect(new TextDecoder().decode(await store.get(whole))).toBe('营业执照');
    expect(new TextDecoder().decode(await store.get(streamed))).toBe('abc');
  });

  test('a file is readable by this user only', async () => {
    const place = { park: 'modes', key: randomUUID() };
    await store.put(place, bytes('x'));
    const { mode } = await stat(join(root, 'files', pathOf(place)));
    expect(mode & 0o777).toBe(0o600);
  });

  test('a second put keeps the first', async () => {
    const place = { park: 'north', key: randomUUID() };
    await store.put(place, bytes('first'));
    await store.put(place, bytes('second'));
    expect(new TextDecoder().decode(await store.get(place))).toBe('first');
  });

  test('content that is not what its key says is refused, and leaves nothing', async () => {
    const place = { park: 'liar', key: sha256('something else') };
    await expect(store.put(place, bytes('content'))).rejects.toThrow('SHA-256');
    expect(await filesOf('liar')).toEqual([]);
  });

  test('an upload that breaks off or is too large leaves nothing', async () => {
    async function* broken() {
      yield bytes('half');
      throw new Error('connection lost');
    }
    async function* huge() {
      const piece = new Uint8Array(1024 * 1024);
      for (let size = 0; size <= fileSizeMaxBytes; size += piece.length) yield piece;
    }
    const put = (content: AsyncIterable<Uint8Array>) =>
      store.put({ park: 'broken', key: randomUUID() }, content);
    await expect(put(broken())).rejects.toThrow('connection lost');
    await expect(put(huge())).rejects.toThrow('larger');
    expect(await filesOf('broken')).toEqual([]);
  });

  test('a file changed on the disk is noticed', async () => {
    const place = { park: 'north', key: sha256('true') };
    await store.put(place, bytes('true'));
    await writeFile(join(root, 'files', pathOf(place)), 'false');
    await expect(store.get(place)).rejects.toThrow('was changed');
  });

  test('parks do not share files, and one can be removed alone', async () => {
    const key = sha256('shared');
    await store.put({ park: 'north', key }, bytes('shared'));
    expect(await store.get({ park: 'south', key })).toBeUndefined();
    await store.put({ park: 'south', key }, bytes('shared'));
    expect(await store.remove({ park: 'north', key })).toBe(true);
    expect(await store.remove({ park: 'north', key })).toBe(false);
    expect(await store.get({ park: 'south', key })).toBeDefined();
  });

  test.each([
    ['..', sha256('x')],
    ['north/..', sha256('x')],
    ['', sha256('x')],
    ['north', '../../etc/passwd'],
    ['north', `${sha256('x')}/`],
    ['north', sha256('x').toUpperCase()],
    ['north', '文件.pdf'],
  ])('no place leads out of the store: %s %s', async (park, key) => {
    await expect(store.put({ park, key }, bytes('x'))).rejects.toThrow(RangeError);
    await expect(store.get({ park, key })).rejects.toThrow(RangeError);
  });
});
