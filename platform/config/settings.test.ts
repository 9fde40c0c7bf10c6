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

  test('each variable says what it should be, in both languages', () => {
    const wrong = {
      ...{ NODE_ENV: 'x', GUIJU_DEMO: 'x', GUIJU_PORT: 'x', GUIJU_PUBLIC_URL: 'x' },
      ...{ GUIJU_LOG_LEVEL: 'x', GUIJU_NOW: 'x', DATABASE_URL: 'x' },
    };
    const issues = issuesOf(wrong);
    expect(issues.map(({ variable }) => variable)).toEqual(Object.keys(wrong));
    const refusal = new SettingsRefusal(issues);
    for (const language of ['zh-CN', 'en'] as const) {
      expect(refusal.in(language)).not.toContain('undefined');
    }
    const [now] = issues.filter(({ variable }) => variable === 'GUIJU_NOW');
    const alone = new SettingsRefusal(now === undefined ? [] : [now]);
    expect(alone.in('zh-CN')).toContain('GUIJU_NOW 应为写明时区的时刻');
    expect(alone.message).toContain('GUIJU_NOW should be an instant');
  });

  test('production refuses a set clock', () => {
    const now = '2026-09-18T02:00:00Z';
    expect(issuesOf({ NODE_ENV: 'production', GUIJU_NOW: now })).toEqual([
      { variable: 'GUIJU_NOW', reason: 'now_in_production' },
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
