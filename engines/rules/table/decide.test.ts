import { describe, expect, it } from 'vitest';

import { compileTable, decideTable, parameterOn, parametersOn } from '../index.ts';
import type { DecisionTable, HitPolicy } from '../index.ts';
import type { CompiledTable } from '../index.ts';

function tableOf(hitPolicy: HitPolicy, change: Partial<DecisionTable> = {}): CompiledTable {
  const { table, findings } = compileTable({
    name: '扶持档次（示例）',
    hitPolicy,
    inputs: [{ label: '营业收入', expression: 'revenue' }],
    outputs: [{ name: 'rate', values: '80, 100, 50' }],
    rows: [
      { id: 'high', when: ['>= 1000'], results: ['100'], source: '示例办法 第三条' },
      { id: 'middle', when: ['[500..2000]'], results: ['80'] },
      { id: 'low', when: ['< 600'], results: ['50'] },
    ],
    ...change,
  });
  if (table === undefined) throw new Error(JSON.stringify(findings));
  return table;
}

describe('hit policies (OMG DMN 1.5, 8.2.10)', () => {
  it.each<[HitPolicy, number, unknown, string[]]>([
    ['U', 700, 80, ['middle']],
    ['F', 1500, 100, ['high']],
    ['P', 1500, 80, ['middle']],
    ['O', 1500, [80, 100], ['middle', 'high']],
    ['R', 1500, [100, 80], ['high', 'middle']],
    ['C', 550, [80, 50], ['middle', 'low']],
    ['C+', 550, 130, ['middle', 'low']],
    ['C<', 550, 50, ['middle', 'low']],
    ['C>', 550, 80, ['middle', 'low']],
    ['C#', 550, 2, ['middle', 'low']],
  ])('%s of %d', (...[policy, revenue, outputs, matched]) => {
    expect(decideTable(tableOf(policy), { revenue })).toMatchObject({ outputs, matched });
  });

  it('has no output when two rows of a unique table match, and says so', () => {
    const decision = decideTable(tableOf('U'), { revenue: 1500 });
    expect(decision).toMatchObject({ outputs: null, problem: { reason: 'not-unique' } });
  });

  it('has an output when all matching rows of an any table agree, and only then', () => {
    const rows = [
      { id: 'a', when: ['> 1'], results: ['7'] },
      { id: 'b', when: ['> 2'], results: ['7'] },
      { id: 'c', when: ['> 3'], results: ['8'] },
    ];
    expect(decideTable(tableOf('A', { rows }), { revenue: 3 }).outputs).toBe(7);
    expect(decideTable(tableOf('A', { rows }), { revenue: 4 })).toMatchObject({
      outputs: null,
      problem: { reason: 'not-any' },
    });
  });

  it('falls back to the default output', () => {
    const outputs = [{ name: 'rate', otherwise: '0' }];
    const rows = [{ id: 'a', when: ['> 9'], results: ['1'] }];
    expect(decideTable(tableOf('U', { outputs, rows }), { revenue: 1 }).outputs).toBe(0);
  });

  it('gives several outputs as a context', () => {
    const outputs = [{ name: 'rate' }, { name: 'note' }];
    const rows = [{ id: 'a', when: ['-'], results: ['1', '"x"'] }];
    const decision = decideTable(tableOf('U', { outputs, rows }), { revenue: 1 });
    expect(decision.outputs).toEqual({ rate: 1, note: 'x' });
  });
});

describe('the explanation of a table', () => {
  it('names for each row the cells, the values and the source', () => {
    const { explanation } = decideTable(tableOf('U'), { revenue: 700 });
    expect(explanation).toMatchObject([
      {
        id: 'high',
        verdict: 'unmet',
        source: '示例办法 第三条',
        cells: [{ input: '营业收入', value: 700, test: '>= 1000', verdict: 'unmet' }],
      },
      { id: 'middle', verdict: 'met' },
      { id: 'low', verdict: 'unmet' },
    ]);
  });

  it('is unknown where the value is missing', () => {
    const { explanation, outputs } = decideTable(tableOf('U'), {});
    expect(outputs).toBe(null);
    expect(explanation.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('takes only rows valid on the day', () => {
    const rows = [
      { id: 'old', when: ['-'], results: ['1'], valid: { to: '2025-12-31' } },
      { id: 'new', when: ['-'], results: ['2'], valid: { from: '2026-01-01' } },
    ];
    const table = tableOf('U', { rows });
    expect(decideTable(table, { revenue: 1 }, { on: '2025-12-31' }).outputs).toBe(1);
    expect(decideTable(table, { revenue: 1 }, { on: '2026-01-01' }).outputs).toBe(2);
    expect(decideTable(table, { revenue: 1 }).problem).toEqual({
      code: 'rules.table',
      reason: 'day-missing',
    });
  });
});

describe('compiling a table', () => {
  it('finds every fault with row and column', () => {
    const { findings } = compileTable(
      {
        name: 't',
        hitPolicy: 'C+',
        inputs: [{ expression: 'revenue' }],
        outputs: [{ name: 'a' }, { name: 'b' }],
        rows: [
          { id: '1', when: ['> '], results: ['1', '2'] },
          { id: '2', when: ['> limit'], results: ['1'] },
          {
            id: '3',
            when: ['-'],
            results: ['1', '2'],
            valid: { from: '2026-02-01', to: '2026-01-01' },
          },
        ],
      },
      { inputs: ['revenue'], requireSource: true },
    );
    expect(findings.map(({ code, values }) => [code, values['row'] ?? ''])).toEqual(
      expect.arrayContaining([
        ['rules.table.hit_policy', ''],
        ['rules.syntax', '1'],
        ['rules.unknown_name', '2'],
        ['rules.table.columns', '2'],
        ['rules.table.validity', '3'],
        ['rules.table.no_source', '1'],
      ]),
    );
  });
});

describe('dated parameters', () => {
  const series = {
    code: 'subsidyCap',
    unit: 'fen',
    values: [
      { from: '2026-01-01', value: 200, source: '乙（示例）' },
      { from: '2025-01-01', value: 100, source: '甲（示例）' },
      { from: '2027-01-01', value: null, source: '丙（示例）' },
    ],
  };

  it('hold from their day until the next', () => {
    expect(parameterOn(series, '2024-12-31')).toBeUndefined();
    expect(parameterOn(series, '2025-12-31')?.value).toBe(100);
    expect(parameterOn(series, '2026-01-01')?.value).toBe(200);
    expect(parameterOn(series, '2027-01-01')).toBeUndefined();
  });

  it('enter an evaluation as facts with their source', () => {
    const facts = parametersOn([series], '2026-06-01');
    expect(facts['subsidyCap']).toMatchObject({
      value: 200,
      source: '乙（示例）',
      asOf: '2026-01-01',
    });
  });
});
