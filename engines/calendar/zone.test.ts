import { describe, expect, it } from 'vitest';
import {
  addDays,
  closeOf,
  compileCalendar,
  dayIn,
  formatInstant,
  startIn,
  type ZoneOffset,
} from './index.ts';
import { cnLayers } from './testing/cn-layers.ts';

/** The platform's own rules of a zone, in minutes east of UTC. */
const platform: ZoneOffset = (zone, at) => {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const found = /GMT([+-])(\d{2}):(\d{2})/.exec(parts ?? '');
  if (found === null) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
};

const years = { firstYear: 2024, lastYear: 2026 };
const inZone = (zone: string) => compileCalendar({ ...cnLayers(), zone }, platform, years);

describe('zones', () => {
  it.each([
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Africa/Cairo',
    'America/Santiago',
  ])('%s begins each day where the platform does', (zone) => {
    const calendar = inZone(zone);
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
    for (let day = '2024-01-02'; day < '2026-12-30'; day = addDays(day, 1)) {
      const start = startIn(calendar, day);
      expect([format.format(start), format.format(start - 1)]).toEqual([day, addDays(day, -1)]);
      expect(dayIn(calendar, start)).toBe(day);
    }
  });

  it('keep the office at the same hour when summer time begins and ends', () => {
    const berlin = inZone('Europe/Berlin');
    const closes = ['2026-03-27', '2026-03-30', '2026-10-23', '2026-10-26'].map((day) =>
      formatInstant(closeOf(berlin, day) ?? 0).slice(11, 16),
    );
    expect(closes).toEqual(['16:30', '15:30', '15:30', '16:30']);
  });
});
