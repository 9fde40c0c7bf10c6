/** A stretch of working time from the instant: `4wh`, `0.5wd`. */
export type SpanLimit = {
  readonly nature: 'span';
  readonly unit: 'wh' | 'wd';
  /** Hundredths of the unit, an integer: `0.5wd` is 50. */
  readonly hundredths: number;
};

/** A number of days or months after the day of the start: `5wd`, `3d`, `2m`. */
export type CountLimit = {
  readonly nature: 'count';
  readonly unit: 'wd' | 'd' | 'm';
  readonly amount: number;
};

/** The close of the day of receipt. */
export type SameDayLimit = { readonly nature: 'same-day' };

/** A time limit. The three natures never mix. */
export type Limit = SpanLimit | CountLimit | SameDayLimit;

/**
 * Why a text is no limit: `syntax` not of the language, `zero` nothing to count, `too-long` above
 * {@link LIMIT_MAX}, `not-whole` a decimal point where only whole units exist or that says nothing
 * (`1.0wd` would hide whether days or minutes are meant).
 */
export type LimitError = {
  readonly error: 'syntax' | 'zero' | 'too-long' | 'not-whole';
  readonly text: string;
};

/** The longest limit of each unit, in that unit. */
export const LIMIT_MAX = { wh: 20_000, wd: 2_500, d: 3_660, m: 240 } as const;

const LIMIT_FORM = /^(\d{1,6})(?:\.(\d{1,2}))?(wh|wd|d|m)$/;

/**
 * Reads a limit: `5wd`, `0.5wd`, `4wh`, `3d`, `2m` or `same-day`; at most two decimals.
 *
 * @source design/2-service-language, Semantics, Time (units have two natures)
 */
export function parseLimit(text: string): Limit | LimitError {
  if (text === 'same-day') return { nature: 'same-day' };
  const found = LIMIT_FORM.exec(text);
  if (found === null) return { error: 'syntax', text };
  const decimals = found[2];
  // The form above admits no other unit.
  const unit = found[3] as 'wh' | 'wd' | 'd' | 'm';
  const hundredths = Number(found[1]) * 100 + Number((decimals ?? '').padEnd(2, '0'));
  if (hundredths === 0) return { error: 'zero', text };
  if (hundredths > LIMIT_MAX[unit] * 100) return { error: 'too-long', text };
  if (decimals !== undefined && (hundredths % 100 === 0 || unit === 'd' || unit === 'm'))
    return { error: 'not-whole', text };
  if (unit === 'wh') return { nature: 'span', unit, hundredths };
  if (decimals !== undefined && unit === 'wd') return { nature: 'span', unit, hundredths };
  return { nature: 'count', unit, amount: hundredths / 100 };
}

/** Returns whether {@link parseLimit} refused the text. */
export function isLimitError(value: Limit | LimitError): value is LimitError {
  return 'error' in value;
}

/**
 * Returns the limit of a text that was checked before (a published definition, a test).
 *
 * @throws {RangeError} when the text is no limit
 */
export function limitOf(text: string): Limit {
  const limit = parseLimit(text);
  if (isLimitError(limit)) throw new RangeError(`not a limit (${limit.error}): ${text}`);
  return limit;
}

/** Returns the one way to write a limit; `parseLimit(formatLimit(x))` is `x`. */
export function formatLimit(limit: Limit): string {
  if (limit.nature === 'same-day') return 'same-day';
  if (limit.nature === 'count') return `${limit.amount}${limit.unit}`;
  const whole = Math.floor(limit.hundredths / 100);
  const rest = String(limit.hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${whole}${rest === '' ? '' : `.${rest}`}${limit.unit}`;
}

/**
 * Returns the working milliseconds of a span; a fraction of a minute is dropped, so that a promise
 * never ends later than written.
 *
 * @param dayMinutes working minutes of the office's standard day
 */
export function spanMs(limit: SpanLimit, dayMinutes: number): number {
  const unitMinutes = limit.unit === 'wh' ? 60 : dayMinutes;
  return Math.floor((unitMinutes * limit.hundredths) / 100) * 60_000;
}

/**
 * Returns a limit lengthened by another of the same unit, e.g. 20wd by 10wd; `undefined` when the
 * units differ or nothing can be added.
 *
 * @source 行政许可法 第四十二条 (the head may add ten days)
 */
export function extendLimit(limit: Limit, by: Limit): Limit | undefined {
  if (limit.nature === 'span' && by.nature === 'span' && limit.unit === by.unit)
    return { ...limit, hundredths: limit.hundredths + by.hundredths };
  if (limit.nature === 'count' && by.nature === 'count' && limit.unit === by.unit)
    return { ...limit, amount: limit.amount + by.amount };
  return undefined;
}
