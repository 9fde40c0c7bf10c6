const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\s\S]))/gu;

const SIGNS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/**
 * Returns the text a quoted literal stands for.
 *
 * @source OMG DMN 1.5, grammar rules 33 and 64 (string literal, string escape sequence)
 */
export function readString(literal: string): string {
  const inner = literal.slice(literal.startsWith('@') ? 2 : 1, -1);
  return inner.replace(ESCAPE, (whole: string, ...parts: unknown[]) => {
    const [four, six, sign] = parts.map((part) => (typeof part === 'string' ? part : undefined));
    const code = four ?? six;
    if (code !== undefined) return codePointText(Number.parseInt(code, 16), whole);
    return sign === undefined ? whole : (SIGNS[sign] ?? unescaped(sign));
  });
}

function codePointText(code: number, otherwise: string): string {
  return code > 0x10_ff_ff ? otherwise : String.fromCodePoint(code);
}

/** Quotes and the backslash lose it; any other letter keeps it, as in regular expressions. */
function unescaped(sign: string): string {
  return sign === '"' || sign === '\\' || sign === "'" || sign === '/' ? sign : `\\${sign}`;
}
