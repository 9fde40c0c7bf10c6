import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#platform/db/index.ts';
import { testDatabase } from '#platform/db/testing/database.ts';
import { calendarOfOffice, latestCalendar, saveCalendar, zoneOffset } from './index.ts';

const data = {
  national: [
    {
      year: 2026,
      notices: [
        {
          number: '示例〔2025〕1号',
          title: 'sample',
          publishedOn: '2025-11-04',
          off: [{ name: '元旦', from: '2026-01-01', to: '2026-01-03' }],
        },
      ],
    },
  ],
};

describe('base calendars', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let db: Db;
  beforeAll(async () => {
    database = await testDatabase();
    db = openDatabase(database.url, 'owner');
  });
  afterAll(async () => {
    await db.destroy();
    await database.close();
  });

  test('a version is kept once and never changes', async () => {
    expect(await saveCalendar(db, { code: 'calendars/x', version: '1', data })).toBe(true);
    expect(await saveCalendar(db, { code: 'calendars/x', version: '1', data })).toBe(false);
    const other = { national: [] };
    await expect(
      saveCalendar(db, { code: 'calendars/x', version: '1', data: other }),
    ).rejects.toThrow('loaded already');
    expect((await latestCalendar(db, 'calendars/x'))?.data.national).toHaveLength(1);
    expect(await latestCalendar(db, 'calendars/none')).toBeUndefined();
  });

  test('an office is compiled once and knows its zone', () => {
    const office = { windows: ['09:00-12:00', '13:30-17:30'] };
    const calendar = calendarOfOffice({ version: '1', data }, 'Asia/Shanghai', office);
    expect(calendarOfOffice({ version: '1', data }, 'Asia/Shanghai', office)).toBe(calendar);
    expect(calendar.dayMinutes).toBe(420);
    expect(zoneOffset('Asia/Shanghai', 0)).toBe(480);
    expect(zoneOffset('Asia/Urumqi', 0)).toBe(360);
  });
});
