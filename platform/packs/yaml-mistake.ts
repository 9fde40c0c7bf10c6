import type { ErrorCode } from 'yaml';

/** A mistake in YAML as we name it: the key of its sentence under `packs.yaml`. */
export type YamlMistake = Lowercase<ErrorCode> | keyof typeof missing;

/** What is missing, where the code of the parser only says that something is. */
const missing = {
  missing_quote: /quote/,
  missing_colon: /map values|space after :/,
  missing_comma: /Missing ,/,
  missing_dash: /without -/,
  missing_bracket: /end with a/,
} as const;

/**
 * Names a mistake the parser found, so that it can be told in the reader's language.
 *
 * @param message the parser's own sentence, in English
 */
export function yamlMistake(code: ErrorCode, message: string): YamlMistake {
  for (const [name, pattern] of Object.entries(missing)) {
    // The keys of the table are the names.
    if (pattern.test(message)) return name as keyof typeof missing;
  }
  // The type of `toLowerCase` forgets which words went in.
  return code.toLowerCase() as Lowercase<ErrorCode>;
}
