import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runGuiju } from '../main.ts';

const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20211108/MODEL/" name="m" namespace="urn:m">
<import name="other" namespace="urn:other" importType="https://www.omg.org/spec/DMN/20211108/MODEL/"/>
<inputData id="n" name="N"><variable name="N" typeRef="number"/></inputData>
<inputData id="d" name="Day"><variable name="Day" typeRef="date"/></inputData>
<decision id="sum" name="Sum"><variable name="Sum"/>
  <informationRequirement><requiredInput href="#n"/></informationRequirement>
  <literalExpression><text>N + 0.1</text></literalExpression></decision>
<decision id="next" name="Next"><variable name="Next"/>
  <informationRequirement><requiredInput href="#d"/></informationRequirement>
  <literalExpression><text>{day: Day + duration("P1D"), left: [null, time("10:00:00Z")]}</text></literalExpression></decision>
<decision id="far" name="Far"><variable name="Far"/>
  <informationRequirement><requiredDecision href="urn:other#o"/></informationRequirement>
  <literalExpression><text>other.One + 1</text></literalExpression></decision>
<decision id="bad" name="Bad"><variable name="Bad"/><literalExpression><text>1 +</text></literalExpression></decision>
<decision id="long" name="Long"><variable name="Long"/>
  <literalExpression><text>count(for a in 1..10000, b in 1..10000 return 1)</text></literalExpression></decision>
</definitions>`;

const other = `<definitions xmlns="https://www.omg.org/spec/DMN/20211108/MODEL/" name="o" namespace="urn:other">
<decision id="o" name="One"><variable name="One"/><literalExpression><text>1</text></literalExpression></decision>
</definitions>`;

describe('guiju dmn --batch', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guiju-dmn-'));
    writeFileSync(join(folder, 'model.dmn'), xml);
    writeFileSync(join(folder, 'other.dmn'), other);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function batch(lines: readonly string[]) {
    writeFileSync(join(folder, 'cases.jsonl'), lines.join('\n'));
    const said: { out: string[]; err: string[] } = { out: [], err: [] };
    const code = await runGuiju(['dmn', '--batch', 'cases.jsonl', '--lang', 'en'], {
      out: (line) => said.out.push(line),
      err: (line) => said.err.push(line),
      env: {},
      folder,
    });
    return { code, ...said };
  }

  const asked = (decision: string, input: string): string =>
    `{"file":"model.dmn","decision":"${decision}","input":${input}}`;

  test('answers every line in order, with every digit', async () => {
    const { code, out, err } = await batch([
      asked('Sum', '{"N": 1.12345678901234567890123}'),
      asked('sum', '{"N": "2.5"}'),
      asked('Next', '{"Day": "2024-02-28"}'),
      asked('Far', '{}'),
      asked('Bad', '{}'),
    ]);
    expect(out).toEqual([
      '{"value":1.22345678901234567890123}',
      '{"value":2.6}',
      '{"value":{"day":"2024-02-29","left":[null,"10:00:00Z"]}}',
      '{"value":2}',
      '{"value":null}',
    ]);
    expect(err.join()).toContain('model.dmn: Bad: ');
    expect(code).toBe(0);
  });

  test('finds models beside the cases, else from the working folder', async () => {
    const inner = join(folder, 'cases');
    mkdirSync(inner);
    writeFileSync(join(inner, 'near.dmn'), other.replace('<text>1</text>', '<text>2</text>'));
    const cases = ['near.dmn', 'other.dmn', 'none.dmn'].map((file) =>
      JSON.stringify({ file, decision: 'One' }),
    );
    writeFileSync(join(inner, 'cases.jsonl'), cases.join('\n'));
    const out: string[] = [];
    const io = { out: (line: string) => out.push(line), err: () => {}, env: {}, folder };
    await runGuiju(['dmn', '--batch', 'cases/cases.jsonl', '--lang', 'en'], io);
    expect(out.slice(0, 2)).toEqual(['{"value":2}', '{"value":1}']);
    expect(out[2]).toContain('none.dmn');
  });

  test('says what is wrong with a line and goes on', async () => {
    const { code, out } = await batch([
      'no json',
      asked('Nothing', '{}'),
      '{"file":"missing.dmn","decision":"Sum","input":{}}',
      asked('Long', '{}'),
      asked('Sum', '{"N": 1}'),
    ]);
    const answers = out.map((line): unknown => JSON.parse(line));
    expect(answers.slice(0, 4)).toMatchObject([
      { error: expect.stringContaining('Line 1') },
      { error: expect.stringContaining('Nothing') },
      { error: expect.stringContaining('missing.dmn') },
      { error: 'The evaluation took more steps than allowed.' },
    ]);
    expect(answers[4]).toEqual({ value: 1.1 });
    expect(code).toBe(0);
  });

  test('says how it is used', async () => {
    const err: string[] = [];
    const io = { out: () => {}, err: (line: string) => err.push(line), env: {}, folder };
    expect(await runGuiju(['dmn', '--lang', 'en'], io)).toBe(2);
    expect(await runGuiju(['dmn', '--batch', 'none.jsonl', '--lang', 'en'], io)).toBe(2);
    expect(err[0]).toContain('Exit codes:');
    expect(err[1]).toContain('none.jsonl');
  });
});
