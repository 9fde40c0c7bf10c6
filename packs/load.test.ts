import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  demoPassword,
  demoSignIns,
  loadPacks,
  type LoadOptions,
  type LoadRefusal,
} from '#apps/cli/load.ts';
import { selectNodes, selectParks } from '#domains/parties/index.ts';
import { newId } from '#platform/config/index.ts';
import { runGuiju } from '#apps/cli/main.ts';
import { readDefinition } from '#engines/process/index.ts';
import { bundleFor, publish } from '#domains/services/index.ts';
import { readSystem } from '#domains/standards/index.ts';
import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase, type TestDatabase } from '#platform/db/testing/database.ts';
import { readLogs, readStream } from '#platform/journal/index.ts';

let database: TestDatabase;
let home: string;
let app: Db;
let worker: Db;
const lines: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'guiju-load-'));
  app = openDatabase(database.url, 'app');
  worker = openDatabase(database.url, 'worker');
});

afterAll(async () => {
  await Promise.all([app.destroy(), worker.destroy()]);
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const environment = { GUIJU_DEMO: '1', GUIJU_NOW: '2026-09-14T01:00:00.000Z' };

async function load(given: Partial<LoadOptions> = {}): Promise<string[]> {
  lines.length = 0;
  const log = (line: string) => void lines.push(line);
  const language = 'en';
  await loadPacks({ databaseUrl: database.url, home, log, language, environment, ...given });
  return [...lines];
}

/** A copy of a shipped pack that may be changed. */
async function copyOf(name: string): Promise<string> {
  const folder = await mkdtemp(join(home, `${name}-`));
  await cp(join(import.meta.dirname, name), folder, { recursive: true });
  return folder;
}

async function replaceIn(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replaceAll(from, to));
}

async function raiseVersion(folder: string, version = '2099.1.1'): Promise<void> {
  const path = join(folder, 'pack.yaml');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^version: .*$/m, `version: ${version}`));
}

describe('loading the packs that ship', () => {
  let said: string[];

  // Three parks take their time on a busy machine: a hook has more of it than a test.
  beforeAll(async () => {
    said = await load();
  });

  test('brings every park with all it says', async () => {
    expect(said).toContain('qinchuangyuan: loaded for the first time, 9 services published.');
    expect(said).toContain('sample-park: loaded for the first time, 13 services published.');
    expect(said).toContain('shijingshan: loaded for the first time, 11 services published.');
    expect((await selectParks(app)).map(({ code, demo }) => [code, demo])).toEqual([
      ['qinchuangyuan', true],
      ['sample-park', true],
      ['shijingshan', true],
    ]);
  });

  test('gives the standards system its 115 = 28 + 2 + 4 + 81', async () => {
    const system = await inPark(app, 'shijingshan', (tx) => readSystem(tx, '2026-09-14'));
    expect(system.counts).toEqual({
      total: 115,
      byLevel: { national: 28, industry: 2, local: 4, park: 81 },
      inForce: 115,
    });
  });

  test('gives the network its one centre and five branches', async () => {
    const nodes = await inPark(app, 'qinchuangyuan', (tx) => selectNodes(tx, 'qinchuangyuan'));
    const count = (level: string) => nodes.filter((node) => node.level === level).length;
    expect([count('trunk'), count('branch'), count('leaf') > 0]).toEqual([1, 5, true]);
  });

  test('publishes each definition under the edition and the days of its standard', async () => {
    const admission = await inPark(app, 'shijingshan', (tx) =>
      bundleFor(tx, 'space.admission', '2026-09-14'),
    );
    expect(admission).toMatchObject({ edition: '2014' });
    const events = await inPark(app, 'shijingshan', (tx) =>
      readStream(tx, 'service/space.admission'),
    );
    expect(events.map(({ type }) => type)).toEqual(['definition.published']);
  });

  test('keeps demonstration records in a log that says so', async () => {
    const logs = await readLogs(worker);
    expect(logs.map(({ origin, demo }) => [origin, demo])).toEqual([
      ['guiju.example/qinchuangyuan/demo', true],
      ['guiju.example/sample-park/demo', true],
      ['guiju.example/shijingshan/demo', true],
    ]);
  });

  test('tells who may sign in to the demonstration', () => {
    const head = demoSignIns().find(({ email }) => email === 'head@shijingshan.example');
    expect(head).toEqual({
      roles: [{ 'zh-CN': '分管负责人', en: expect.any(String) }],
      email: 'head@shijingshan.example',
      password: demoPassword,
      park: { 'zh-CN': '中关村石景山园', en: expect.any(String) },
    });
  });

test('a second time nothing is read or changed, and the sign-ins are told again', async () => {
    const signIns = demoSignIns();
    expect(signIns.length).toBeGreaterThan(10);
    const parks = ['qinchuangyuan', 'sample-park', 'shijingshan'];
    expect(await load()).toEqual(parks.map((park) => `${park}: nothing changed.`));
    expect(demoSignIns()).toEqual(signIns);
    const events = await inPark(app, 'shijingshan', (tx) =>
      readStream(tx, 'service/space.admission'),
    );
    expect(events).toHaveLength(1);
  });

  test('what is remembered of another database, or only half, does not count', async () => {
    const path = join(home, 'packs-read.json');
    const kept = await readFile(path, 'utf8');
    const other = kept.replaceAll(/"hash":"\w+"/g, '"hash":"of-another-database"');
    expect(other).not.toBe(kept);
    for (const text of [other, kept.slice(0, 40)]) {
      await writeFile(path, text);
      expect((await load()).filter((line) => line.startsWith('Loading '))).toHaveLength(3);
      expect(await readFile(path, 'utf8')).toBe(kept);
    }
  });
});

describe('a changed pack', () => {
  test('is refused under a version that was loaded with other content', async () => {
    const folder = await copyOf('shijingshan');
    await replaceIn(join(folder, 'classes.yaml'), '空间与入驻（示例）', '空间（示例）');
    await expect(load({ packs: [folder] })).rejects.toThrow(
      /pack\.yaml error packs\.version_taken Version \d+\.\d+\.\d+ of/,
    );
  });

  test('is refused with a base calendar that has other days under its version', async () => {
    const root = await mkdtemp(join(home, 'base-'));
    await cp(join(import.meta.dirname, 'calendars'), join(root, 'calendars'), { recursive: true });
    await cp(join(import.meta.dirname, 'shijingshan'), join(root, 'park'), { recursive: true });
    const year = join(root, 'calendars', 'cn', 'national', '2026.yaml');
    await replaceIn(year, 'to: 2026-10-07', 'to: 2026-10-08');
    await expect(load({ packs: [join(root, 'park')] })).rejects.toThrow(
      /version_taken Version \S+ of pack calendars\/cn/,
    );
  });

  test('publishes what it changes as a new edition, from the day it is loaded', async () => {
    const folder = await copyOf('shijingshan');
    await raiseVersion(folder);
    const path = join(folder, 'services', 'space-admission.yaml');
    await replaceIn(path, 'promised: 5wd', 'promised: 6wd');
    const said = await load({ packs: [folder] });
    expect(said).toContain('shijingshan: brought up to date, 1 service published.');
    const on = (day: string) =>
      inPark(app, 'shijingshan', (tx) => bundleFor(tx, 'space.admission', day));
    expect(await on('2026-09-13')).toMatchObject({ edition: '2014' });
    expect(await on('2026-09-14')).toMatchObject({ edition: '2026' });
    // Another file of the pack is changed: what the services say is there already.
    await writeFile(join(folder, 'standards.yaml'), `${await readFile(join(folder, 'standards.yaml'), 'utf8')}\n# …\n`);
    await raiseVersion(folder, '2099.1.2');
    await load({ packs: [folder] });
    expect(await on('2026-09-14')).toMatchObject({ edition: '2026' });
  });

  test('leaves what an officer has revised, and says so', async () => {
    const service = 'space.admission';
    const inForce = () =>
      inPark(app, 'shijingshan', (tx) => bundleFor(tx, service, '2026-09-20'));
    const { definition } = await inForce();
    await inPark(app, 'shijingshan', (tx) =>
      publish(
        tx,
        { park: 'shijingshan', by: 'officer', now: environment.GUIJU_NOW },
        {
          definition: { ...definition, limits: { ...definition.limits, promised: '4wd' } },
          ...{ edition: 'own', releasedOn: '2026-09-14', effectiveOn: '2026-09-15', sample: true },
        },
      ),
    );
    const folder = await copyOf('shijingshan');
    await raiseVersion(folder, '2099.1.3');
    const path = join(folder, 'services', 'space-admission.yaml');
    await replaceIn(path, 'promised: 5wd', 'promised: 9wd');
    expect(await load({ packs: [folder] })).toContainEqual(
      expect.stringMatching(/^space\.admission stays under the park's own edition own:/),
    );
    expect(await inForce()).toMatchObject({ edition: 'own', definition: { limits: { promised: '4wd' } } });
  });

  test('with an error loads nothing and tells every error with file and line', async () => {
    const folder = await copyOf('qinchuangyuan');
    await raiseVersion(folder);
    const path = join(folder, 'services', 'talent.yaml');
    await replaceIn(path, 'by: steward', 'by: nobody-at-all');
    await replaceIn(path, 'class: talent', 'class: no-such-class');
    const refused = load({ packs: [folder] });
    await expect(refused).rejects.toThrow(/services\/talent\.yaml:\d+:\d+ error/);
    const codes = await refused.catch((error: LoadRefusal) =>
      error.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    );
    expect(codes).toEqual(['unknown-class', 'nobody-has-role']);
    const before = await inPark(app, 'qinchuangyuan', (tx) =>
      bundleFor(tx, 'talent.service', '2026-09-14'),
    );
    expect(before).toMatchObject({ edition: '首版（条号示例）' });
  });
});

describe('production', () => {
  const production = { NODE_ENV: 'production' };

  test('leaves out the demonstrations that ship', async () => {
    const said = await load({ environment: production });
    expect(said).toEqual([
      'qinchuangyuan is a demonstration park and cannot be loaded in production.',
      'sample-park is a demonstration park and cannot be loaded in production.',
      'shijingshan is a demonstration park and cannot be loaded in production.',
    ]);
    expect(demoSignIns()).toEqual([]);
  });

  test('loads a real park: its log is its own and nobody is told a password', async () => {
    const folder = await copyOf('qinchuangyuan');
    await replaceIn(join(folder, 'pack.yaml'), 'code: qinchuangyuan', 'code: realpark');
    await replaceIn(join(folder, 'park.yaml'), 'code: qinchuangyuan', 'code: realpark');
    const policy = 'demo: false\npolicy: { logOrigin: log.park.example/services }';
    await replaceIn(join(folder, 'park.yaml'), 'demo: true', policy);
    await replaceIn(join(folder, 'parties.yaml'), '@qinchuangyuan.', '@realpark.');
    await load({ environment: production, packs: [folder] });
    expect(demoSignIns()).toEqual([]);
    const log = (await readLogs(worker)).find(({ park }) => park === 'realpark');
    expect(log).toMatchObject({ origin: 'log.park.example/services', demo: false });
  });

  test('refuses one that is named', async () => {
    const packs = [join(import.meta.dirname, 'shijingshan')];
    await expect(load({ environment: production, packs })).rejects.toThrow('demonstration park');
  });
});

describe('guiju on an installation', () => {
  /** Runs one command line on the test's database. */
  async function guiju(...words: string[]): Promise<{ code: number; text: string }> {
    const said: string[] = [];
    const write = (line: string) => void said.push(line);
    const env = { ...environment, DATABASE_URL: database.url, GUIJU_HOME: home, LANG: 'en' };
    const code = await runGuiju(words, { out: write, err: write, env, folder: home });
    return { code, text: said.join('\n') };
  }

  test('rebuilds a park, names what does not agree, and refuses a park there is not', async () => {
    expect(await guiju('rebuild', '--check', 'qinchuangyuan')).toMatchObject({ code: 0 });
    await inPark(app, 'qinchuangyuan', (tx) =>
      tx
        .insertInto('cases.visit')
        .values({
          ...{ park_id: 'qinchuangyuan', id: newId(), node: 'centre', visited_on: '2026-09-14' },
          ...{ organisation: '', summary: '', at: '2026-09-14T01:00:00.000Z', by_post: '' },
          ...{ demo: true, subject: '', imported: false },
        })
        .execute(),
    );
    for (const words of [['--check'], []]) {
      const { code, text } = await guiju('rebuild', ...words, 'qinchuangyuan');
      expect([code, text.includes('visit/*: 1 too many')]).toEqual([1, true]);
    }
    const none = await guiju('rebuild', 'nowhere');
    expect(none.code).toBe(1);
    expect(none.text).toContain('There is no park “nowhere” here');
    expect((await guiju('rebuild', '--chek', 'qinchuangyuan')).code).toBe(2);
  });

  test('exports a definition as it is in force; read again it is the same', async () => {
    const { code, text } = await guiju('export', 'qinchuangyuan', 'talent.service');
    expect(code).toBe(0);
    const bundle = await inPark(app, 'qinchuangyuan', (tx) =>
      bundleFor(tx, 'talent.service', '2026-09-14'),
    );
    expect(text.split('\n')[0]).toContain(bundle.hash);
    expect(readDefinition(parse(text)).definition).toEqual(bundle.definition);
    const keys = Object.keys(parse(text) as object);
    expect(keys.indexOf('code')).toBeLessThan(keys.indexOf('flow'));
  });

  test('tells of a park or a service that is not there', async () => {
    const service = await guiju('export', 'qinchuangyuan', 'no.service');
    expect(service).toEqual({
      code: 1,
      text: 'The park qinchuangyuan has no service “no.service” today.',
    });
    expect((await guiju('export', 'nowhere', 'x')).text).toContain('no park “nowhere” here');
  });

  test('loads by name and prints why a pack is refused', async () => {
    expect(await guiju('load', 'qinchuangyuan')).toMatchObject({ code: 0 });
    const folder = await copyOf('qinchuangyuan');
    await replaceIn(join(folder, 'services', 'talent.yaml'), 'by: steward', 'by: nobody-at-all');
    const refused = await guiju('load', folder);
    expect(refused.code).toBe(1);
    expect(refused.text).toContain('services/talent.yaml');
    expect(await guiju('load', 'no-such-pack')).toMatchObject({ code: 2 });
  });

  test('audits and erases through the same table of commands', async () => {
    expect(await guiju('audit', 'qinchuangyuan')).toMatchObject({ code: 0 });
    expect(await guiju('audit', 'nowhere')).toMatchObject({ code: 1 });
    expect(await guiju('erase', 'qinchuangyuan', 'person/nobody')).toMatchObject({ code: 1 });
    expect(await guiju('erase', 'qinchuangyuan')).toMatchObject({ code: 2 });
  });
});
