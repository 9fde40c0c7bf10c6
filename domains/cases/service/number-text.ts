/** A number as people read it: money in yuan with its thousands set apart, ratios in per cent. */
export function numberText(value: number, type: string | undefined): string {
  if (type === 'ratio') return `${value / 100}%`;
  if (type !== 'money') return String(value);
  return (value / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');
}
