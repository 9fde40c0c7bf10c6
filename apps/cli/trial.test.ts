import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDefinition } from '#engines/process/index.ts';
import { modelerFile } from '#platform/diagrams/bpmn/testing/modeler.ts';
import { runIn } from './testing.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-trial-'));
  await writeFile(join(folder, 'drawn.bpmn'), modelerFile);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const guiju = (...words: string[]) => runIn(folder, words);

describe('guiju bpmn', () => {
  test('draws a service and reads it back as the same definition', async () => {
    const drawn = await guiju(
      'bpmn',
      'export',
      'shijingshan',
      'space.admission',
      '--out',
      'a.bpmn',
    );
    expect(drawn).toMatchObject({ code: 0, err: '' });
    const read = await guiju('bpmn', 'import', 'a.bpmn', '--pack', 'shijingshan');
    expect(read).toMatchObject({ code: 0 });
    const { definition, findings } = readDefinition(parse(read.out));
    expect(findings).toEqual([]);
    expect(definition?.code).toBe('space.admission');
  });

  test('names the element of what it cannot carry and what to do, and writes the draft', async () => {
    const done = await guiju(
      'bpmn',
      'import',
      'drawn.bpmn',
      '--pack',
      'shijingshan',
      '--out',
      'x.yaml',
    );
    expect(done.code).toBe(0);
    expect(done.err).toContain('drawn.bpmn #Timer_1 warning natural-days');
    expect(done.err).toContain('Write 5wd for working days');
    expect(await readFile(join(folder, 'x.yaml'), 'utf8')).toContain('shou-li');
  });

  test('ends with 1 for what is no drawing, with 2 for what is not there', async () => {
    await writeFile(join(folder, 'no.bpmn'), 'not xml');
    expect((await guiju('bpmn', 'import', 'no.bpmn')).code).toBe(1);
    expect((await guiju('bpmn', 'import', 'nowhere.bpmn')).code).toBe(2);
    expect((await guiju('bpmn', 'export', 'shijingshan', 'nothing')).code).toBe(1);
    expect((await guiju('bpmn', 'draw')).code).toBe(2);
  });
});

describe('guiju simulate', () => {
  const few = ['simulate', 'shijingshan', 'space.admission', '--runs', '3', '--days', '10'];

  test('says rate, bottleneck and load in sentences, the same for the same seed', async () => {
    const one = await guiju(...few, '--minutes', 'review.finance=100', '--seed', '4');
    expect(one.code).toBe(0);
    expect(one.out).toMatch(/on time: .+ of \d+ cases; with 95 % confidence between/);
    expect(one.out).toContain('Cases wait longest for “Finance”');
    expect((await guiju(...few, '--minutes', 'review.finance=100', '--seed', '4')).out).toBe(
      one.out,
    );
    expect((await guiju(...few, '--minutes', 'review.finance=100', '--seed', '5')).out).not.toBe(
      one.out,
    );
  });

  test('refuses names there are not, and more than it may be asked', async () => {
    expect(await guiju(...few, '--staff', 'nobody=1')).toMatchObject({ code: 1 });
    expect((await guiju(...few, '--per-day', '99999999')).err).toContain('leave the limits');
    expect((await guiju(...few, '--minutes', 'a')).code).toBe(2);
    expect((await guiju('simulate', 'shijingshan')).code).toBe(2);
  });
});

describe('guiju replay and migrate', () => {
  test('say how they are used when they are used otherwise', async () => {
    expect((await guiju('replay', 'shijingshan', 'nowhere.yaml')).code).toBe(2);
    expect((await guiju('migrate', 'shijingshan', 'plan.yaml')).err).toContain(
      '--dry-run|--carry-out',
    );
    await writeFile(join(folder, 'plan.yaml'), 'id: x\n');
    const done = await guiju('migrate', 'shijingshan', 'plan.yaml', '--dry-run');
    expect(done).toMatchObject({ code: 2 });
    expect(done.err).toContain('[service]');
  });
});
