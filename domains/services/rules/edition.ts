/**
 * A name for the next edition: the year it takes effect, as standards are dated, with a number
 * where that year has an edition already.
 *
 * @param taken names of the editions there are
 * @param effectiveOn day `YYYY-MM-DD`
 */
export function proposeEdition(taken: readonly string[], effectiveOn: string): string {
  const year = effectiveOn.slice(0, 4);
  const known = new Set(taken);
  let name = year;
  for (let count = 2; known.has(name); count += 1) name = `${year}-${count}`;
  return name;
}
