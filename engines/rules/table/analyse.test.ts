import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { analyseTable, compileTable, decideTable } from '../index.ts';
import type { CompiledTable, DecisionTable } from '../index.ts';

function tableOf(change: Partial<DecisionTable>): CompiledTable {
  const { table, findings } = compileTable({
    name: 't',
    hitPolicy: 'U',
    inputs: [{ expression: 'x' }, { expression: 'grade', values: '"A", "B"' }],
    outputs: [{ name: 'out' }],
    rows: [],
    ...change,
  });
  if (table === undefined) throw new Error(JSON.stringify(findings));
  return table;
}

const row = (id: string, ...when: string[]) => ({ id, when, results: [`"${id}"`] });

describe('the analysis of a table', () => {
  it('finds a complete table complete', () => {
    const rows = [row('1', '< 5', '-'), row('2', '>= 5', '"A"'), row('3', '>= 5', '"B"')];
    expect(analyseTable(tableOf({ rows }))).toMatchObject({
      overlaps: [],
      findings: [],
      whole: true,
    });
    expect(analyseTable(tableOf({ rows })).gap).toBeUndefined();
  });

  it('shows an input no row covers', () => {
    const rows = [row('1', '< 5', '-'), row('2', '> 5', '"A"'), row('3', '> 5', '"B"')];
    const { gap, findings } = analyseTable(tableOf({ rows }));
    expect(gap).toEqual({ x: 5, grade: 'A' });
    expect(findings).toMatchObject([{ code: 'rules.table.gap', severity: 'warning' }]);
  });

  it('shows an input two rows cover', () => {
    const rows = [row('1', '<= 5', '-'), row('2', '>= 5', 'not("B")'), row('3', '> 5', '"B"')];
    const { overlaps, findings } = analyseTable(tableOf({ rows }));
    expect(overlaps).toEqual([{ rows: ['1', '2'], at: { x: 5, grade: 'A' }, sameOutputs: false }]);
    expect(findings.map(({ code }) => code)).toContain('rules.table.overlap');
  });

  it('keeps rows of different times apart', () => {
    const rows = [
      { ...row('old', '-', '-'), valid: { to: '2025-12-31' } },
      { ...row('new', '-', '-'), valid: { from: '2026-01-01' } },
    ];
    expect(analyseTable(tableOf({ rows }))).toMatchObject({ overlaps: [], findings: [] });
  });

  it('finds the day without a row between two editions', () => {
    const rows = [
      { ...row('old', '< 1', '-'), valid: { to: '2025-12-31' } },
      { ...row('new', '-', '-'), valid: { from: '2026-01-01' } },
    ];
    expect(analyseTable(tableOf({ rows })).gap).toMatchObject({ x: 1, day: '2025-12-30' });
  });

  it('says which column it cannot see through', () => {
    const rows = [row('1', '> limit', '-')];
    expect(analyseTable(tableOf({ rows }))).toMatchObject({ opaque: ['x'] });
  });

  it('agrees with trying every input', () => {
    const cell = fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', ''), fc.integer({ min: 0, max: 4 }))
      .map(([sign, limit]) => `${sign} ${limit}`.trim());
    const cells = fc.array(cell, { minLength: 1, maxLength: 5 });
    const halves = Array.from({ length: 13 }, (_, at) => at / 2 - 1);
    fc.assert(
      fc.property(cells, (texts) => {
        const inputs = [{ expression: 'x' }];
        const rows = texts.map((text, at) => row(String(at), text));
        const table = tableOf({ inputs, rows, hitPolicy: 'C' });
        const { gap, overlaps } = analyseTable(table);
        const hits = halves.map((x) => decideTable(table, { x }).matched);
        expect(gap !== undefined).toBe(hits.some((matched) => matched.length === 0));
        for (const { rows: pair, at } of overlaps) {
          expect(decideTable(table, at).matched).toEqual(expect.arrayContaining([...pair]));
        }
        const together = hits.some((matched) => matched.length > 1);
        expect(overlaps.length > 0).toBe(together);
      }),
    );
  });
});
