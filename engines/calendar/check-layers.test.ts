import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLayers, compileCalendar, fixedOffset } from './index.ts';
import { anyLayers, YEARS } from './testing/arbitraries.ts';

const texts = (language: string): Record<string, string> => {
  const file = readFileSync(new URL(`text/${language}.json`, import.meta.url), 'utf8');
  // A flat file of texts.
  return JSON.parse(file) as Record<string, string>;
};

const notice = { number: 'n', title: 't', publishedOn: '2026-01-01' };
const good = {
  zone: 'Asia/Shanghai',
  national: [{ year: 2026, notices: [notice] }],
  office: { windows: ['09:00-12:00'] },
};
const national = (more: object) => ({
  ...good,
  national: [{ year: 2026, notices: [{ ...notice, ...more }] }],
});
const office = (more: object) => ({ ...good, office: { ...good.office, ...more } });

describe('checkLayers', () => {
  it('lets content through that compiles, and content with warnings', () => {
    expect(checkLayers(good)).toEqual({ layers: good, findings: [] });
    const { layers, findings } = checkLayers(national({ work: [{ day: '2026-03-03', for: 'x' }] }));
    expect(layers).toBeDefined();
    expect(findings).toEqual([
      {
        code: 'calendar.worked-weekday',
        severity: 'warning',
        path: '/national/0/notices/0/work/0',
        values: { day: '2026-03-03' },
      },
    ]);
  });

  it.each([
    ['nothing', undefined, 'calendar.not-an-object', ''],
    ['no zone', { ...good, zone: '' }, 'calendar.not-a-text', '/zone'],
    ['no years', { ...good, national: undefined }, 'calendar.not-a-list', '/national'],
    [
      'a year in words',
      { ...good, national: [{ year: '2026' }] },
      'calendar.not-a-year',
      '/national/0/year',
    ],
    [
      'a year twice',
      { ...good, national: [...good.national, ...good.national] },
      'calendar.year-twice',
      '/national/1/year',
    ],
    [
      'a day that is none',
      national({ off: [{ name: 'x', from: '2026-02-30', to: '2026-03-01' }] }),
      'calendar.not-a-day',
      '/national/0/notices/0/off/0/from',
    ],
    [
      'a reversed holiday',
      national({ off: [{ name: 'x', from: '2026-03-02', to: '2026-03-01' }] }),
      'calendar.span-reversed',
      '/national/0/notices/0/off/0',
    ],
    [
      'an endless holiday',
      national({ off: [{ name: 'x', from: '2026-03-02', to: '2026-05-01' }] }),
      'calendar.span-too-long',
      '/national/0/notices/0/off/0',
    ],
    [
      'a day off and worked',
      national({
        off: [{ name: 'x', from: '2026-03-06', to: '2026-03-07' }],
        work: [{ day: '2026-03-07', for: 'x' }],
      }),
      'calendar.day-off-and-worked',
      '/national/0/notices/0/work/0',
    ],
    [
      'another year',
      national({ work: [{ day: '2025-03-08', for: 'x' }] }),
      'calendar.day-far-from-year',
      '/national/0/notices/0',
    ],
    [
      'an ordinary day that is none',
      national({ ordinary: ['soon'] }),
      'calendar.not-a-day',
      '/national/0/notices/0/ordinary/0',
    ],
    [
      'a fixed date that is none',
      { ...good, fixed: [{ from: '2025-01-01', source: 's', days: ['13-01'] }] },
      'calendar.not-a-date',
      '/fixed/0/days/0',
    ],
    ['no office', { ...good, office: undefined }, 'calendar.not-an-object', '/office'],
    ['no windows', { ...good, office: {} }, 'calendar.no-windows', '/office/windows'],
    [
      'overlapping windows',
      office({ windows: ['09:00-12:00', '11:00-13:00'] }),
      'calendar.not-windows',
      '/office/windows',
    ],
    [
      'an eighth weekday',
      office({ weekdays: [1, 8] }),
      'calendar.not-a-weekday',
      '/office/weekdays/1',
    ],
    [
      'hours of an eighth weekday',
      office({ weekdayWindows: { '8': ['09:00-12:00'] } }),
      'calendar.not-a-weekday',
      '/office/weekdayWindows/8',
    ],
    [
      'a season that never begins',
      office({ seasons: [{ from: '6', to: '09-30', windows: ['09:00-12:00'] }] }),
      'calendar.not-a-date',
      '/office/seasons/0/from',
    ],
    [
      'a shortened day without hours',
      office({ shortenedDays: [{ day: '2026-03-08' }] }),
      'calendar.no-windows',
      '/office/shortenedDays/0/windows',
    ],
    [
      'a desk with wrong hours',
      office({ desks: { 'a/b': { windows: ['x'] } } }),
      'calendar.not-windows',
      '/office/desks/a~1b/windows',
    ],
  ])('finds %s', (...[, layers, code, path]) => {
    expect(
      checkLayers(layers).findings.map((finding) => [finding.code, finding.path]),
    ).toContainEqual([code, path]);
  });

  it('returns all findings at once', () => {
    const { layers, findings } = checkLayers({ zone: 3, national: {}, office: { windows: [] } });
    expect(layers).toBeUndefined();
    expect(findings.map((finding) => finding.path)).toEqual([
      '/zone',
      '/national',
      '/office/windows',
    ]);
  });

  it('never throws, and what it lets through compiles', () => {
    fc.assert(
      fc.property(fc.oneof(anyLayers, fc.anything(), fc.object()), (value) => {
        const { layers } = checkLayers(value);
        const compiled =
          layers === undefined || compileCalendar(layers, fixedOffset(480), YEARS).zone !== '';
        expect(compiled).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('has a text in both languages for each code, naming the same values', () => {
    const [zh, en] = [texts('zh-CN'), texts('en')];
    const values = (text = '') => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
    expect(Object.keys(zh)).toEqual(Object.keys(en));
    for (const code of Object.keys(en)) expect(values(zh[code])).toEqual(values(en[code]));
  });
});
