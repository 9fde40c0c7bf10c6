import { parseArgs } from 'node:util';
import { Refusal } from './text.mjs';

/** Whole numbers a tool is started with: by name what each is when it is not given, and the least. */
export type NumberOptions = Readonly<
  Record<string, { readonly usual: number; readonly least: number }>
>;

/**
 * Reads `--name NUMBER` for each option, and `--name TEXT` for each name of `texts`.
 *
 * @param usage key of the sentence that says how the tool is used
 * @returns the numbers, and those texts that were given
 * @throws {Refusal} the usage, for what is no option, no whole number or too small
 */
export function readNumberOptions<Named extends NumberOptions>(
  args: readonly string[],
  { numbers, texts = [], usage }: { numbers: Named; texts?: readonly string[]; usage: string },
): {
  readonly numbers: Readonly<Record<keyof Named, number>>;
  readonly texts: Readonly<Record<string, string | undefined>>;
} {
  const given = parse(args, [...Object.keys(numbers), ...texts], usage);
  const read = Object.entries(numbers).map(([name, { usual, least }]) => {
    const text = given[name];
    const value = text === undefined ? usual : Number(text);
    if (text === '' || !Number.isSafeInteger(value) || value < least) throw new Refusal(usage);
    return [name, value] as const;
  });
  // Every name of the record stands in it, so every number is there.
  return { numbers: Object.fromEntries(read) as Record<keyof Named, number>, texts: given };
}

function parse(
  args: readonly string[],
  names: readonly string[],
  usage: string,
): Readonly<Record<string, string | undefined>> {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw new Refusal(usage);
  }
}
