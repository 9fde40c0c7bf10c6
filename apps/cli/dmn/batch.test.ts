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
<inputData id="asked" name="Asked"><variable name="Asked" typeRef="tAsked"/></inputData>
<itemDefinition name="tAsked"><itemComponent name="sure"><typeRef>boolean</typeRef></itemComponent>
  <itemComponent name="sum"><typeRef>number</typeRef></itemComponent>
  <itemComponent name="on"><typeRef>date</typeRef></itemComponent></itemDefinition>
<decision id="whole" name="Whole"><variable name="Whole"/>
  <informationRequirement><requiredInput href="#asked"/></informationRequirement>
  <literalExpression><text>Asked</text></literalExpression></decision>
<decision id="farther" name="Farther"><variable name="Farther"/>
  <informationRequirement><requiredInput href="urn:other#i"/></informationRequirement>
  <literalExpression><text>other.Given</text></literalExpression></decision>
<decision id="kinds" name="Kinds"><variable name="Kinds"/><literalExpression><text>[
  [1..3), function(a, b) a, @"2024-01-31T10:00:00+08:00", @"P14M", duration("PT36H")]</text></literalExpression></decision>
<decision id="wrong" name="Wrong"><variable name="Wrong"/><literalExpression><text>1 + "a"</text></literalExpression></decision>
<decision id="typed" name="Typed"><variable name="Typed" typeRef="number"/><literalExpression><text>"a"</text></literalExpression></decision>
<decision id="round" name="Round"><variable name="Round"/>
  <informationRequirement><requiredDecision href="#round"/></informationRequirement>
  <literalExpression><text>Round</text></literalExpression></decision>
<businessKnowledgeModel id="twice" name="Twice"><variable name="Twice"/>
  <encapsulatedLogic><formalParameter name="x" typeRef="number"/><literalExpression><text>x * 2</text></literalExpression></encapsulatedLogic>
</businessKnowledgeModel>
<inputData id="any" name="Any"><variable name="Any" typeRef="Any"/></inputData>
<decision id="later" name="Later"><variable name="Later"/>
  <informationRequirement><requiredInput href="#any"/></informationRequirement>
  <literalExpression><text>if Any instance of list&lt;Any&gt; then Any[1] + @"P1D" else Any + @"P1D"</text></literalExpression></decision>
<decision id="bad" name="Bad"><variable name="Bad"/><literalExpression><text>1 +</text></literalExpression></decision>
<decision id="long" name="Long"><variable name="Long"/>
  <literalExpression><text>count(for a in 1..10000, b in 1..10000 return 1)</text></literalExpression></decision>
</definitions>`;

const other = `<definitions xmlns="https://www.omg.org/spec/DMN/20211108/MODEL/" name="o" namespace="urn:other">
<inputData id="i" name="Given"><variable name="Given" typeRef="number"/></inputData>
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

  test('reads inputs as their types are, however a line writes them', async () => {
    const { out } = await batch([
      asked('Whole', '{"Asked": {"sure": "true", "sum": "1.50", "on": "2024-01-31"}}'),
      asked('Whole', '{"Asked": {"sum": 2}}'),
      asked('Sum', '{"N": [2]}'),
      asked('Farther', '{"other": {"Given": 3}}'),
      asked('Farther', '{"other.Given": "4"}'),
      asked('Farther', '{"urn:other#Given": 5}'),
      asked('Twice', '{"x": 6}'),
    ]);
    expect(out).toEqual([
      '{"value":{"sure":true,"sum":1.5,"on":"2024-01-31"}}',
      '{"value":{"sum":2,"sure":null,"on":null}}',
      '{"value":2.1}',
      '{"value":3}',
      '{"value":4}',
      '{"value":5}',
      '{"value":12}',
    ]);
  });

  test('reads texts of inputs without a type as the dates and durations they write', async () => {
    const { out } = await batch([
      asked('Later', '{"Any": "2024-02-28"}'),
      asked('Later', '{"Any": ["2024-02-28T10:00:00Z"]}'),
      asked('Later', '{"Any": "P1D"}'),
      asked('Later', '{"Any": "later"}'),
    ]);
    expect(out).toEqual([
      '{"value":"2024-02-29"}',
      '{"value":"2024-02-29T10:00:00Z"}',
      '{"value":"P2D"}',
      '{"value":null}',
    ]);
  });

  test('writes what JSON has no type for as FEEL does', async () => {
    const { out } = await batch([asked('Kinds', '{}')]);
    expect(out).toEqual([
      '{"value":["[1..3)","function(a, b)","2024-01-31T10:00:00+08:00","P1Y2M","P1DT12H"]}',
    ]);
  });

  test('gives null where FEEL does, an error where nothing was decided', async () => {
    const { out } = await batch([
      asked('Wrong', '{}'),
      asked('Typed', '{}'),
      asked('Sum', '{"N": "many"}'),
      asked('Round', '{}'),
    ]);
    const answers = out.map((line): unknown => JSON.parse(line));
    expect(answers.slice(0, 3)).toEqual([{ value: null }, { value: null }, { value: null }]);
    expect(answers[3]).toMatchObject({ error: expect.stringContaining('Round') });
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
