/** What stands in for the `{{names}}` of a sentence. */
type Values = Readonly<Record<string, string | number>>;

/**
 * An expected no of a database somebody named: it cannot be reached, or does not allow what the
 * product needs. Its sentences stand in `text/` under the code; none holds a password.
 */
export class DatabaseRefusal extends Error {
  readonly code: `db.${string}`;
  readonly values: Values;

  constructor(code: `db.${string}`, values: Values = {}) {
    super(code);
    this.name = 'DatabaseRefusal';
    this.code = code;
    this.values = values;
  }
}
