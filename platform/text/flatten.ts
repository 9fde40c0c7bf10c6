/** Texts of one language by dotted key: `cases.not_found.title` → sentence. */
export type Catalogue = Readonly<Record<string, string>>;

/**
 * Turns a text file, nested or flat or both, into one map from dotted key to text.
 *
 * @throws {TypeError} when a value is neither a text nor an object of texts
 */
export function flattenTexts(value: unknown, prefix = ''): Record<string, string> {
  if (typeof value === 'string') return { [prefix]: value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`text ${prefix || '(root)'} is neither a text nor an object of texts`);
  }
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) =>
      flattenTexts(inner, prefix === '' ? key : `${prefix}.${key}`),
    ),
  ) as Record<string, string>; // Object.assign of records of texts is one
}
