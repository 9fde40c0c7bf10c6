/** The names of types that are not simply the kind of a value. */
const KIND_OF: Readonly<Record<string, string>> = {
  dateTime: 'date and time',
  'date time': 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
};

/** Names a type may also be written with. */
export const OTHER_NAMES: readonly string[] = Object.keys(KIND_OF);

/** Returns the kind of value a type name means. */
export function kindNamed(name: string): string {
  return KIND_OF[name] ?? name;
}
