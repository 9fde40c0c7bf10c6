import pg from 'pg';

/**
 * Reads an `int8` as a number.
 *
 * @throws {RangeError} beyond 2^53 − 1, where a number would silently lose digits
 */
export function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is not a safe integer`);
  return value;
}

/**
 * Reads a `timestamptz` (session in UTC, ISO style) as the form events and the wire use:
 * `2026-09-18T09:30:00.000Z`. Digits below a millisecond are cut; the program never writes any.
 *
 * @throws {RangeError} for `infinity` and for years outside 0001–9999
 */
export function readInstant(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (!match) throw new RangeError(`timestamptz ${text} is not an instant in UTC`);
  return `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
}

const textAsIs = (text: string): string => text;

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, readInt8],
  [pg.types.builtins.TIMESTAMPTZ, readInstant],
  // A calendar day has no instant: a Date would shift it by the process's own zone.
  [pg.types.builtins.DATE, textAsIs],
  [pg.types.builtins.TIMESTAMP, textAsIs],
]);

/**
 * How column values arrive: `int8` as a safe number, `timestamptz` as ISO text in UTC, `date` as
 * `YYYY-MM-DD`, `numeric` as text, `jsonb` parsed, `bytea` as Buffer.
 */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const parser = format === 'binary' ? undefined : parsers.get(oid);
    return parser ?? pg.types.getTypeParser(oid, format);
  },
};
