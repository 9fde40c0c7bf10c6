import type { FastifyInstance } from 'fastify';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#platform/db/index.ts';
import { httpRefusals } from './errors.ts';
import type { PageHead } from './page-head.ts';
import { serverOf } from './testing.ts';

let folder: string;
let db: Db;
let app: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>app</title>');
  await writeFile(join(folder, 'guiju-verify.html'), '<script></script>');
  await writeFile(join(folder, 'assets', 'main-abc.js'), 'export {}');
  await writeFile(join(folder, 'assets', 'main-abc.js.gz'), 'gzipped');
  await writeFile(join(folder, 'assets', 'main-abc.js.br'), 'brotlied');
  db = openDatabase('postgres://nobody@127.0.0.1:9/none', 'app');
  app = await serverOf(db, [], { webFolder: folder });
});

afterAll(async () => {
  await app.close();
  await db.destroy();
  await rm(folder, { recursive: true });
});

describe('the head of a page', () => {
  const served = (pageHead: (path: string) => Promise<PageHead | undefined>) =>
    serverOf(db, [], { webFolder: folder, pageHead });
  const head = { title: '入驻评审', product: '规矩', site: '示例园区', lang: 'zh-CN' };

  test('is filled in by path, without what the address holds beside it', async () => {
    const asked: string[] = [];
    const server = await served(async (path) => {
      asked.push(path);
      return head;
    });
    const answer = await server.inject({ url: '/p/demo/services/x?on=2026-01-01' });
    expect(answer.body).toContain('<title>入驻评审 · 示例园区</title>');
    expect(asked).toEqual(['/p/demo/services/x']);
    await server.close();
  });

  test('tells that there is no such page, and the app says it in words', async () => {
    const server = await served(async () => {
      throw httpRefusals.refuse('http.park_not_found', { park: 'none' });
    });
    const answer = await server.inject({ url: '/p/none' });
    expect([answer.statusCode, answer.body]).toEqual([404, '<!doctype html><title>app</title>']);
    await server.close();
  });

  test('is left as it is where it cannot be read: the app comes all the same', async () => {
    const server = await served(async () => {
      throw new Error('no database');
    });
    const answer = await server.inject({ url: '/p/demo' });
    expect([answer.statusCode, answer.body]).toEqual([200, '<!doctype html><title>app</title>']);
    await server.close();
  });
});

describe('the web app', () => {
  test.each(['/', '/p/demo', '/p/demo/services/x?on=2026-01-01', '/verify', '/sign-in?next=/p/x'])(
    'answers the page %s',
    async (url) => {
      const answer = await app.inject({ url });
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(answer.body).toContain('<title>app</title>');
    },
  );

  test.each(['/api/none', '/p/demo/api/none', '/p/demo/api', '/favicon.ico', '/assets/gone.js'])(
    'is not what answers %s',
    async (url) => {
      const answer = await app.inject({ url });
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    },
  );

  test('tells a person at a mistyped address in words, and that it is not found', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const answer = await app.inject({ url: '/servcies', headers });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([404, 'no-cache']);
    expect(answer.body).toContain('<title>app</title>');
    for (const url of ['/api/none', '/p/demo/api?x=1', '/assets/gone.js']) {
      const program = await app.inject({ url, headers });
      expect(program.headers['content-type']).toContain('application/problem+json');
    }
  });

  test('gives the verifier to keep: our own rules forbid its script on this site', async () => {
    const answer = await app.inject({ url: '/guiju-verify.html' });
    expect(answer.headers['content-disposition']).toBe('attachment');
    const own = await app.inject({ url: '/assets/main-abc.js' });
    expect(own.headers['content-disposition']).toBeUndefined();
  });

  test('sends its files to be kept for good, compressed where the browser takes that', async () => {
    const plain = await app.inject({ url: '/assets/main-abc.js' });
    expect(plain.headers['cache-control']).toContain('immutable');
    expect(plain.body).toBe('export {}');
    for (const [takes, encoding, body] of [
      ['gzip', 'gzip', 'gzipped'],
      ['gzip, deflate, br', 'br', 'brotlied'],
    ]) {
      const headers = { 'accept-encoding': takes };
      const packed = await app.inject({ url: '/assets/main-abc.js', headers });
      expect([packed.headers['content-encoding'], packed.body]).toEqual([encoding, body]);
      expect(packed.headers['content-type']).toContain('javascript');
    }
  });
});
