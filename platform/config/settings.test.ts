import { describe, expect, test } from 'vitest';
import { clockOf, isSettable, readSettings, SettingsRefusal } from './settings.ts';

function issuesOf(environment: Record<string, string>) {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsRefusal) return error.issues;
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('an empty environment gives a development machine', () => {
    const settings = readSettings({ DATABASE_URL: '' });
    expect(settings).toMatchObject({ environment: 'development', demo: false, host: '127.0.0.1' });
    expect(settings.databaseUrl).toBeUndefined();
    expect(settings.home.startsWith('/')).toBe(true);
    expect(clockOf(settings).isSet).toBe(false);
  });

  test('every wrong variable is named at once, without its value', () => {
    const issues = issuesOf({
      GUIJU_PORT: '70000',
      GUIJU_NOW: 'yesterday-secret',
      DATABASE_URL: 'mysql://user:secret@db/x',
    });
    expect(issues.map((issue) => issue.variable)).toEqual([
      'GUIJU_PORT',
      'GUIJU_NOW',
      'DATABASE_URL',
    ]);
    expect(JSON.stringify(issues)).not.toContain('secret');
  });

  test('production refuses a set clock', () => {
    const now = '2026-09-18T02:00:00Z';
    expect(issuesOf({ NODE_ENV: 'production', GUIJU_NOW: now })).toEqual([
      { variable: 'GUIJU_NOW', reason: 'is refused in production' },
    ]);
    const settings = readSettings({ NODE_ENV: 'development', GUIJU_NOW: now });
    expect(clockOf(settings).isSet).toBe(true);
  });

  test('only a demonstration or a test may move the clock', () => {
    expect(isSettable(readSettings({ NODE_ENV: 'test' }))).toBe(true);
    expect(isSettable(readSettings({ GUIJU_DEMO: '1' }))).toBe(true);
    expect(isSettable(readSettings({ NODE_ENV: 'production', GUIJU_DEMO: '1' }))).toBe(false);
    expect(isSettable(readSettings({}))).toBe(false);
  });
});
