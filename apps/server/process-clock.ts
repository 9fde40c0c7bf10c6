import { clockOf, isSettable, readSettings, type Clock } from '#platform/config/index.ts';

/** The clock of this process and, where people may move it, the way to do so. */
export type ProcessClock = {
  readonly clock: Clock;
  /** Absent in production and outside a demonstration. */
  readonly setNow?: (instant: string) => void;
};

let shared: ProcessClock | undefined;

/**
 * The one clock that server and worker of a process share, so that a demonstration's day is the
 * same for both.
 *
 * @throws {SettingsRefusal} when the environment asks for something that cannot be
 */
export function processClock(environment = process.env): ProcessClock {
  shared ??= makeClock(environment);
  return shared;
}

/** A clock of its own from an environment; tests use this one. */
export function makeClock(environment: Readonly<Record<string, string | undefined>>): ProcessClock {
  const settings = readSettings(environment);
  const clock = clockOf(settings);
  if (!isSettable(settings) || !('setNow' in clock)) return { clock };
  const { setNow } = clock;
  if (typeof setNow !== 'function') return { clock };
  return { clock, setNow: (instant) => void setNow(instant) };
}
