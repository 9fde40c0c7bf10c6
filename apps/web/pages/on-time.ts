/**
 * The share of matters closed on time, as `99.3 %`: one decimal, half up, from whole counts.
 * Never rounds up to 100.0 while one was late. Undefined where nothing was closed.
 */
export function onTimeText(onTime: number, closed: number): string | undefined {
  if (closed === 0) return undefined;
  const tenths = Math.floor((onTime * 2_000 + closed) / (2 * closed));
  const shown = tenths === 1_000 && onTime < closed ? 999 : tenths;
  return `${Math.floor(shown / 10)}.${shown % 10} %`;
}
