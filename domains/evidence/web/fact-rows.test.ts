import { describe, expect, it } from 'vitest';
import { factRows } from './fact-rows.ts';

const words = {
  t: (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    [key, ...Object.values(values)].join(' '),
  typeText: (type: string) => type,
  timeText: (at: string) => at,
};
const facts = {
  ...{ id: 'e1', type: 'case.accepted', at: '2026-09-18T01:30:00.000Z', log: 'park.example/log' },
  ...{ stream: 'park-2026-000001', clause: '5.2', actor: 'post-7', node: 'centre', bundle: 'ab12' },
  ...{ index: 3, size: 7, demo: false },
};
const namesOf = (rows: readonly [string, string][]) => rows.map(([name]) => name);

describe('the facts of an intact receipt', () => {
  it('says each thing the receipt names, the place counted from one', () => {
    const rows = factRows({ outcome: 'known', facts, witnesses: ['peer', 'notary'] }, words);
    expect(Object.fromEntries(rows)).toMatchObject({
      clause: 'fact.clause-text 5.2',
      place: 'fact.place-text 4 7',
      witnesses: 'peer, notary',
    });
    expect(rows).toHaveLength(10);
  });

  it('has no line for what the receipt does not name', () => {
    const bare = { ...facts, clause: null, actor: null, node: null, bundle: null };
    const rows = factRows({ outcome: 'known', facts: bare, witnesses: ['peer'] }, words);
    expect(namesOf(rows)).toEqual(['stream', 'type', 'at', 'log', 'place', 'witnesses']);
  });

  it('says that nobody witnessed only where a policy could have named somebody', () => {
    const known = factRows({ outcome: 'known', facts, witnesses: [] }, words);
    expect(new Map(known).get('witnesses')).toBe('fact.no-witnesses');
    const integrity = factRows({ outcome: 'integrity', facts, witnesses: [] }, words);
    expect(namesOf(integrity)).not.toContain('witnesses');
  });

  it('names a service point in words where they are known, and a system that acted', () => {
    const rows = factRows(
      { outcome: 'integrity', facts: { ...facts, actor: 'system' }, witnesses: [] },
      { ...words, nodeTitle: 'Hall' },
    );
    expect(new Map(rows).get('node')).toBe('fact.node-named centre Hall');
    expect(new Map(rows).get('actor')).toBe('fact.system');
  });
});
