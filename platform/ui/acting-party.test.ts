import { afterEach, describe, expect, it, vi } from 'vitest';
import { actFor, actForNobody, actingParty } from './acting-party.ts';

afterEach(() => {
  actForNobody();
  vi.unstubAllGlobals();
});

describe('whom a tab acts for', () => {
  it('is nobody until chosen, and nobody again after signing out', () => {
    expect(actingParty()).toBeUndefined();
    actFor('org-1');
    expect(actingParty()).toBe('org-1');
    actForNobody();
    expect(actingParty()).toBeUndefined();
  });

  it('is remembered by the tab where the browser allows it', () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
    actFor('org-2');
    expect([...kept.values()]).toEqual(['org-2']);
    actForNobody();
    expect(kept.size).toBe(0);
  });

  it('is one park’s: in another park of the same tab it is nobody', () => {
    vi.stubGlobal('location', { pathname: '/p/park-a/my' });
    actFor('org-3');
    expect(actingParty()).toBe('org-3');
    vi.stubGlobal('location', { pathname: '/p/park-b' });
    expect(actingParty()).toBeUndefined();
    vi.stubGlobal('location', { pathname: '/p/park-a' });
    expect(actingParty()).toBe('org-3');
  });
});
