import type { Language } from '#platform/text/localized.ts';

/** What a command may know of where it runs, and where it writes. */
export type CommandIo = {
  readonly language: Language;
  /** Writes to standard output; the newline is added. */
  readonly out: (line: string) => void;
  /** Writes to standard error; the newline is added. */
  readonly err: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder relative paths are taken from. */
  readonly folder: string;
};

/**
 * A command of `guiju`.
 *
 * @param words the words after the command's name, without `--lang`
 * @returns its exit code, see {@link exit}
 */
export type Command = (words: readonly string[], io: CommandIo) => Promise<number>;

/** Exit codes of all commands; `verify` adds 3 (intact, issuer unknown). */
export const exit = {
  /** Done; nothing stands against it. */
  ok: 0,
  /** Refused, or something does not hold: the output says what. */
  refused: 1,
  /** Wrong use, or a file or park that is not there. */
  misuse: 2,
  /** Our fault, or a broken world. */
  fault: 70,
} as const;
