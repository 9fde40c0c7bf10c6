import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#engines/ledger/index.ts';
import { allowedActions } from './allowed.ts';
import type { Actor } from './command.ts';
import { fold } from './evolve.ts';
import { emptyState } from './state.ts';
import { ADMISSION, contextAt, filedAdmission, FINANCE, WINDOW } from './testing/sample.ts';

const asked = () =>
  filedAdmission()
    .do('2026-09-14 10:30', WINDOW, 'assist', { person: FINANCE.id })
    .do('2026-09-14 10:31', WINDOW, 'assist', { person: FINANCE.id });
const offered = (story: ReturnType<typeof asked>, actor: Actor) =>
  allowedActions(ADMISSION, story.state, contextAt('2026-09-14 11:00', actor)).find(
    ({ verb }) => verb === 'advise',
  );

describe('somebody who is asked to assist', () => {
  it('gives an opinion under their own post; the matter stays where it is', () => {
    const story = asked();
    expect(offered(story, FINANCE)).toMatchObject({
      allowed: true,
      needs: ['note'],
      primary: true,
    });
    story.do('2026-09-14 11:00', FINANCE, 'advise', { note: '资金来源无异议' });
    expect(story.where()).toBe('accept');
    const event = story.events.at(-1);
    expect(event).toMatchObject({ type: 'case.advised', node: 'centre', clause: '5.2' });
    expect(event?.data).toMatchObject({ step: 'accept', role: 'finance-desk' });
    expect(story.state.branches.flatMap(({ assistants }) => assistants)).toEqual([]);
    expect(canonicalJson(fold(story.events, emptyState()))).toBe(canonicalJson(story.state));
  });

  it('has to say something, and has said it once', () => {
    const story = asked();
    const blank = story.refused('2026-09-14 11:00', FINANCE, 'advise', { note: ' ' });
    expect(blank).toMatchObject({ code: 'process.input-missing', values: { need: 'note' } });
    story.do('2026-09-14 11:00', FINANCE, 'advise', { note: '无异议' });
    expect(story.refused('2026-09-14 11:10', FINANCE, 'advise', { note: '再说' }).code).toBe(
      'process.not-asked-to-assist',
    );
  });

  it('may still say it when the matter has gone on to another step', () => {
    const story = asked()
      .do('2026-09-14 11:00', WINDOW, 'accept')
      .do('2026-09-14 11:10', FINANCE, 'advise', { note: '无异议' });
    expect(story.events.at(-1)?.data.step).toBe('accept');
    expect(story.where()).toBe('review.finance review.science');
  });

  it('as whoever holds a post at the place is anybody with that post there, and nobody elsewhere', () => {
    const story = filedAdmission().do('2026-09-14 10:30', WINDOW, 'assist', {
      role: 'finance-desk',
    });
    expect(story.state.branches[0]?.assistants).toEqual(['post/finance-desk@centre']);
    const elsewhere = { id: 'f2', roles: [{ role: 'finance-desk', node: 'branch' }] };
    expect(offered(story, elsewhere)).toBeUndefined();
    expect(offered(story, WINDOW)).toBeUndefined();
    const head = { role: 'head', node: 'centre' };
    const colleague = { id: 'f3', roles: [head, { role: 'finance-desk', node: 'centre' }] };
    expect(offered(story, colleague)).toMatchObject({ allowed: true });
    story.do('2026-09-14 11:00', colleague, 'advise', { note: '无异议' });
    expect(story.events.at(-1)?.data.role).toBe('finance-desk');
    expect(story.state.branches[0]?.assistants).toEqual([]);
    expect(offered(story, FINANCE)).toBeUndefined();
  });

  it('as a post at another node is asked there', () => {
    const story = filedAdmission().do('2026-09-14 10:30', WINDOW, 'assist', {
      ...{ role: 'finance-desk', node: 'branch' },
    });
    expect(story.state.branches[0]?.assistants).toEqual(['post/finance-desk@branch']);
    expect(offered(story, FINANCE)).toBeUndefined();
  });

  it('is nobody else: whoever was not asked is not even shown the verb', () => {
    const story = asked();
    expect(offered(story, WINDOW)).toBeUndefined();
    expect(story.refused('2026-09-14 11:00', WINDOW, 'advise', { note: '?' }).code).toBe(
      'process.not-asked-to-assist',
    );
  });
});
