/** The one source of the present for services and jobs; engines get its value as an argument. */
export type Clock = {
  /** The present instant, `2026-09-18T09:30:00.000Z`. */
  now(): string;
  /** Whether the present was set by hand; pages then show it as a banner. */
  readonly isSet: boolean;
};

/** A clock of a test or a demonstration, whose present may be moved. */
export type SettableClock = Clock & {
  /** Moves the present to `instant`, from where it goes on with real time. */
  setNow(instant: string): void;
};

/** Reads real time in epoch milliseconds; an argument so that tests need not wait. */
export type RealTime = () => number;

const realTime: RealTime = () => Date.now();

/** The clock of a running park: real time, never set. */
export const systemClock: Clock = {
  now: () => new Date(realTime()).toISOString(),
  isSet: false,
};

/**
 * Makes a clock that starts at a given instant and then advances with real time.
 *
 * @param start ISO instant with offset; absent, the clock shows real time until it is set
 * @throws {RangeError} when `start`, here or in `setNow`, is not an ISO instant
 * @source 2-service-language Time (`GUIJU_NOW`)
 */
export function settableClock(start?: string, real: RealTime = realTime): SettableClock {
  let shiftMs = start === undefined ? 0 : readInstantMs(start) - real();
  let isSet = start !== undefined;
  return {
    now: () => new Date(real() + shiftMs).toISOString(),
    get isSet() {
      return isSet;
    },
    setNow(instant) {
      shiftMs = readInstantMs(instant) - real();
      isSet = true;
    },
  };
}

/** A clock that stands still until it is set again, for tests that compare instants. */
export function stoppedClock(start: string): SettableClock {
  return settableClock(start, () => 0);
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** Whether `text` names one instant whatever the process's own zone: it carries its offset. */
export function isInstant(text: string): boolean {
  return instantPattern.test(text) && !Number.isNaN(Date.parse(text));
}

function readInstantMs(text: string): number {
  if (!isInstant(text)) throw new RangeError(`${text} is not an ISO instant with its offset`);
  return Date.parse(text);
}
