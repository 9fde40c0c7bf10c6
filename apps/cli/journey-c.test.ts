import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runGuiju } from './main.ts';

const broken = join(import.meta.dirname, '..', '..', 'packs', 'examples', 'broken');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-journey-c-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs one command line; what it wrote, line by line. */
async function guiju(...words: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(...line.split('\n'));
  const code = await runGuiju([...words, '--lang', 'en'], {
    ...{ out: write, err: write, env: {}, folder },
  });
  return { code, lines };
}

/** A sound pack to spoil: the broken example without its definition. */
async function packWith(name: string, definition: string): Promise<string> {
  const pack = join(folder, name);
  await cp(broken, pack, { recursive: true });
  await rm(join(pack, 'services', 'five-faults.yaml'));
  await writeFile(join(pack, 'services', 'one.yaml'), definition);
  return pack;
}

const sound = `code: example.one
title: { zh-CN: 反例, en: Example }
class: space
nature: 园区服务
standard: { number: Q/EXAMPLE 1—2026, clause: '5' }
kind: promised
applicant: { kinds: [enterprise], clause: '5.1' }
limits: { promised: 30wd, clause: '5.4' }
flow:
  start: accept
  steps:
    accept: { by: window, within: same-day, clause: '5.2', do: { accept: decide, refuse: denied } }
    decide: { by: head, within: 1wd, clause: '5.3', do: { approve: granted, reject: denied } }
  ends:
    granted: { title: 通过, clause: '5.3' }
    denied: { title: 不予通过, clause: '5.3' }
    withdrawn: { title: 撤回, clause: '5.3' }
    voided: { title: 作废, clause: '5.3' }
`;

describe('journey C: a definition with five planted faults', () => {
  test('is refused with all five, each with its line, its sentence and its clause', async () => {
    const { code, lines } = await guiju('check', broken);
    expect(code).toBe(1);
    const errors = lines.filter((line) => line.includes(' error '));
    const file = 'services/five-faults.yaml';
    const text = await readFile(join(broken, file), 'utf8');
    const lineOf = (mark: string) =>
      text.split('\n').findIndex((line) => line.includes(`# ${mark}`)) + 1;
    expect(errors.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      `${file}:${lineOf('③')}:1 error unknown-class`,
      `${file}:${lineOf('④')}:11 error promise-beyond-statutory`,
      `${file}:17:5 error cycle-without-limit`,
      `${file}:${lineOf('①')}:7 error nobody-has-role`,
      `${file}:${lineOf('②')}:7 error unknown-clause`,
    ]);
    expect(errors.every((line) => /\(clause 5[.\d]*\)$/.test(line))).toBe(true);
    expect(lines.at(-1)).toContain('5 errors');
  });

  test('is told in Chinese to those who read Chinese', async () => {
    const lines: string[] = [];
    const io = { out: (line: string) => void lines.push(line), err: () => undefined, folder };
    expect(await runGuiju(['check', broken], { ...io, env: { LANG: 'zh_CN.UTF-8' } })).toBe(1);
    expect(lines.join('\n')).toContain('没有人担任“nobody-here”');
  });
});

describe('bad input', () => {
  test('a file instead of a folder, or nothing at all, is one clear sentence', async () => {
    const pack = await packWith('file-of', sound);
    const file = await guiju('check', join(pack, 'services', 'one.yaml'));
    expect([file.code, file.lines.length]).toEqual([2, 1]);
    expect(file.lines[0]).toContain('is a file; name the folder of the pack');
    const none = await guiju('check', join(folder, 'nowhere'));
    expect([none.code, none.lines.length]).toEqual([2, 1]);
    expect(none.lines[0]).toContain('There is no pack');
  });

  test('a sound definition is not refused, so that the refusals below say something', async () => {
    const { code, lines } = await guiju('check', await packWith('sound', sound));
    expect([code, lines.filter((line) => line.includes(' error '))]).toEqual([0, []]);
  });

  test('malformed YAML is a finding with its line and hides nothing in the other files', async () => {
    const pack = await packWith('malformed', `${sound}  broken: [1, 2\n`);
    const classes = join(pack, 'classes.yaml');
    await writeFile(classes, 'classes:\n  - { code: 1space, title: { zh-CN: 空间 } }\n');
    const { code, lines } = await guiju('check', pack);
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/services\/one\.yaml:\d+:\d+ error packs\.yaml_malformed/);
    expect(lines.join('\n')).toMatch(/classes\.yaml:2:7 error cli\.pack\.wrong_form/);
  });

  test('an alias bomb is refused at once', async () => {
    const levels = Array.from({ length: 9 }, (_, n) => {
      const below = n === 0 ? 'x' : `*a${n - 1}`;
      return `a${n}: &a${n} [${Array.from({ length: 10 }, () => below).join(', ')}]`;
    });
    // Unfolded it would be a thousand million values; no machine is that fast, or that slow.
    const from = performance.now();
    const { code, lines } = await guiju('check', await packWith('bomb', levels.join('\n')));
    expect(performance.now() - from).toBeLessThan(20_000);
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('services/one.yaml:1:1 error packs.too_many_aliases');
  });

  test('a cycle without a limit is refused with the way round', async () => {
    const round = sound.replace('reject: denied }', 'reject: denied, send-back: accept }');
    const { code, lines } = await guiju('check', await packWith('cycle', round));
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('error cycle-without-limit');
    expect(lines.join('\n')).toContain('accept → decide → accept');
  });

  test('a step nobody can leave is shown with the way there', async () => {
    const stuck = sound
      .replace('{ accept: decide, refuse: denied }', '{ accept: decide }')
      .replace('do: { approve: granted,', 'times: 2, do: { send-back: accept, approve: granted,');
    const { lines } = await guiju('check', await packWith('stuck', stuck));
    const at = lines.findIndex((line) => line.includes(' error '));
    expect(lines[at]).toMatch(/services\/one\.yaml:\d+:\d+ error dead-end/);
    expect(lines[at + 1]).toMatch(/^ {4}1\. The applicant submits; the case goes to “accept/);
    expect(lines[at + 2]).toMatch(/^ {4}2\. Service window chooses “Accept” in “accept .*“decide/);
    expect(lines.slice(at, at + 9).join(' ')).toContain('nothing can be done any more');
  });

  test('a pack that builds on one that is not there is refused', async () => {
    const pack = await packWith('uses', sound);
    const manifest = await readFile(join(pack, 'pack.yaml'), 'utf8');
    await writeFile(join(pack, 'pack.yaml'), manifest.replace('calendars/cn', 'calendars/moon'));
    const { lines } = await guiju('check', pack);
    expect(lines.join('\n')).toContain('pack.yaml:6:1 error cli.pack.unknown_pack');
  });

  test('unknown names are found across files: clause, class, role, standard, need class', async () => {
    const strange = sound
      .replace('class: space', 'class: no-class')
      .replace('kind: promised', 'kind: promised\nneed: true\nclasses: [n99]')
      .replace('by: window', 'by: no-role')
      .replace("clause: '5.2'", "clause: '9.9'");
    const { lines } = await guiju('check', await packWith('strange', strange));
    const codes = lines.flatMap((line) => / error (\S+) /.exec(line)?.[1] ?? []);
    expect(codes.toSorted()).toEqual([
      'cli.pack.unknown_need_class',
      'nobody-has-role',
      'unknown-class',
      'unknown-clause',
    ]);
    const foreign = sound.replace('Q/EXAMPLE 1—2026', 'Q/NOBODY 1—2026');
    const other = await guiju('check', await packWith('foreign', foreign));
    expect(other.lines.join('\n')).toContain('error unknown-standard');
  });

  test('a sign-in with a role, node or firm the pack lacks is a finding with its line', async () => {
    const pack = await packWith('parties', sound);
    await writeFile(
      join(pack, 'parties.yaml'),
      `nodes:
  - { code: centre, title: { zh-CN: 中心 }, level: trunk }
  - { code: lost, title: { zh-CN: 走失 }, level: leaf, parent: nowhere }
organisations:
  - { code: firm, name: 演示企业, uscc: '91350100M000100Y44' }
sign-ins:
  - email: a@example.com
    name: 一号岗
    roles: [{ role: no-role, node: no-node }]
    organisations: [no-firm]
`,
    );
    const { lines } = await guiju('check', pack);
    const found = lines.flatMap((line) => /^(parties\.yaml:\d+):\d+ error (\S+)/.exec(line) ?? []);
    expect(found.filter((_, index) => index % 3 > 0)).toEqual([
      ...['parties.yaml:3', 'parties.network.no_parent'],
      ...['parties.yaml:5', 'parties.credit_code.check'],
      ...['parties.yaml:9', 'cli.pack.unknown_name'],
      ...['parties.yaml:9', 'cli.pack.unknown_name'],
      ...['parties.yaml:10', 'cli.pack.unknown_name'],
    ]);
  });
});

describe('guiju test', () => {
  const scenarios = (end: string) => `service: example.one
cases:
  - title: 当日受理并通过 | Accepted and granted
    given: { filedAt: 2026-09-30 10:00 }
    when:
      - { at: 2026-09-30 10:30, by: window, verb: accept }
      - { at: 2026-10-08 10:00, by: head, verb: approve }
    expect: { end: ${end} }
`;

  test('passes what holds', async () => {
    const pack = await packWith('holds', sound);
    await writeFile(join(pack, 'services', 'one.cases.yaml'), scenarios('granted'));
    const { code, lines } = await guiju('test', pack);
    expect([code, lines[1], lines[2]]).toEqual([
      0,
      '  ✓ Accepted and granted',
      '1 scenario, all hold.',
    ]);
  });

  test('says what does not hold, where, and what was there instead', async () => {
    const pack = await packWith('fails', sound);
    await writeFile(join(pack, 'services', 'one.cases.yaml'), scenarios('denied'));
    const { code, lines } = await guiju('test', pack);
    expect(code).toBe(1);
    expect(lines.slice(1, 3)).toEqual([
      '  ✗ Accepted and granted (services/one.cases.yaml:3)',
      '      at the end, end: expected denied, was granted',
    ]);
  });

  test('refuses a pack without scenarios', async () => {
    expect((await guiju('test', await packWith('silent', sound))).code).toBe(1);
  });
});

describe('the command line', () => {
  test('helps in both languages and lists every command', async () => {
    const { code, lines } = await guiju('help');
    expect(code).toBe(0);
    expect(lines.filter((line) => line.startsWith('  ')).length).toBeGreaterThanOrEqual(7);
    expect((await guiju('help', 'check')).lines[0]).toBe('guiju check PACK…');
    expect((await guiju('load', '--help')).lines[0]).toBe('guiju load [PACK…]');
  });

  test.each([
    [['nonsense']],
    [['check']],
    [['check', 'no-such-pack-anywhere']],
    [['test', '--loud']],
    [['load', '--all']],
    [['export', 'one-word']],
    [[]],
  ])('tells a wrong use by exit code 2: %j', async (words) => {
    const { code, lines } = await guiju(...words);
    expect([code, lines.length > 0]).toEqual([2, true]);
  });

  test('hands verify its words and its exit codes', async () => {
    expect((await guiju('verify')).code).toBe(2);
  });
});
