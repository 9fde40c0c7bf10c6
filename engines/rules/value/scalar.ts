/** The names of the FEEL types, as `instance of` writes them. */
export type Kind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

/** What every value that is neither primitive, list nor context extends, so one test finds it. */
export abstract class Scalar {
  abstract readonly kind: Kind;
}
