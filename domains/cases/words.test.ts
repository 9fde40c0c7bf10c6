import { describe, expect, test } from 'vitest';
import { compileCalendar, fixedOffset } from '#engines/calendar/index.ts';
import { cnLayers, OFFICE } from '#engines/calendar/testing/cn-layers.ts';
import { wordsOf } from './service/words.ts';

const calendar = compileCalendar(cnLayers(OFFICE), fixedOffset(480));
const left = (now: string, due: string, language: 'zh-CN' | 'en' = 'zh-CN') =>
  wordsOf(language, 'Asia/Shanghai').leftUntil(`2026-09-${due}:00+08:00`, {
    now: `2026-09-${now}:00+08:00`,
    calendar,
  });

describe('what is left of working time', () => {
  test('is said in days and hours of the office, a Sunday made up for among them', () => {
    expect(left('18T15:00', '23T17:30')).toBe('还剩 4 个工作日 2 小时');
    expect(left('18T09:00', '18T17:30')).toBe('还剩 1 个工作日');
  });

  test('is said in hours and minutes on the last day', () => {
    expect(left('18T16:50', '18T17:30')).toBe('还剩 40 分钟');
    expect(left('18T14:15', '18T17:30')).toBe('还剩 3 小时 15 分');
  });

  test('says by how much a matter is late', () => {
    expect(left('22T17:30', '18T17:30')).toBe('已超期 3 个工作日');
    expect(left('18T10:30', '17T17:30', 'en')).toBe('overdue by 1 h 30 min');
    expect(left('20T10:30', '17T17:30', 'en')).toBe('overdue by 1 working day 1 h');
  });
});
