import { describe, expect, test } from 'vitest';
import { compileCalendar, fixedOffset, parseInstant } from '#engines/calendar/index.ts';
import { cnLayers, OFFICE } from '#engines/calendar/testing/cn-layers.ts';
import type { ClockReading } from '#engines/process/index.ts';
import { wordsOf } from './service/words.ts';

const calendar = compileCalendar(cnLayers(OFFICE), fixedOffset(480));
const instant = (time: string) => parseInstant(`2026-09-${time}:00+08:00`);

/** What a clock says in a line and on its page; only what the words read of it. */
function said(now: string, due: string, { limit = '5wd', language = 'zh-CN' as const } = {}) {
  const clock = {
    state: 'running',
    limit,
    suspended: false,
    due: instant(due),
    dueIfResumed: instant(due),
  } as ClockReading; // the words read nothing else
  const words = wordsOf(language, 'Asia/Shanghai');
  const on = { now: instant(now), calendar };
  return { line: words.leftShort(clock, on), page: words.left(clock, on) };
}
const line = (now: string, due: string, limit = '5wd') => said(now, due, { limit }).line;

describe('what is left of a clock', () => {
  test('is said in the working days of its limit, a Sunday made up for among them', () => {
    expect(line('18T15:00', '23T17:30')).toBe('还剩 4 个工作日');
    expect(line('17T08:00', '23T17:30')).toBe('还剩 5 个工作日');
    expect(line('22T17:45', '23T17:30')).toBe('还剩 1 个工作日');
  });

  test('is said in hours and minutes on the last day, whole hours without minutes', () => {
    expect(line('18T16:50', '18T17:30')).toBe('还剩 40 分钟');
    expect(line('18T14:15', '18T17:30')).toBe('还剩 3 小时 15 分');
    expect(line('18T14:30', '18T17:30', 'same-day')).toBe('还剩 3 小时');
    expect(line('18T09:00', '18T17:30', 'same-day')).toBe('还剩 7 小时');
  });

  test('of a limit in hours keeps the hours beyond the days', () => {
    expect(line('17T16:00', '18T10:30', '4wh')).toBe('还剩 3 小时');
    expect(line('17T16:00', '21T10:30', '20wh')).toBe('还剩 2 个工作日 3 小时');
  });

  test('of natural days counts natural days, and the hours of the last one', () => {
    expect(line('10T10:00', '25T23:59', '15d')).toBe('还剩 15 天');
    expect(line('10T10:00', '18T23:59', '5wd+3d')).toBe('还剩 8 天');
    expect(line('18T14:30', '18T17:30', '15d')).toBe('还剩 3 小时');
  });

  test('says by how much a matter is late', () => {
    expect(line('22T17:30', '18T17:30')).toBe('已超期 3 个工作日');
    expect(line('20T10:30', '17T17:30')).toBe('已超期 1 个工作日 1 小时');
    expect(line('22T10:30', '17T23:59', '15d')).toBe('已超期 5 天');
  });

  test('reads the same on a line as on the page of the case, which adds until when', () => {
    for (const [now, due] of [
      ['18T15:00', '23T17:30'],
      ['18T14:15', '18T17:30'],
      ['20T10:30', '17T17:30'],
    ] as const) {
      const { line: short, page } = said(now, due);
      expect(page.startsWith(short)).toBe(true);
    }
    expect(said('18T15:00', '23T17:30').page).toBe('还剩 4 个工作日（9月23日 周三 17:30 前）');
  });
});
