import type { FastifyInstance } from 'fastify';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#platform/db/index.ts';
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
