import { describe, expect, it } from 'vitest';
import { hoursLines } from './hours-lines.ts';

const windows = ['09:00-12:00', '13:30-17:30'];
const office = { sample: false, windows, weekdays: [1, 2, 3, 4, 5] };

describe('office hours in words', () => {
  it('are one line where all days are alike, in whatever order they are written', () => {
    expect(hoursLines({ ...office, weekdays: [5, 3, 1, 2, 4] })).toEqual([
      { from: 1, to: 5, windows },
    ]);
  });

  it('begin a line where a day has other hours, or where one between is off', () => {
    const short = ['09:00-12:00'];
    expect(hoursLines({ ...office, weekdays: [1, 2, 4, 6], weekdayWindows: { 6: short } })).toEqual(
      [
        { from: 1, to: 2, windows },
        { from: 4, to: 4, windows },
        { from: 6, to: 6, windows: short },
      ],
    );
  });

  it('tell the hours of a season behind those of the year', () => {
    const season = { from: '06-01', to: '09-30', windows: ['08:30-12:00', '14:30-18:00'] };
    expect(hoursLines({ ...office, seasons: [season] })).toEqual([
      { from: 1, to: 5, windows },
      {
        ...{ from: 1, to: 5, windows: season.windows },
        season: { from: season.from, to: season.to },
      },
    ]);
  });

  it('say nothing where no day is worked', () => {
    expect(hoursLines({ ...office, weekdays: [] })).toEqual([]);
  });
});
