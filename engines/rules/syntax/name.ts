/**
 * Returns the one spelling of a FEEL name: spaces collapsed, none around the marks a name may
 * contain. `Mix of grade - year` and `Mix of grade-year` are the same name.
 *
 * @source OMG DMN 1.5, 10.3.1.4 (tokens, names and white space)
 */
export function canonicalName(name: string): string {
  return name
    .replace(/\s*([./\-'+*])\s*/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}
