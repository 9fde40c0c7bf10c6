import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { readDefinition, type Definition } from '#engines/process/index.ts';
import { writtenDefinition } from '#engines/process/index.ts';

const packs = join(import.meta.dirname, '..', '..', '..', 'packs');
const files = globSync('*/services/*.yaml', { cwd: packs }).filter(
  (name) => !name.endsWith('.cases.yaml'),
);

function read(text: string): Definition {
  const { definition, findings } = readDefinition(parse(text));
  expect(findings).toEqual([]);
  // No finding means that there is a definition.
  return definition!;
}

/** Everything a definition may hold that the shipped ones do not use. */
const rare = `
code: rare.service
title: { zh-CN: 少见写法, en: Rare }
class: space
nature: 行政许可
holder: 示例机关
basis: [{ title: 示例法, clause: '1', from: '2020-01-01' }]
standard: { number: X 1, clause: '1' }
kind: promised
limits: { promised: 5wd, statutory: 20wd }
accept: { notify-deficiency: 5wd, silent: deemed-accepted }
flow:
  start: accept
  steps:
    accept: { by: window, clause: '1', do: { accept: [{ to: sign, when: 'revenue > 1' }, sign] } }
    sign:
      n: { a: { by: head }, b: { by: head }, c: { by: head } }
      join: 2
      clause: '1'
      rungs: [{ at: 75.5%, to: head, of: promised }]
      do: { pass: granted, fail: denied }
  ends:
    granted:
      title: { zh-CN: 通过 }
      effects: [{ licence.issue: { kind: x }, onVoid: { licence.revoke: {} } }]
      onVoid: [notice.send]
      reopen: true
    denied: 不予通过
rungs: [{ at: 50%, to: head }]
`;

describe('a definition as a pack writes it', () => {
  test.each(files)('reads back as it was: %s', (file) => {
    const definition = read(readFileSync(join(packs, file), 'utf8'));
    expect(read(stringify(writtenDefinition(definition)))).toEqual(definition);
  });

  test('keeps what is rare', () => {
    const definition = read(rare);
    expect(read(stringify(writtenDefinition(definition)))).toEqual(definition);
  });

  test('there are definitions to try it on', () => {
    expect(files.length).toBeGreaterThanOrEqual(13);
  });
});
